package batch

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
)

func TestNameOf(t *testing.T) {
	for _, c := range []struct {
		rel  string // without extension
		id   string
		lang duizhao.Lang
	}{
		{"lanjiang-2023.zh", "lanjiang-2023", "zh"},
		{"lanjiang-2023.en", "lanjiang-2023", "en"},
		{"lanjiang-2023.zh-en", "lanjiang-2023", both},
		{"lanjiang-2023_cn", "lanjiang-2023", "zh"},
		{"lanjiang-2023_EN", "lanjiang-2023", "en"},
		{"lanjiang-2023.zh-CN", "lanjiang-2023", "zh"},
		{"lanjiang_zh_2023", "lanjiang-2023", "zh"},
		{"zh/lanjiang-2023", "lanjiang-2023", "zh"},
		{"en/lanjiang-2023", "lanjiang-2023", "en"},
		{"2023/English/lanjiang", "2023-lanjiang", "en"},
		{"2023/lanjiang", "2023-lanjiang", ""},
		{"海关状况_中文", "海关状况", "zh"},
		{"海关状况_英文", "海关状况", "en"},
		{"海关状况中文版", "海关状况", "zh"},
		{"海关状况（英文版）", "海关状况", "en"},
		{"中文-年报", "年报", "zh"},
		{"英文年报", "年报", "en"},
		{"年报 中英对照", "年报", both},
		{"zh/report.en", "report", "en"}, // the file's own name counts more than its folder's
		{"shenzhen-report", "shenzhen-report", ""},
		{"centre-zhejiang", "centre-zhejiang", ""},
		{"a//b..c  d", "a-b-c-d", ""},
		{"zh", "", "zh"},
	} {
		if got, want := nameOf(c.rel), (name{c.id, c.lang}); got != want {
			t.Errorf("nameOf(%q) = %v, want %v", c.rel, got, want)
		}
	}
}

// tree writes empty files below a new folder and returns it.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		p := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestDiscover(t *testing.T) {
	for _, c := range []struct {
		name   string
		files  []string
		want   []string // "id: files"
		failed []string
		skip   []string
	}{
		{
			name:  "pairs by suffix",
			files: []string{"a.zh.txt", "a.en.txt", "b_cn.md", "b_en.md"},
			want:  []string{"a: a.zh.txt a.en.txt", "b: b_cn.md b_en.md"},
		},
		{
			name:  "pairs by folder, also below others",
			files: []string{"en/x.txt", "zh/x.txt", "2023/zh/y.txt", "2023/en/y.txt"},
			want:  []string{"2023-y: 2023/zh/y.txt 2023/en/y.txt", "x: zh/x.txt en/x.txt"},
		},
		{
			name:  "a file without a mark is the other half",
			files: []string{"a.txt", "a.en.txt", "b.txt"},
			want:  []string{"a: a.txt a.en.txt", "b: b.txt"},
		},
		{
			name:  "names that are only marks",
			files: []string{"r/zh.txt", "r/en.txt"},
			want:  []string{"r: r/zh.txt r/en.txt"},
		},
		{
			name:   "two files claim one report",
			files:  []string{"a.zh.txt", "a_cn.txt", "ok.txt", "c.zh-en.txt", "c.en.txt"},
			want:   []string{"ok: ok.txt"},
			failed: []string{"a", "c"},
		},
		{
			name:  "what is no report by its name is skipped and said, hidden files are not looked at",
			files: []string{"a.txt", "figure.png", ".git/x.txt", ".a.txt.swp", "out/reports/z.txt"},
			want:  []string{"a: a.txt"},
			skip:  []string{"figure.png"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := tree(t, c.files...)
			plan := Discover([]string{dir}, filepath.Join(dir, "out"))
			rel := func(p string) string { r, _ := filepath.Rel(dir, p); return filepath.ToSlash(r) }
			var got, failed, skipped []string
			for _, r := range plan.Reports {
				line := r.ID + ":"
				for _, f := range r.Files {
					line += " " + rel(f)
				}
				got = append(got, line)
			}
			for _, f := range plan.Failed {
				failed = append(failed, f.ID)
			}
			for _, s := range plan.Skipped {
				skipped = append(skipped, rel(s))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("reports (-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.failed, failed); d != "" {
				t.Errorf("failed (-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.skip, skipped); d != "" {
				t.Errorf("skipped (-want +got):\n%s", d)
			}
		})
	}
}

// TestDiscoverSameFileTwice names a file by itself and by its folder: it is one
// report, not a clash.
func TestDiscoverSameFileTwice(t *testing.T) {
	dir := tree(t, "a.txt")
	plan := Discover([]string{dir, filepath.Join(dir, "a.txt")}, "")
	if len(plan.Reports) != 1 || len(plan.Failed) != 0 || len(plan.Reports[0].Files) != 1 {
		t.Errorf("got %+v", plan)
	}
}

// TestDiscoverFailures holds that a path that cannot be used is an entry of its
// own that names it, and costs the other paths nothing.
func TestDiscoverFailures(t *testing.T) {
	empty, good := t.TempDir(), tree(t, "a.txt")
	for _, c := range []struct{ path, code string }{
		{filepath.Join(empty, "nowhere"), "missing"},
		{empty, "no_reports"},
	} {
		plan := Discover([]string{c.path, good}, "")
		if len(plan.Reports) != 1 || len(plan.Failed) != 1 {
			t.Fatalf("Discover(%s): %d reports, %d failures", c.path, len(plan.Reports), len(plan.Failed))
		}
		e, ok := errors.AsType[*duizhao.Error](plan.Failed[0].Err())
		if !ok || e.Code != c.code || !strings.Contains(e.Error(), c.path) {
			t.Errorf("Discover(%s) = %v, want code %s naming the path", c.path, e, c.code)
		}
	}
}
