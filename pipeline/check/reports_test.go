package check_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline/check"
)

// planted is a place of a report where an error can be put: {{right=>wrong}}.
var planted = regexp.MustCompile(`\{\{(.*?)=>(.*?)\}\}`)

// reportYear is the first year that a report names, in its title.
var reportYear = regexp.MustCompile(`20[0-9]{2}`)

// TestReports reads whole reports in free translation. As they are translated nothing
// must be said of them; each error that can be put into them must be found, alone, in
// its paragraph.
func TestReports(t *testing.T) {
	files, err := filepath.Glob("testdata/reports/*.en.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports (%v)", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".en.txt")
		t.Run(filepath.Base(name), func(t *testing.T) {
			zh, en := lines(t, name+".zh.txt"), lines(t, file)
			right := planted.ReplaceAllString(en, "$1")
			for _, f := range grave(zh, right) {
				t.Errorf("said of the right text: %s %s: %s", f.Severity, f.Check, f.Message.En)
			}
			for k, at := range planted.FindAllStringSubmatchIndex(en, -1) {
				wrong := planted.ReplaceAllString(en[:at[0]], "$1") + en[at[4]:at[5]] + planted.ReplaceAllString(en[at[1]:], "$1")
				block := strings.Count(en[:at[0]], "\n")
				found := false
				for _, f := range grave(zh, wrong) {
					found = found || f.En != nil && f.En.Block == block || f.Zh != nil && f.Zh.Block == block
				}
				if !found {
					t.Errorf("error %d, %q for %q, is not found", k+1, en[at[4]:at[5]], en[at[2]:at[3]])
				}
			}
		})
	}
}

// lines reads a report, a paragraph a line.
func lines(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(strings.TrimSpace(string(b)), "\n\n", "\n")
}

// grave returns the errors and warnings of two texts.
func grave(zh, en string) (out []duizhao.Finding) {
	b := bitext(zh, en)
	b.Period = reportYear.FindString(zh)
	for _, f := range check.Run(b, check.Options{}) {
		if f.Severity != duizhao.SeverityInfo {
			out = append(out, f)
		}
	}
	return out
}
