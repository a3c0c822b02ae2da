package export

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duizhao"
)

// interchangeFiles writes the sample in every format of translators and returns
// the paths by format.
func interchangeFiles(t *testing.T) map[string]string {
	t.Helper()
	dir, out := t.ArtifactDir(), map[string]string{}
	for _, format := range interchangeFormats {
		f, err := Find(format)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, format+filepath.Ext(f.Path("x")))
		if err := os.WriteFile(path, writtenAs(t, format, report2022(t)), 0o644); err != nil {
			t.Fatal(err)
		}
		out[format] = path
	}
	return out
}

// TestXMLLintValidates holds TMX to a DTD, TBX to a RELAX NG grammar of our own,
// and XLIFF to the schemas OASIS published, which a Debian package brings.
func TestXMLLintValidates(t *testing.T) {
	xmllint := program(t, "xmllint")
	files := interchangeFiles(t)
	for _, format := range []string{"tmx", "memory"} {
		run(t, xmllint, "--nonet", "--noout", "--dtdvalid", "testdata/interchange/tmx14.dtd", files[format])
	}
	run(t, xmllint, "--nonet", "--noout", "--relaxng", "testdata/interchange/tbx-basic-dca.rng", files["tbx"])
	run(t, xmllint, "--nonet", "--noout", "--schema", oasisSchema(t, "xliff-core-1.2-strict.xsd"), files["xliff"])
	run(t, xmllint, "--nonet", "--noout", "--schema", oasisSchema(t, "xliff-core-2.0.xsd"), files["xliff2"])

	// A document that breaks the rules is refused: the check checks.
	bad := filepath.Join(t.TempDir(), "bad.tmx")
	b := bytes.Replace(writtenAs(t, "tmx", report2022(t)), []byte("<seg>"), []byte("<seg><seg/>"), 1)
	if err := os.WriteFile(bad, b, 0o644); err != nil {
		t.Fatal(err)
	}
	if exec.Command(xmllint, "--nonet", "--noout", "--dtdvalid", "testdata/interchange/tmx14.dtd", bad).Run() == nil {
		t.Error("xmllint finds nothing wrong with a seg in a seg")
	}
}

var schemaLocation = regexp.MustCompile(`schemaLocation="[^"]*xml\.xsd"`)

// oasisSchema returns the path of an XLIFF schema that finds the schema of xml:lang
// beside it and not on the net.
func oasisSchema(t *testing.T, name string) string {
	t.Helper()
	const dir = "/usr/share/php/Symfony/Component/Translation/Resources/schemas"
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		missing(t, "the schema "+name+" (php-symfony-translation)")
	}
	path := filepath.Join(t.TempDir(), name)
	b = schemaLocation.ReplaceAll(b, []byte(`schemaLocation="`+dir+`/xml.xsd"`))
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// toolkitScript prints, for each file, how many units the translate toolkit reads
// and what it makes of some.
const toolkitScript = `
import sys
from translate.storage import tbx, tmx, xliff
memory = tmx.tmxfile.parsefile(sys.argv[1])
print(len(memory.units), memory.translate("一、创造"))
units = xliff.xlifffile.parsefile(sys.argv[2]).units
print(len(units), [u.source for u in units if not u.target], [u.isapproved() for u in units])
print(units[2].getnotes().split("\n")[0])
print([u.source + "=" + u.target for u in tbx.tbxfile.parsefile(sys.argv[3]).units])
both = {(u.source, u.target) for u in units if u.target} - {(u.source, u.target) for u in memory.units}
print(len(both))
`

func TestTranslateToolkitReadsIt(t *testing.T) {
	python := program(t, "/usr/bin/python3", "python3")
	if exec.Command(python, "-c", "import translate.storage.xliff").Run() != nil {
		missing(t, "translate-toolkit")
	}
	files := interchangeFiles(t)
	got := run(t, python, "-c", toolkitScript, files["tmx"], files["xliff"], files["tbx2008"])
	want := strings.TrimLeft(`
5 I. Creation
6 ['本段没有译文。'] [False, False, False, False, False, False]
error: Chinese has 32, English has 33; check the source figures
['一、创造=I. Creation', '二〇二二年澜江市知识产权保护状况=Intellectual Property Protection in Lanjiang, 2022', '澜江市=Lanjiang']
0
`, "\n")
	if got != want {
		t.Errorf("printed\n%s, want\n%s", got, want)
	}
}

