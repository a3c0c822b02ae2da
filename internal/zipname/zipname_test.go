package zipname

import (
	"archive/zip"
	"testing"
)

func TestOf(t *testing.T) {
	for name, want := range map[string]string{
		"zh/报告.txt":                "zh/报告.txt",
		"zh\\\xb1\xa8\xb8\xe6.txt": "zh/报告.txt", // GB18030, with the separators of Windows
		"/report.en.pdf":           "report.en.pdf",
		"\xff\xff":                 "\uFFFD\uFFFD", // no encoding at all is still a name
	} {
		f := &zip.File{FileHeader: zip.FileHeader{Name: name}}
		if got := Of(f); got != want {
			t.Errorf("Of(%q) = %q, want %q", name, got, want)
		}
	}
}
