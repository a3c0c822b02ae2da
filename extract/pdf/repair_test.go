package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// TestRepair writes files anew that have lost their cross references.
func TestRepair(t *testing.T) {
	pack := func(s string) string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
		return b.String()
	}
	const (
		shown   = "BT /F1 12 Tf 72 720 Td (still here) Tj ET"
		catalog = "<</Type/Catalog/Pages 2 0 R>>"
		tree    = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
		page    = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 " + helveticaFont + ">>>>>>"
	)
	content := fmt.Sprintf("4 0 obj <</Length %d>> stream\n%s\nendstream endobj\n", len(shown), shown)
	head := fmt.Sprintf("1 0 %d %d %d %d ", 2, len(catalog)+1, 3, len(catalog)+len(tree)+2)
	objects := head + strings.Join([]string{catalog, tree, page}, " ")
	for name, src := range map[string]string{
		"plain objects":  "1 0 obj" + catalog + "endobj 2 0 obj" + tree + "endobj 3 0 obj" + page + "endobj " + content,
		"without endobj": "1 0 obj" + catalog + "\n2 0 obj" + tree + "\n3 0 obj" + page + "\n" + content,
		"on one line":    "1 0 obj" + catalog + "endobj2 0 obj" + tree + "endobj3 0 obj" + page + "endobj" + content,
		"an indirect length that is wrong": "1 0 obj" + catalog + "endobj 2 0 obj" + tree + "endobj 3 0 obj" + page + "endobj 5 0 obj 3 endobj " +
			strings.Replace(content, fmt.Sprint(len(shown)), "5 0 R", 1),
		"no endstream":     "1 0 obj" + catalog + "endobj 2 0 obj" + tree + "endobj 3 0 obj" + page + "endobj " + strings.Replace(content, "endstream", "", 1),
		"an object stream": content + fmt.Sprintf("7 0 obj <</Type/ObjStm/N 3/First %d/Filter/FlateDecode/Length 1>> stream\r\n%s\nendstream endobj\n", len(head), pack(objects)),
		"the last of two":  "3 0 obj (old) endobj 1 0 obj" + catalog + "endobj 2 0 obj" + tree + "endobj 3 0 obj" + page + "endobj " + content,
		"a trailer names the root": "9 0 obj <</Type/Catalog>> endobj 1 0 obj" + catalog + "endobj 2 0 obj" + tree + "endobj 3 0 obj" + page + "endobj " + content +
			"trailer <</Size 9/Root 1 0 R/ID[<00><00>]>>",
	} {
		out := repaired([]byte("%PDF-1.5\n"+src), Options{}.withDefaults())
		o := Options{}.withDefaults()
		f, err := readDocument(openPdfcpu, bytes.NewReader(out), int64(len(out)), o)
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
			continue
		}
		if got := strings.TrimSpace(textOf(f)); got != "still here" {
			t.Errorf("%s: %q %q\n%s", name, got, f.Pages[0].Problems, out)
		}
	}
	if out := repaired([]byte("%PDF-1.5\n3 0 obj <</Length 9>> stream"), Options{}.withDefaults()); out != nil {
		t.Errorf("a file without a catalog gives %q", out)
	}
}
