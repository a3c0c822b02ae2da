// Command gen makes data/tables.zip, the tables of Adobe that package pdf needs
// to read fonts that do not say what their codes mean: CMaps of the character
// collections Adobe-GB1 and Adobe-CNS1 and the Adobe Glyph List.
//
// It takes them from the Debian packages poppler-data and python3-fonttools:
//
//	apt-get install poppler-data python3-fonttools
//	go generate ./extract/pdf
//
// Comments are left out; the licence is data/LICENSE.md.
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
)

// cmaps are the predefined CMaps of ISO 32000-1, table 118, for Chinese, except
// those for encodings that no writer of PDF files uses, and the map from CIDs to
// UCS-2 of either collection. A vertical one is few lines upon the horizontal one.
var cmaps = []string{
	"Adobe-GB1/Adobe-GB1-UCS2",
	"Adobe-GB1/GB-EUC-H", "Adobe-GB1/GB-EUC-V",
	"Adobe-GB1/GBpc-EUC-H", "Adobe-GB1/GBpc-EUC-V",
	"Adobe-GB1/GBK-EUC-H", "Adobe-GB1/GBK-EUC-V",
	"Adobe-GB1/GBKp-EUC-H", "Adobe-GB1/GBKp-EUC-V",
	"Adobe-GB1/GBK2K-H", "Adobe-GB1/GBK2K-V",
	"Adobe-GB1/UniGB-UCS2-H", "Adobe-GB1/UniGB-UCS2-V",
	"Adobe-GB1/UniGB-UTF16-H", "Adobe-GB1/UniGB-UTF16-V",
	"Adobe-CNS1/Adobe-CNS1-UCS2",
	"Adobe-CNS1/B5pc-H", "Adobe-CNS1/B5pc-V",
	"Adobe-CNS1/ETen-B5-H", "Adobe-CNS1/ETen-B5-V",
	"Adobe-CNS1/ETenms-B5-H", "Adobe-CNS1/ETenms-B5-V",
	"Adobe-CNS1/HKscs-B5-H", "Adobe-CNS1/HKscs-B5-V",
	"Adobe-CNS1/UniCNS-UCS2-H", "Adobe-CNS1/UniCNS-UCS2-V",
	"Adobe-CNS1/UniCNS-UTF16-H", "Adobe-CNS1/UniCNS-UTF16-V",
}

func main() {
	log.SetFlags(0)
	poppler := flag.String("cmap", "/usr/share/poppler/cMap", "folder of CMaps")
	agl := flag.String("agl", "/usr/lib/python3/dist-packages/fontTools/agl.py", "file that quotes the Adobe Glyph List")
	out := flag.String("o", "data/tables.zip", "file to write")
	flag.Parse()
	if err := run(*poppler, *agl, *out); err != nil {
		log.Fatal(err)
	}
}

func run(poppler, agl, out string) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, name := range cmaps {
		text, err := os.ReadFile(filepath.Join(poppler, name))
		if err != nil {
			return err
		}
		if err := add(z, filepath.Base(name), reduce(text)); err != nil {
			return err
		}
	}
	text, err := os.ReadFile(agl)
	if err != nil {
		return err
	}
	list, err := glyphList(text)
	if err != nil {
		return err
	}
	if err := add(z, "glyphlist", list); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o644)
}

// add writes an entry without a time, so that equal input gives equal bytes.
func add(z *zip.Writer, name string, text []byte) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// reduce leaves out comments and empty lines.
func reduce(text []byte) []byte {
	var b bytes.Buffer
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '%' {
			b.Write(line)
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

// glyphList finds the lines "name;0041" and "name;0041 0301" of the Adobe Glyph
// List, which comes before the shorter list for new fonts ("0041;name;...").
func glyphList(text []byte) ([]byte, error) {
	var b bytes.Buffer
	s := bufio.NewScanner(bytes.NewReader(text))
	n := 0
	for s.Scan() {
		name, codes, ok := strings.Cut(strings.TrimSpace(s.Text()), ";")
		if ok && name != "" && !strings.ContainsAny(name, "# \"'") && isHex(codes) {
			fmt.Fprintf(&b, "%s;%s\n", name, codes)
			n++
		}
	}
	if n < 4000 {
		return nil, fmt.Errorf("the Adobe Glyph List has about 4,280 names, found %d", n)
	}
	return b.Bytes(), s.Err()
}

func isHex(s string) bool {
	return len(s) >= 4 && strings.Trim(s, "0123456789ABCDEF ") == ""
}
