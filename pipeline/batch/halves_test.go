package batch

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// texts returns a report in either language, about a year, with numbers of its own.
func texts(year, n int) (zh, en string) {
	zh = fmt.Sprintf("%d年白鹭市知识产权状况\n\n", year)
	en = fmt.Sprintf("Intellectual Property in Bailu in %d\n\n", year)
	for i := range 6 {
		v := n*1000 + i*37 + 12
		zh += fmt.Sprintf("%d年，全市第%s类专利授权量达%d件，同比有所增长。\n\n", year, string([]rune("甲乙丙丁戊己")[i]), v)
		en += fmt.Sprintf("In %d, the city was granted %d patents of class %c, more than in the year before.\n\n", year, v, 'A'+i)
	}
	return zh, en
}

// folder writes files and returns the folder they are in.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// outline renders a plan, paths below dir.
func outline(p *Plan, dir string) []string {
	var out []string
	short := func(files []string) string {
		return strings.ReplaceAll(strings.Join(files, " "), dir+string(filepath.Separator), "")
	}
	for _, r := range p.Reports {
		line := r.ID + ": " + short(r.Files)
		if r.Period+r.Area != "" {
			line += " (" + r.Period + " " + r.Area + ")"
		}
		out = append(out, line)
	}
	for _, r := range p.Failed {
		out = append(out, "failed "+r.ID+": "+r.Failure.Code)
	}
	for _, n := range p.Notes {
		word, _, _ := strings.Cut(n.Text.En, ",")
		out = append(out, "note "+short(n.Files)+": "+word)
	}
	return out
}

func TestHalves(t *testing.T) {
	zh22, en22 := texts(2022, 3)
	zh23, en23 := texts(2023, 5)
	zhOther, _ := texts(2023, 7)
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{
			"names in two scripts",
			map[string]string{"白鹭市2022年知识产权白皮书.txt": zh22, "Bailu IP 2022.txt": en22, "白鹭市2023年知识产权白皮书.txt": zh23, "Bailu IP 2023.txt": en23},
			[]string{
				"白鹭市2022年知识产权白皮书: 白鹭市2022年知识产权白皮书.txt Bailu IP 2022.txt",
				"白鹭市2023年知识产权白皮书: 白鹭市2023年知识产权白皮书.txt Bailu IP 2023.txt",
				"note 白鹭市2022年知识产权白皮书.txt Bailu IP 2022.txt: taken for the two languages of one report by what they say (period and numbers)",
				"note 白鹭市2023年知识产权白皮书.txt Bailu IP 2023.txt: taken for the two languages of one report by what they say (period and numbers)",
			},
		},
		{
			"marks without counterpart, and names that are no reason to look",
			map[string]string{"a.zh.txt": zh22, "b.en.txt": en22, "r/one.txt": zh23, "r/two.txt": en23},
			[]string{
				"a: a.zh.txt b.en.txt", "r-one: r/one.txt", "r-two: r/two.txt",
				"note a.zh.txt b.en.txt: taken for the two languages of one report by what they say (period and numbers)",
			},
		},
		{
			"two that fit as well as each other",
			map[string]string{"a.zh.txt": zh22, "b.zh.txt": zh22 + "\n附记。\n", "c.en.txt": en22},
			[]string{
				"a: a.zh.txt", "b: b.zh.txt", "c: c.en.txt",
				"note a.zh.txt c.en.txt: the first has Chinese only and may go with any of the others; say which in a manifest (reports.yaml); each is read alone now",
				"note b.zh.txt c.en.txt: the first has Chinese only and may go with any of the others; say which in a manifest (reports.yaml); each is read alone now",
				"note c.en.txt a.zh.txt b.zh.txt: the first has English only and may go with any of the others; say which in a manifest (reports.yaml); each is read alone now",
			},
		},
		{
			"another report of the year does not fit",
			map[string]string{"a.zh.txt": zhOther, "b.en.txt": en23},
			[]string{"a: a.zh.txt", "b: b.en.txt", "note a.zh.txt: Chinese only", "note b.en.txt: English only"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := folder(t, c.files)
			p, err := loaded()
			if err != nil {
				t.Fatal(err)
			}
			plan := Discover([]string{dir}, "")
			if err := plan.Halves(t.Context(), p, Options{}); err != nil {
				t.Fatal(err)
			}
			got := outline(plan, dir)
			for i, g := range got {
				if j := strings.Index(g, ": the first has"); j > 0 { // the note has a comma of its own before its end
					for _, n := range plan.Notes {
						if strings.HasPrefix(n.Text.En, g[j+2:]) {
							got[i] = g[:j+2] + n.Text.En
						}
					}
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestManifest(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             []string
	}{
		{
			"YAML", "reports.yaml",
			"reports:\n- id: Bailu 2022\n  zh: x/1.txt\n  en: y/2.txt\n  period: 2022\n  area: 白鹭\n- file: both.txt\n",
			[]string{"Bailu-2022: x/1.txt y/2.txt (2022 白鹭)", "both: both.txt", "rest: rest.txt"},
		},
		{
			"CSV with a mark of its encoding", "reports.csv",
			"\ufeffid,zh,en,period\nb,x/1.txt,y/2.txt,2022\n,both.txt,,\n",
			[]string{"b: x/1.txt y/2.txt (2022 )", "both: both.txt", "rest: rest.txt"},
		},
		{"an unknown key", "reports.yaml", "- id: a\n  chinese: x/1.txt\n", []string{"both: both.txt", "rest: rest.txt", "x-1: x/1.txt", "y-2: y/2.txt", "failed reports-yaml: manifest"}},
		{"no file", "reports.yaml", "- id: a\n", []string{"both: both.txt", "rest: rest.txt", "x-1: x/1.txt", "y-2: y/2.txt", "failed reports-yaml: manifest"}},
		{"an id twice", "reports.csv", "id,file\na,both.txt\na,rest.txt\n", []string{"both: both.txt", "rest: rest.txt", "x-1: x/1.txt", "y-2: y/2.txt", "failed reports-csv: manifest"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := folder(t, map[string]string{c.file: c.text, "x/1.txt": "一", "y/2.txt": "two", "both.txt": "b", "rest.txt": "r"})
			if diff := cmp.Diff(c.want, outline(Discover([]string{dir}, ""), dir)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestArchive holds that reports in an archive are found and read like those in a
// folder, also where the names in it are in GB18030.
func TestArchive(t *testing.T) {
	zh, en := texts(2022, 3)
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("中文/年报.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "2022.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, text := range map[string]string{gbk: zh, "英文/年报.txt": en, "__MACOSX/x.txt": "?", "notes.png": "?"} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: name == gbk, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	plan := Discover([]string{dir}, "")
	if diff := cmp.Diff([]string{"年报: 2022.zip!/中文/年报.txt 2022.zip!/英文/年报.txt"}, outline(plan, dir)); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	s, err := run(t, plan, Options{Out: t.TempDir()})
	if err != nil || s.Failures() != 0 || s.Reports[0].Counts.EnParagraphs != 7 {
		t.Errorf("%v, %+v", err, s.Reports)
	}
	if err := os.WriteFile(path, []byte("PK damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := outline(Discover([]string{path}, ""), dir); len(got) != 1 || got[0] != "failed 2022-zip: archive" {
		t.Errorf("damaged archive: %v", got)
	}
}
