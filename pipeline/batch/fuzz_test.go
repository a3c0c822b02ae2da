package batch

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline"
)

// plain reports what an id must never be: it names files below OUT.
func plain(t *testing.T, id string) {
	t.Helper()
	if strings.ContainsAny(id, "/\\\x00") || id == "." || id == ".." || strings.HasPrefix(id, ".") {
		t.Errorf("id %q does not name a file below OUT", id)
	}
}

// FuzzNameOf holds that no name of a file leads an id out of OUT, and that an id is
// the id of itself: results do not move when a file is named as its report.
func FuzzNameOf(f *testing.F) {
	for _, s := range []string{"2023/zh/report_cn", "年报中文版", "../../etc/passwd.en", "a\x00b", "..", "x.zh-CN", "报告（英文）"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, rel string) {
		n := nameOf(rel)
		plain(t, n.id)
		if again := slug(n.id); again != n.id {
			t.Errorf("id of %q is %q, and that of the id %q", rel, n.id, again)
		}
	})
}

// FuzzManifest reads anything as a manifest of either form: every report has an id of
// its own that names files below OUT and one or two files, or the error names the
// manifest.
func FuzzManifest(f *testing.F) {
	f.Add([]byte("- id: a\n  zh: a.zh.txt\n  en: b.txt\n- file: c.pdf\n  period: \"2023\"\n"), false)
	f.Add([]byte("reports:\n  - {id: ../x, file: a}\n"), false)
	f.Add([]byte("a: &a [*a]\n"), false)
	f.Add([]byte("\ufeffid,zh,en,period,area\n2023,a.txt,b.txt,2023,澜江\n"), true)
	f.Add([]byte("id,file\n\"x\ny\",z\n,\n"), true)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte, table bool) {
		path := filepath.Join(dir, "reports.yaml")
		if table {
			path = filepath.Join(dir, "reports.csv")
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		sources, err := readManifest(path)
		if err != nil {
			if e, ok := errors.AsType[*duizhao.Error](err); !ok || e.Path != path || e.Text.Zh == "" || e.Text.En == "" {
				t.Fatalf("the error does not name the manifest: %#v", err)
			}
			return
		}
		seen := map[string]bool{}
		for _, src := range sources {
			plain(t, src.ID)
			if src.ID == "" || seen[src.ID] || len(src.Files) == 0 || len(src.Files) > 2 {
				t.Errorf("report %q: files %q, seen before: %v", src.ID, src.Files, seen[src.ID])
			}
			seen[src.ID] = true
		}
	})
}

// FuzzArchive reads anything as an archive: every file it lists can be asked for by
// the path it is listed under, nothing is written, and what is wrong is an error that
// names the archive.
func FuzzArchive(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"2023/zh/a.txt", "../../up.txt", `b\c.html`, "/root.md", "\xb1\xa8\xb8\xe6.txt", "d!/e.txt"} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true})
		if err != nil {
			f.Fatal(err)
		}
		if _, err := w.Write([]byte("2023年，" + name)); err != nil {
			f.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	p, err := loaded()
	if err != nil {
		f.Fatal(err)
	}
	w := &work{Options: &Options{}, p: p}
	dir := f.TempDir()
	path := filepath.Join(dir, "in.zip")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		plan := Discover([]string{path}, "")
		for _, r := range plan.Failed {
			if r.Err() == nil || len(r.Files) == 0 {
				t.Errorf("a failure without reason or file: %+v", r)
			}
			plain(t, r.ID)
		}
		for _, src := range plan.Reports {
			plain(t, src.ID)
			load(t, w, src)
		}
		if files, _ := os.ReadDir(dir); len(files) != 1 {
			t.Errorf("something was written: %v", files)
		}
	})
}

func load(t *testing.T, w *work, src pipeline.Source) {
	t.Helper()
	for _, file := range src.Files {
		data, err := w.load(file)
		if e, ok := errors.AsType[*duizhao.Error](err); err != nil && (!ok || e.Code == "missing") {
			t.Errorf("%q is listed but cannot be read: %v", file, err)
		}
		if int64(len(data)) > w.p.MaxBytes()+1 {
			t.Errorf("%q: %d bytes were read", file, len(data))
		}
	}
}

// FuzzStamp reads anything as what an earlier run has left: it is used whole or not
// at all, so that a damaged cache costs time and nothing else.
func FuzzStamp(f *testing.F) {
	f.Add([]byte(`{"schema":"duizhao.stamp/1","id":"a","files":["x"],"parts":{"rules":"1"},"written":{"json/a.json":{"from":"","sha256":""}}}`))
	f.Add([]byte(`{"schema":"duizhao.stamp/1","id":"b"}`))
	f.Add([]byte("\x00\x00"))
	st := &store{out: f.TempDir()}
	if err := os.MkdirAll(st.path("stamps"), 0o755); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(st.stampPath("a"), data, 0o644); err != nil {
			t.Fatal(err)
		}
		s := st.stamp("a")
		if s == nil {
			return
		}
		if s.ID != "a" || s.Schema != stampSchema {
			t.Errorf("a stamp of %q, %q was taken for that of a", s.ID, s.Schema)
		}
		if _, ok := (&Options{Base: base}).base(st, s); ok {
			t.Error("a report that is not there was read")
		}
	})
}
