package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
)

// small writes a sheet of texts that turns to a new page after a few rows.
func small(t *testing.T, capacity int, rows ...string) []byte {
	t.Helper()
	k, err := newBook(properties{title: "t"})
	if err != nil {
		t.Fatal(err)
	}
	s := k.start(&sheet{name: "数据 Data", table: "Data", bare: true, capacity: capacity, columns: []column{
		{heading: "文字 Text", max: 40, style: plain}, {heading: "连接 Link", style: jump, function: true}, {heading: "数 Number"},
	}})
	for i, r := range rows {
		if _, err := s.add([]cell{{text: r}, {text: "to", link: s.back(i)}, count(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.finish(s); err != nil {
		t.Fatal(err)
	}
	if k.rest != nil {
		if err := k.finish(k.rest); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := k.write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// back returns a link to the row before.
func (s *sheet) back(i int) string {
	if i == 0 {
		return ""
	}
	return s.place(i - 1)
}

// What does not fit on a sheet goes on on the next; links find their rows there.
func TestFullSheetGoesOn(t *testing.T) {
	f := open(t, small(t, 2, "a", "b", "c", "d", "e"))
	if diff := cmp.Diff([]string{"数据 Data", "数据 Data 2", "数据 Data 3"}, f.GetSheetList()); diff != "" {
		t.Fatal(diff)
	}
	var texts, links []string
	for i, sheet := range f.GetSheetList() {
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 || tables[0].Name != []string{"Data", "Data_2", "Data_3"}[i] {
			t.Errorf("%s: tables %v (%v)", sheet, tables, err)
		}
		got, _ := columnOf(t, f, sheet, "文字")
		texts = append(texts, got...)
		for row := range got {
			formula, err := f.GetCellFormula(sheet, fmt.Sprintf("B%d", row+2))
			if err != nil {
				t.Fatal(err)
			}
			links = append(links, formula)
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "e"}, texts); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"", `HYPERLINK("#'数据 Data'!A2","to")`, `HYPERLINK("#'数据 Data'!A3","to")`, `HYPERLINK("#'数据 Data 2'!A2","to")`, `HYPERLINK("#'数据 Data 2'!A3","to")`,
	}
	if diff := cmp.Diff(want, links); diff != "" {
		t.Error(diff)
	}
}

// A text that no cell holds goes on on the sheet for that: nothing is lost.
func TestLongTextGoesOn(t *testing.T) {
	long := strings.Repeat("一二三四五六七八九十𠀀", 9000) // 108,000 units
	f := open(t, small(t, 0, "short", long))
	got, _ := columnOf(t, f, "数据 Data", "文字")
	parts, _ := columnOf(t, f, SheetContinued, "文字")
	head, note, ok := strings.Cut(got[1], " …〔")
	if !ok || !strings.Contains(note, "c1") || utf16Len(got[1]) > cellLimit {
		t.Errorf("the cell has %d units and the note %q", utf16Len(got[1]), note)
	}
	if head+strings.Join(parts, "") != long {
		t.Errorf("the cell and its %d parts are not the text", len(parts))
	}
	rows, _ := columnOf(t, f, SheetContinued, "行")
	if rows[0] != "3" {
		t.Errorf("the text is said to come from row %s, want 3", rows[0])
	}
}

// Texts come out as they went in, never as formulas; what XML cannot hold is shown.
func TestTextsSurvive(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"=1+1", "=1+1"},
		{"@SUM(A1)", "@SUM(A1)"},
		{"-5", "-5"},
		{"+5", "+5"},
		{`=HYPERLINK("http://example.org","x")`, `=HYPERLINK("http://example.org","x")`},
		{"a & <b> \"c\" 'd'", "a & <b> \"c\" 'd'"},
		{"  spaces  ", "  spaces  "},
		{"two\nlines", "two\nlines"},
		{"two\r\nlines\rmore", "two\nlines\nmore"},
		{"_x0041_ and _x005F_", "_x0041_ and _x005F_"},
		{"bell \x07 nul \x00 del \x7f", "bell ␇ nul ␀ del ␡"},
		{"lone \xed\xa0\x80 surrogate", "lone \uFFFD surrogate"},
		{"no character \uFFFE\uFFFF", "no character \uFFFD\uFFFD"},
		{"𠀀 and 😀", "𠀀 and 😀"},
	} {
		f := open(t, small(t, 0, c.in))
		got, _ := columnOf(t, f, "数据 Data", "文字")
		if got[0] != c.want {
			t.Errorf("%q came out as %q, want %q", c.in, got[0], c.want)
		}
		if formula, err := f.GetCellFormula("数据 Data", "A2"); err != nil || formula != "" {
			t.Errorf("%q became the formula %q (%v)", c.in, formula, err)
		}
	}
}

// Whatever the text, the element is well-formed and of the same number of lines.
func TestAppendTextIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		if rapid.Bool().Draw(t, "runes") {
			s = rapid.String().Draw(t, "string")
		}
		var got string
		if err := xml.Unmarshal(append(appendText([]byte("<t>"), s), "</t>"...), &got); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

func TestJoinCRC(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOf(rapid.Byte()).Draw(t, "a")
		b := rapid.SliceOf(rapid.Byte()).Draw(t, "b")
		got := joinCRC(crc32.ChecksumIEEE(a), crc32.ChecksumIEEE(b), int64(len(b)))
		if want := crc32.ChecksumIEEE(append(append([]byte{}, a...), b...)); got != want {
			t.Fatalf("got %08x, want %08x", got, want)
		}
	})
}

// More links than a sheet may hold are left out, not written.
func TestLinksAreBounded(t *testing.T) {
	k, err := newBook(properties{})
	if err != nil {
		t.Fatal(err)
	}
	s := k.start(&sheet{name: "S", table: "S", bare: true, columns: []column{{heading: "数 Number"}}})
	for range maxLinks + 10 {
		if _, err := s.add([]cell{{number: 1, style: integer, link: "'S'!A1"}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.finish(s); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := k.write(&b); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(unzipped(t, b.Bytes())["xl/worksheets/sheet1.xml"], "<hyperlink "); n != maxLinks {
		t.Errorf("%d links, want %d", n, maxLinks)
	}
}

// A number beyond what a cell holds leaves the cell empty and says so.
func TestNumberBeyondCells(t *testing.T) {
	o := observation("x", "甲", "x", "2022", "1"+strings.Repeat("0", 350), "case")
	state, exact := valueState(&o)
	if c := number(o.Value); !c.empty() || state != valueBeyond || len(exact) != 351 {
		t.Errorf("cell %v, state %s, exact of %d digits", c, state, len(exact))
	}
}

// Temporary files go, whether the workbook was written or not.
func TestTemporaryFilesGo(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for _, full := range []bool{false, true} {
		var w interface{ Write([]byte) (int, error) } = &bytes.Buffer{}
		if full {
			w = failing{os.ErrClosed}
		}
		if err := Indicators(w, samples(t), Options{}); (err != nil) != full {
			t.Errorf("error %v", err)
		}
		s, err := newIndicators(w, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Add(report2022(t)); err != nil {
			t.Fatal(err)
		}
		s.(*indicators).failed = true
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("%d files are left (%v)", len(left), err)
	}
}

var _ duizhao.Sink = (*indicators)(nil)
