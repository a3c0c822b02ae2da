// Package zipname names files inside zip archives, in one way for those who read them
// and for those who show them later.
package zipname

import (
	"archive/zip"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Inside stands between the path of an archive and the path inside it:
// "2023.zip!/zh/report.pdf".
const Inside = "!/"

// Of returns a file's path inside its archive, in UTF-8 and with slashes. Archives
// made on Chinese Windows hold names in GB18030 and do not say so.
func Of(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 || !utf8.ValidString(name) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/")
}
