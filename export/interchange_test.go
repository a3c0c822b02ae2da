package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"duizhao"
)

// interchangeFormats are those this file's tests write.
var interchangeFormats = []string{"tmx", "xliff", "xliff2", "tsv", "docx", "memory", "tbx", "tbx2008"}

func writtenAs(t testing.TB, format string, reports ...*duizhao.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	f, err := Find(format)
	if err != nil {
		t.Fatal(err)
	}
	if f.Batch == nil {
		err = f.Report(&b, reports[0], Options{})
	} else {
		err = Write(&b, format, Reports(reports...), Options{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// part returns a part of a DOCX.
func part(t testing.TB, docx []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// xmlOf returns the XML files a format consists of.
func xmlOf(t testing.TB, format string, b []byte) [][]byte {
	if format != "docx" {
		return [][]byte{b}
	}
	var out [][]byte
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/comments.xml", "word/footer1.xml", "word/settings.xml", "word/styles.xml"} {
		out = append(out, part(t, b, name))
	}
	return out
}

// TestInterchangeGolden shows what each format makes of the sample; read the diff.
func TestInterchangeGolden(t *testing.T) {
	r := report2022(t)
	for _, c := range []struct{ format, file string }{
		{"tmx", "lanjiang-ip-2022.tmx"}, {"xliff", "lanjiang-ip-2022.xlf"}, {"xliff2", "lanjiang-ip-2022.2.xlf"},
		{"tsv", "lanjiang-ip-2022.tsv"}, {"tbx", "terms.tbx"}, {"tbx2008", "terms-2008.tbx"},
	} {
		golden(t, "testdata/interchange/"+c.file, writtenAs(t, c.format, r))
	}
	docx := writtenAs(t, "docx", r)
	for _, name := range []string{"document", "comments"} {
		b := bytes.ReplaceAll(part(t, docx, "word/"+name+".xml"), []byte("<w:p>"), []byte("\n<w:p>"))
		golden(t, "testdata/interchange/lanjiang-ip-2022."+name+".xml", b)
	}
}

// TestOneLanguage holds that a report in English alone is laid out as a source to
// be translated, and gives a memory without units.
func TestOneLanguage(t *testing.T) {
	r := report2020(t)
	if b := writtenAs(t, "tmx", r); bytes.Contains(b, []byte("<tu ")) {
		t.Error("the translation memory has units")
	}
	for format, want := range map[string][]string{
		"xliff":  {`source-language="en" target-language="zh-CN"`, "<source>Goods worth 110 million yuan were seized.</source>"},
		"xliff2": {`srcLang="en" trgLang="zh-CN"`, "<source>Goods worth 110 million yuan were seized.</source>"},
	} {
		b := string(writtenAs(t, format, r))
		for _, w := range want {
			if !strings.Contains(b, w) {
				t.Errorf("%s lacks %s", format, w)
			}
		}
		if strings.Contains(b, "<target>") || strings.Contains(b, "x-confidence") {
			t.Errorf("%s has a target or a confidence", format)
		}
	}
}

func TestGeneratedIsTheOnlyDate(t *testing.T) {
	for format, want := range map[string]string{"tmx": `creationdate="20260201T000000Z"`, "xliff": `date="2026-02-01T00:00:00Z"`} {
		var b bytes.Buffer
		if err := Write(&b, format, Reports(report2022(t)), Options{Generated: "2026-02-01"}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s lacks %s", format, want)
		}
		if strings.Contains(string(writtenAs(t, format, report2022(t))), "date=") {
			t.Errorf("%s has a date nobody gave", format)
		}
	}
}

func TestStanding(t *testing.T) {
	open := &duizhao.ReportFinding{Severity: duizhao.SeverityError, Status: duizhao.Open}
	dismissed := &duizhao.ReportFinding{Severity: duizhao.SeverityError, Status: duizhao.Dismissed}
	info := &duizhao.ReportFinding{Severity: duizhao.SeverityInfo, Status: duizhao.Open}
	for _, c := range []struct {
		name       string
		zh, en     string
		status     duizhao.BeadStatus
		confidence float64
		within     float64
		finding    *duizhao.ReportFinding
		want       standing
	}{
		{"one side", "中", "", duizhao.Confirmed, 1, 1, nil, untranslated},
		{"sure", "中", "e", duizhao.Auto, 0.95, 1, nil, translated},
		{"unsure", "中", "e", duizhao.Auto, 0.85, 1, nil, doubtful},
		{"in an unsure paragraph", "中", "e", duizhao.Auto, 0.99, 0.7, nil, doubtful},
		{"confirmed", "中", "e", duizhao.Confirmed, 0.3, 0.3, nil, settled},
		{"edited with an open finding", "中", "e", duizhao.Edited, 1, 1, open, doubtful},
		{"dismissed finding", "中", "e", duizhao.Confirmed, 1, 1, dismissed, settled},
		{"information only", "中", "e", duizhao.Auto, 1, 1, info, translated},
	} {
		s := segment{zh: c.zh, en: c.en, bead: duizhao.ReportBead{Status: c.status, Confidence: c.confidence}, within: c.within}
		if c.finding != nil {
			s.findings = append(s.findings, c.finding)
		}
		if got := s.standing(); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

// TestCrossingSentences holds that a sentence moved into another paragraph's bead
// loses no text: both paragraphs are whole units then.
func TestCrossingSentences(t *testing.T) {
	r := report2022(t)
	s := r.Alignment.Sentences
	s[2].Zh, s[3].Zh = s[2].Zh[:2], append([]string{s[2].Zh[2]}, s[3].Zh...)
	for _, format := range []string{"xliff", "xliff2"} {
		b := string(writtenAs(t, format, r))
		if n := strings.Count(b, "持证种子企业32家。"); n != 1 {
			t.Errorf("%s has the moved sentence %d times", format, n)
		}
		if !strings.Contains(b, "<source>全市专利授权量1.41万件，比上年增长22.9%。有效发明专利3000余件，其中高校1200件。持证种子企业32家。</source>") {
			t.Errorf("%s: the paragraph is not one unit", format)
		}
	}
	if b := string(writtenAs(t, "tmx", r)); !strings.Contains(b, "持证种子企业32家。\n公安机关") {
		t.Error("the translation memory lacks the sentence bead across paragraphs")
	}
}

// TestTargetOrder holds that XLIFF 2 says where English stands in another order.
func TestTargetOrder(t *testing.T) {
	r := report2022(t)
	zh, en := r.Alignment.Sentences[2].Zh, r.Alignment.Sentences[2].En
	var beads []duizhao.ReportBead
	for i, j := range []int{1, 0, 2} {
		beads = append(beads, duizhao.ReportBead{Zh: zh[i : i+1], En: en[j : j+1], Confidence: 1, Status: duizhao.Edited})
	}
	r.Alignment.Sentences = append(beads, append(r.Alignment.Sentences[:2:2], r.Alignment.Sentences[3:]...)...)
	b := string(writtenAs(t, "xliff2", r))
	for _, want := range []string{`<target order="2">Valid`, `<target order="1">The city`, `<target order="3">There are`} {
		if !strings.Contains(b, want) {
			t.Errorf("lacks %s", want)
		}
	}
}

func TestXMLText(t *testing.T) {
	for in, want := range map[string]string{
		"plain 中文\n\t":           "plain 中文\n\t",
		"bell\x07 null\x00":      "bell␇ null␀",
		"delete\x7f":             "delete␡",
		"next line\u0085":        "next line⟨U+0085⟩",
		"lone \xed\xa0\x80":      "lone \uFFFD",
		"\u202eevil\u2066":       "⟨U+202E⟩evil⟨U+2066⟩",
		"\uFFFE\uFFFF\U0001FFFE": "⟨U+FFFE⟩⟨U+FFFF⟩⟨U+1FFFE⟩",
		"左\u200e右\U00020BB7":     "左\u200e右\U00020BB7",
	} {
		if got := xmlText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestInterchangeHoldsAnyText holds that every format stays well formed and the
// table of tab-separated values gives the text back, whatever a report holds.
func TestInterchangeHoldsAnyText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
			"]]>", "=1+1", "＝1", "a\tb\r\nc\\", "\u202e\x00\x1b", "<w:p>&amp;", "\xff\xed\xa0\x80", "\u2028", "\\u0007", " ",
		}))
		r := report2022(t)
		zh, en := text.Draw(rt, "zh"), text.Draw(rt, "en")
		r.Title.Zh, r.Findings[0].Message.En = zh, en
		r.Readings.Zh.Paragraphs[2].Text, r.Readings.En.Paragraphs[2].Text = zh, en
		r.Readings.Zh.Paragraphs[2].ID += zh
		for _, format := range interchangeFormats {
			b := writtenAs(t, format, r)
			if format == "tsv" {
				continue
			}
			for _, x := range xmlOf(t, format, b) {
				if err := wellFormed(x); err != nil {
					rt.Fatalf("%s: %v", format, err)
				}
			}
		}
		if got := unescapeTSV(tsvField(zh)); got != strings.ToValidUTF8(zh, "\uFFFD") {
			rt.Fatalf("%q came back as %q", zh, got)
		}
	})
}

func wellFormed(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// unescapeTSV reads a field as docs/interchange.md tells.
func unescapeTSV(s string) string {
	var b strings.Builder
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		if r != '\\' {
			b.WriteRune(r)
			continue
		}
		r, size = utf8.DecodeRuneInString(s)
		s = s[size:]
		switch r {
		case 't', 'n', 'r':
			b.WriteString(map[rune]string{'t': "\t", 'n': "\n", 'r': "\r"}[r])
		case 'u', 'U':
			n := map[rune]int{'u': 4, 'U': 8}[r]
			code, _ := strconv.ParseUint(s[:n], 16, 32)
			b.WriteRune(rune(code))
			s = s[n:]
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// TestTSVHasOneLineABead holds that no text breaks the table.
func TestTSVHasOneLineABead(t *testing.T) {
	r := report2022(t)
	lines := strings.Split(strings.TrimSuffix(string(writtenAs(t, "tsv", r)), "\n"), "\n")
	if want := 1 + len(r.Alignment.Paragraphs) + len(r.Alignment.Sentences); len(lines) != want {
		t.Errorf("%d lines, want %d", len(lines), want)
	}
	for i, line := range lines {
		if n := strings.Count(line, "\t") + 1; n != len(tsvColumns) {
			t.Errorf("line %d has %d fields", i+1, n)
		}
		for field := range strings.SplitSeq(line, "\t") {
			if field != "" && strings.ContainsAny(field[:1], "=+-@") {
				t.Errorf("line %d: a spreadsheet would run %q", i+1, field)
			}
		}
	}
}

// TestDuplicateBeads holds that ids stay apart in a file somebody edited.
func TestDuplicateBeads(t *testing.T) {
	r := report2022(t)
	r.Alignment.Paragraphs = append(r.Alignment.Paragraphs, r.Alignment.Paragraphs[0], r.Alignment.Paragraphs[0])
	seen := map[string]bool{}
	for _, p := range newBitext(r, Options{}).passages {
		if seen[p.id] {
			t.Errorf("id %s stands twice", p.id)
		}
		seen[p.id] = true
	}
}

func BenchmarkInterchange(b *testing.B) {
	r := report2022(b)
	for _, format := range interchangeFormats {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if err := Write(io.Discard, format, Reports(r), Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func ExampleTMX() {
	r := &duizhao.Report{
		ID: "demo",
		Readings: duizhao.Readings{
			Zh: &duizhao.ReportReading{Paragraphs: []duizhao.ReportParagraph{{ID: "z1", Text: "专利32件。"}}},
			En: &duizhao.ReportReading{Paragraphs: []duizhao.ReportParagraph{{ID: "e1", Text: "32 patents."}}},
		},
		Alignment: duizhao.Alignment{Paragraphs: []duizhao.ReportBead{{Zh: []string{"z1"}, En: []string{"e1"}, Confidence: 0.98, Status: duizhao.Auto}}},
	}
	var b strings.Builder
	if err := TMX(&b, r, Options{}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(strings.Count(b.String(), "<tu "), "unit")
	// Output: 1 unit
}
