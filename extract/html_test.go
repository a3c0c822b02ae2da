package extract

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"duizhao"
)

// golden reads the archives of a folder of testdata, lets build make a file of each
// and compares what was made of it with the archive's want section.
func golden(t *testing.T, folder string, build func(*testing.T, *txtar.Archive) []byte) {
	paths, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			docs, err := Bytes("in."+folder, build(t, archive), Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkUnlined(t, docs)
			got, want := dump(docs), &archive.Files[len(archive.Files)-1]
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// checkUnlined tests what holds for every Document of a format without lines.
func checkUnlined(t *testing.T, docs []*duizhao.Document) {
	t.Helper()
	var lined []*duizhao.Document
	for _, d := range docs {
		with := *d
		with.Blocks = append([]duizhao.Block{}, d.Blocks...)
		for i := range with.Blocks {
			if with.Blocks[i].Lines != [2]int{} {
				t.Errorf("block %d: lines %v in a format that has none", i, with.Blocks[i].Lines)
			}
			with.Blocks[i].Lines = [2]int{1, 1}
		}
		lined = append(lined, &with)
	}
	checkDocuments(t, lined)
}

// TestPages reads the pages of testdata/html.
func TestPages(t *testing.T) {
	golden(t, "html", func(_ *testing.T, a *txtar.Archive) []byte { return a.Files[0].Data })
}

// TestPageEncodings reads one page in every encoding, declared rightly, wrongly and
// not at all: the text is the same, and what was wrong or guessed is said.
func TestPageEncodings(t *testing.T) {
	const text = "澜江市二〇二三年专利授权量为21340件，发明专利4820件，商标注册量居全省第三位。"
	const traditional = "瀾江市二〇二三年專利授權量為21340件，發明專利4820件，商標註冊量居全省第三位。"
	marked := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, test := range []struct {
		declared string
		in       encoding.Encoding
		text     string
		problem  string
	}{
		{"utf-8", unicode.UTF8, text, ""},
		{"", unicode.UTF8, text, ""},
		{"gb2312", unicode.UTF8, text, "encoding_wrong"},
		{"utf-8", unicode.UTF8BOM, text, ""},
		{"gb2312", simplifiedchinese.GBK, text, ""},
		{"gbk", simplifiedchinese.GB18030, text, ""},
		{"", simplifiedchinese.GBK, text, "encoding_guessed"},
		{"utf-8", simplifiedchinese.GBK, text, "encoding_wrong"},
		{"iso-8859-1", simplifiedchinese.GBK, text, "encoding_wrong"},
		{"big5", traditionalchinese.Big5, traditional, ""},
		{"gb2312", traditionalchinese.Big5, traditional, "encoding_wrong"},
		{"", traditionalchinese.Big5, traditional, "encoding_guessed"},
		{"", marked, text, ""},
	} {
		t.Run(fmt.Sprintf("%v declared %s", test.in, test.declared), func(t *testing.T) {
			meta := ""
			if test.declared != "" {
				meta = `<meta http-equiv="Content-Type" content="text/html; charset=` + test.declared + `">`
			}
			data, err := test.in.NewEncoder().Bytes([]byte("<html><head>" + meta + "</head><body><p>" + test.text + "</p></body></html>"))
			if err != nil {
				t.Fatal(err)
			}
			docs, err := Bytes("page.html", data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if docs[0].Text != test.text {
				t.Errorf("text %q", docs[0].Text)
			}
			got := ""
			for _, p := range docs[0].Problems {
				got += p.Code
			}
			if got != test.problem {
				t.Errorf("problems %v, want %q", docs[0].Problems, test.problem)
			}
		})
	}
}

// TestBrokenCharacter reads a page in which a program has cut one character in two:
// the rest stands.
func TestBrokenCharacter(t *testing.T) {
	long := strings.Repeat("<p>澜江市专利授权量为21340件。</p>", 20)
	data := "<html><head><meta charset=utf-8><meta name=description content='澜江\xe6\xb1'></head><body>" + long + "</body></html>"
	docs, err := Bytes("page.html", []byte(data), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(docs[0].Blocks) != 20 || docs[0].Problems[0].Code != "encoding_broken" {
		t.Errorf("%d blocks, problems %v", len(docs[0].Blocks), docs[0].Problems)
	}
}

// TestHostilePages reads pages that were made to exhaust the reader: each gives its
// text, and says what was not done.
func TestHostilePages(t *testing.T) {
	const text = "<p>澜江市专利授权量为21340件。</p>"
	formatted := &strings.Builder{}
	for i := range 400 {
		fmt.Fprintf(formatted, "<b id=%d>", i)
	}
	for _, test := range []struct {
		name, page, problem string
	}{
		{"deep", "<html>" + strings.Repeat("<div>", 5000) + text, "html_flat"},
		{"formatting opened again", "<html>" + formatted.String() + strings.Repeat("<p>x", 20_000) + text, "html_flat"},
		{"many tags", "<html>" + text + strings.Repeat("<i></i>", maxPageTags), "cut_off"},
		{"wide cells", "<table><tr><td colspan=999999999 rowspan=999999999>澜江市</td><td>21340</td></tr><tr><td>件</td></tr></table>" + text, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			docs, err := Bytes("page.html", []byte(test.page), Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkUnlined(t, docs)
			codes := ""
			for _, p := range docs[0].Problems {
				codes += p.Code
			}
			if !strings.Contains(docs[0].Text, "澜江市专利授权量为21340件。") || codes != test.problem {
				t.Errorf("%d bytes of text, problems %v", len(docs[0].Text), docs[0].Problems)
			}
		})
	}
}

// TestPageWithoutText is refused with the line that says so.
func TestPageWithoutText(t *testing.T) {
	for _, page := range []string{"<html></html>", "<html><body><script>var a=1</script><div style='display:none'>澜江</div>"} {
		_, err := Bytes("page.html", []byte(page), Options{})
		var known *duizhao.Error
		if !errors.As(err, &known) || known.Code != "empty" {
			t.Errorf("%s: %v", page, err)
		}
	}
}

// TestSuperscripts: // exponents and ordinals stay, marks of footnotes go.
func TestSuperscripts(t *testing.T) {
	for _, test := range []struct{ before, raised, want string }{
		{"绿地3万km", "2", "²"}, {"about 10", "-6", "⁻⁶"}, {"the 23", "rd", "rd"},
		{"授权专利21340件", "1", ""}, {"授权专利21340件。", "[12]", ""}, {"of patents", "3", ""},
		{"共2010", "1", ""}, {"授权", "①", ""}, {"授权", "注1", ""}, {"", "澜江", "澜江"},
	} {
		if got := superscript(test.before, test.raised); got != test.want {
			t.Errorf("superscript(%q, %q) = %q, want %q", test.before, test.raised, got, test.want)
		}
	}
}

// FuzzHTML reads any page: what comes out is well formed and not much larger than the
// page, or an error of this stage.
func FuzzHTML(f *testing.F) {
	paths, _ := filepath.Glob("testdata/html/*.txtar")
	for _, path := range paths {
		if a, err := txtar.ParseFile(path); err == nil {
			f.Add(a.Files[0].Data)
		}
	}
	f.Add([]byte("<html><table><tr><td rowspan=3>1<td colspan=2>二<tr><td><table><tr><td>x</table></table><ol start=-5><li>a<pre>\n b\n\n c"))
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, err := Bytes("fuzz.html", append([]byte("<html>"), data...), Options{})
		checkFuzzed(t, docs, err, 16*len(data)+64)
	})
}

// checkFuzzed tests what a fuzzed file gave.
func checkFuzzed(t *testing.T, docs []*duizhao.Document, err error, limit int) {
	t.Helper()
	if err != nil {
		var known *duizhao.Error
		if !errors.As(err, &known) || known.Stage != stage || known.Text.Zh == "" || known.Text.En == "" {
			t.Fatalf("not an error of this stage: %#v", err)
		}
		return
	}
	checkUnlined(t, docs)
	for _, d := range docs {
		if len(d.Text) > limit {
			t.Errorf("%d bytes of text, want at most %d", len(d.Text), limit)
		}
	}
}