// omegatProject is a project in paragraphs from Chinese to English.
const omegatProject = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ZH-CN</source_lang><target_lang>EN</target_lang><sentence_seg>%t</sentence_seg>
</project></omegat>
`

// TestOmegaTTranslates holds that a text comes out translated where the memory in
// tm/auto has its paragraphs, or, where OmegaT cuts it up, its sentences.
func TestOmegaTTranslates(t *testing.T) {
	omegat := program(t, "omegat")
	const (
		heading   = "一、创造"
		paragraph = "全市专利授权量1.41万件，比上年增长22.9%。有效发明专利3000余件，其中高校1200件。持证种子企业32家。"
		unknown   = "这一段记忆里没有。"
	)
	for _, sentences := range []bool{false, true} {
		r := report2022(t)
		splitBead(r, 2)
		dir := filepath.Join(t.TempDir(), "project")
		for name, content := range map[string]string{
			"omegat.project":              fmt.Sprintf(omegatProject, sentences),
			"source/report.txt":           heading + "\n\n" + paragraph + "\n\n" + unknown + "\n",
			"tm/auto/lanjiang.tmx":        string(writtenAs(t, "tmx", r)),
			"glossary/terms.tbx":          string(writtenAs(t, "tbx2008", r)),
			"target/.keep":                "",
			"omegat/.keep":                "",
			"dictionary/.keep":            "",
			"../config/omegat.prefs.keep": "",
		} {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		run(t, omegat, dir, "--mode=console-translate", "--config-dir="+filepath.Join(filepath.Dir(dir), "config"))
		got, err := os.ReadFile(filepath.Join(dir, "target", "report.txt"))
		if err != nil {
			t.Fatal(err)
		}
		want := "I. Creation\n\nThe city was granted 14,100 patents, up by 22.9% year on year. " +
			"Valid invention patents came to over 3,000, 1,200 of them held by universities. There are 33 licensed seed enterprises.\n\n" + unknown + "\n"
		if string(got) != want {
			t.Errorf("by sentences: %t: got\n%s, want\n%s", sentences, got, want)
		}
	}
}

// splitBead parts a sentence bead of equally many sentences on both sides.
func splitBead(r *duizhao.Report, at int) {
	s := r.Alignment.Sentences
	b := s[at]
	var parts []duizhao.ReportBead
	for i := range b.Zh {
		parts = append(parts, duizhao.ReportBead{Zh: b.Zh[i : i+1], En: b.En[i : i+1], Confidence: b.Confidence, Status: b.Status})
	}
	r.Alignment.Sentences = append(append(s[:at:at], parts...), s[at+1:]...)
}

const docxScript = `
import sys, docx
d = docx.Document(sys.argv[1])
t = d.tables[0]
print(len(d.tables), len(t.rows), len(t.columns), [c.text for c in t.rows[0].cells])
print([[p.text for p in c.paragraphs] for c in t.rows[3].cells])
print([r.text for r in t.rows[3].cells[2].paragraphs[0].runs if r.font.bold])
print([c.text for c in t.rows[6].cells], t.rows[2].cells[1].paragraphs[0].style.name)
print(d.core_properties.title, d.core_properties.language, d.core_properties.created, d.core_properties.modified)
`

func TestPythonDOCXReadsIt(t *testing.T) {
	python := program(t, "/usr/bin/python3", "python3")
	if exec.Command(python, "-c", "import docx").Run() != nil {
		missing(t, "python3-docx")
	}
	got := run(t, python, "-c", docxScript, interchangeFiles(t)["docx"])
	want := strings.TrimLeft(`
1 7 3 ['#', '中文', 'English']
[['3'], ['全市专利授权量1.41万件，比上年增长22.9%。\n有效发明专利3000余件，其中高校1200件。\n持证种子企业32家。'], ['The city was granted 14,100 patents, up by 22.9% year on year.\nValid invention patents came to over 3,000, 1,200 of them held by universities.\nThere are 33 licensed seed enterprises.']]
['33 licensed']
['6\nlow', '本段没有译文。', ''] Heading 1
二〇二二年澜江市知识产权保护状况 Intellectual Property Protection in Lanjiang, 2022 zh-CN None None
`, "\n")
	if got != want {
		t.Errorf("printed\n%s, want\n%s", got, want)
	}
}

func TestLibreOfficeConvertsDOCX(t *testing.T) {
	soffice, pdftotext := program(t, "soffice", "libreoffice"), program(t, "pdftotext")
	dir := t.TempDir()
	run(t, soffice, "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()),
		"--headless", "--convert-to", "pdf", "--outdir", dir, interchangeFiles(t)["docx"])
	text := strings.Join(strings.Fields(run(t, pdftotext, "-layout", filepath.Join(dir, "docx.pdf"), "-")), " ")
	for _, want := range []string{"一、创造", "I. Creation", "33 licensed seed enterprises", "持证种子企业", "␇", "本段没有译文"} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF lacks %q", want)
		}
	}
	if n := strings.Count(text, "# 中文 English"); n < 2 {
		t.Errorf("the header row stands on %d pages", n)
	}
}
