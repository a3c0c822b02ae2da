package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
	"duizhao/extract/pdf"
)

// setter sets text on a page the way a printer does: an ideograph is one em wide,
// any other character half an em, and lines break where the next word does not fit.
type setter struct {
	page pdf.Page
	size float64
	y    float64 // baseline of the next line
	x, w float64 // left edge and width of the column
	bold bool
}

func newSetter(number int) *setter {
	return &setter{page: pdf.Page{Number: number, Width: 595, Height: 842}, size: 10, y: 80, x: 70, w: 400}
}

func widthOf(r rune, size float64) float64 {
	if isWide(r) || strings.ContainsRune("“”", r) {
		return size
	}
	return size / 2
}

// put shows text at x on the baseline y, and returns where it ends.
func (s *setter) put(x, y float64, text string) float64 {
	r := pdf.Run{Text: text, Baseline: y, Size: s.size, Font: "Song", Bold: s.bold}
	at := x
	for i, c := range text {
		w := widthOf(c, s.size)
		r.Glyphs = append(r.Glyphs, pdf.Glyph{Start: i, X0: at, X1: at + w})
		at += w
	}
	r.Rect = pdf.Rect{X0: x, Y0: y - 0.85*s.size, X1: at, Y1: y + 0.15*s.size}
	s.page.Runs = append(s.page.Runs, r)
	return at
}

// paragraph sets text with its first line indented by so many ems.
func (s *setter) paragraph(indent float64, text string) *setter {
	x, line := s.x+indent*s.size, ""
	used := 0.0
	flush := func() {
		s.put(x, s.y, strings.TrimRight(line, " "))
		s.y += 1.6 * s.size
		x, line, used = s.x, "", 0
	}
	for _, word := range unbreakables(text) {
		w := 0.0
		for _, r := range strings.TrimRight(word, " ") {
			w += widthOf(r, s.size)
		}
		if line != "" && x+used+w > s.x+s.w+0.01 {
			flush()
		}
		line += word
		for _, r := range word {
			used += widthOf(r, s.size)
		}
	}
	flush()
	return s
}

// unbreakables cuts text where a line may break.
func unbreakables(text string) (out []string) {
	word := ""
	var before rune
	for _, r := range text {
		if word != "" && (before == ' ' || before != 0 && !clings(before, r) && r != ' ') {
			out = append(out, word)
			word = ""
		}
		word += string(r)
		before = r
	}
	return append(out, word)
}

// centre sets one line in the middle of the page.
func (s *setter) centre(y float64, text string) *setter {
	w := 0.0
	for _, r := range text {
		w += widthOf(r, s.size)
	}
	s.put(s.x+(s.w-w)/2, y, text)
	return s
}

func (s *setter) gap(points float64) *setter { s.y += points; return s }

// rule draws a ruled line.
func (s *setter) rule(x0, y0, x1, y1 float64) {
	s.page.Rules = append(s.page.Rules, pdf.Rect{X0: x0, Y0: y0, X1: x1 + 0.5, Y1: y1 + 0.5})
}

// laidOut returns the blocks of pages, one a line: kind and text.
func laidOut(t *testing.T, lang duizhao.Lang, setters ...*setter) (blocks []string, problems []duizhao.Problem) {
	t.Helper()
	var sheets []sheet
	for _, s := range setters {
		sheets = append(sheets, newSheet(&s.page))
	}
	c := layOut(sheets)
	lanes, err := part(c, "made.pdf", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lanes {
		if l.lang != lang {
			continue
		}
		d := assemble(l)
		for i, b := range d.Blocks {
			head := string(b.Kind)
			if b.Cell != nil {
				head = fmt.Sprintf("%d,%d,%d", b.Cell.Table, b.Cell.Row, b.Cell.Col)
			}
			blocks = append(blocks, head+": "+d.BlockText(i))
		}
	}
	return blocks, c.problems
}

const (
	zhLong   = "二〇二三年，澜江市各部门围绕创新驱动发展，持续完善制度，全年新增专利授权量38640件，比上年增长百分之九，其中发明专利11520件，各项指标继续走在全省前列。"
	zhShort  = "全市培训人员1100人次。"
	enLong   = "In 2023 the departments of Lanjiang improved their rules step by step, and 38,640 patents were granted in the year, nine percent more than in the year before, among them 11,520 for inventions."
	enSecond = "Courts of the city closed 3,024 cases within the year, which is more than ever before, and the average time a case took fell to 97 days from the day on which it was filed."
)

// TestParagraphsOfPages holds what tells a paragraph's end in Chinese and English.
func TestParagraphsOfPages(t *testing.T) {
	for name, set := range map[string]struct {
		lang duizhao.Lang
		page func(*setter)
		want []string
	}{
		"indented, last line full": {duizhao.Chinese, func(s *setter) {
			full := strings.Repeat("保护", 18) + "工。" // with the indent, 40 ems: two full lines minus nothing
			s.paragraph(2, full).paragraph(2, zhLong).paragraph(2, zhShort)
		}, []string{"paragraph: " + strings.Repeat("保护", 18) + "工。", "paragraph: " + zhLong, "paragraph: " + zhShort}},
		"block paragraphs, space between": {duizhao.English, func(s *setter) {
			s.paragraph(0, enLong).gap(8).paragraph(0, enSecond)
		}, []string{"paragraph: " + enLong, "paragraph: " + enSecond}},
		"block paragraphs, none between": {duizhao.English, func(s *setter) {
			s.paragraph(0, enLong).paragraph(0, enSecond)
		}, []string{"paragraph: " + enLong, "paragraph: " + enSecond}},
		"headings": {duizhao.Chinese, func(s *setter) {
			s.bold = true
			s.paragraph(0, "一、制度建设")
			s.bold = false
			s.paragraph(2, zhLong).paragraph(2, "（一）严格执法")
			s.paragraph(2, zhLong)
		}, []string{"heading: 一、制度建设", "paragraph: " + zhLong, "heading: （一）严格执法", "paragraph: " + zhLong}},
		"a title of two lines": {duizhao.English, func(s *setter) {
			s.size, s.bold = 18, true
			s.centre(100, "Protection of Intellectual Property")
			s.centre(126, "in the City of Lanjiang in 2023")
			s.size, s.bold, s.y = 10, false, 180
			s.paragraph(0, enLong)
		}, []string{"title: Protection of Intellectual Property in the City of Lanjiang in 2023", "paragraph: " + enLong}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSetter(1)
			set.page(s)
			got, _ := laidOut(t, set.lang, s)
			if diff := cmp.Diff(set.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPageBreak: a paragraph goes on overleaf, and in the next column, inside a
// sentence and inside a word.
func TestPageBreak(t *testing.T) {
	one, two := newSetter(1), newSetter(2)
	one.paragraph(2, zhLong).paragraph(2, zhLong)
	cut := one.page.Runs[len(one.page.Runs)-1]
	one.page.Runs = one.page.Runs[:len(one.page.Runs)-1]
	two.put(two.x, 80, cut.Text)
	two.y = 96
	two.paragraph(2, zhShort).paragraph(2, zhLong)
	got, _ := laidOut(t, duizhao.Chinese, one, two)
	want := []string{"paragraph: " + zhLong, "paragraph: " + zhLong, "paragraph: " + zhShort, "paragraph: " + zhLong}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestColumns(t *testing.T) {
	s := newSetter(1)
	s.w = 200
	s.paragraph(2, zhLong).paragraph(2, zhLong).paragraph(2, zhLong)
	half := len(s.page.Runs) / 2
	y := 80.0
	for i := half; i < len(s.page.Runs); i++ { // the second half stands in a second column
		r := &s.page.Runs[i]
		dx, dy := 230.0, y-r.Baseline
		r.X0, r.X1, r.Y0, r.Y1, r.Baseline = r.X0+dx, r.X1+dx, r.Y0+dy, r.Y1+dy, y
		for k := range r.Glyphs {
			r.Glyphs[k].X0 += dx
			r.Glyphs[k].X1 += dx
		}
		y += 16
	}
	got, _ := laidOut(t, duizhao.Chinese, s)
	want := []string{"paragraph: " + zhLong, "paragraph: " + zhLong, "paragraph: " + zhLong}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSideBySide: a column in each language gives each its paragraphs.
func TestSideBySide(t *testing.T) {
	s := newSetter(1)
	s.w = 190
	s.paragraph(0, zhLong).gap(6).paragraph(0, zhLong)
	s.x, s.y = 290, 80
	s.paragraph(0, enLong).gap(6).paragraph(0, enSecond)
	zh, _ := laidOut(t, duizhao.Chinese, s)
	en, _ := laidOut(t, duizhao.English, s)
	if diff := cmp.Diff([]string{"paragraph: " + zhLong, "paragraph: " + zhLong}, zh); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"paragraph: " + enLong, "paragraph: " + enSecond}, en); diff != "" {
		t.Error(diff)
	}
}

// TestFurniture: running heads and page numbers go, the title that the running
// head repeats stays.
func TestFurniture(t *testing.T) {
	var pages []*setter
	for n := 1; n <= 4; n++ {
		s := newSetter(n)
		s.centre(40, "澜江市知识产权保护状况")
		if n == 1 {
			s.size = 18
			s.centre(85, "澜江市知识产权保护状况")
			s.size, s.y = 10, 120
		}
		s.paragraph(2, fmt.Sprintf("第%d组专利共有%d件。", n, 7*n)+zhLong[3*n:])
		s.centre(800, fmt.Sprintf("— %d —", n))
		pages = append(pages, s)
	}
	got, problems := laidOut(t, duizhao.Chinese, pages...)
	want := []string{"title: 澜江市知识产权保护状况"}
	for n := 1; n <= 4; n++ {
		want = append(want, "paragraph: "+fmt.Sprintf("第%d组专利共有%d件。", n, 7*n)+zhLong[3*n:])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"running_head", "page_numbers"}, codes(problems)); diff != "" {
		t.Error(diff)
	}
}

func codes(problems []duizhao.Problem) (out []string) {
	for _, p := range problems {
		out = append(out, p.Code)
	}
	return out
}

func TestNotes(t *testing.T) {
	s := newSetter(1)
	s.paragraph(2, zhLong).paragraph(2, zhLong)
	s.rule(70, 700, 170, 700)
	s.size = 8
	s.put(70, 715, "1 数据来自澜江市统计年鉴。")
	s.put(70, 728, "2 不含外观设计。")
	got, _ := laidOut(t, duizhao.Chinese, s)
	want := []string{"paragraph: " + zhLong, "paragraph: " + zhLong, "note: 1 数据来自澜江市统计年鉴。", "note: 2 不含外观设计。"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestContents(t *testing.T) {
	one, two := newSetter(1), newSetter(2)
	one.centre(80, "目  录")
	for i, head := range []string{"一、制度建设", "二、严格执法", "三、国际合作"} {
		one.put(70, 110+20*float64(i), head+strings.Repeat(".", 50)+fmt.Sprint(i+2))
	}
	two.paragraph(0, "一、制度建设").paragraph(2, zhLong)
	got, problems := laidOut(t, duizhao.Chinese, one, two)
	if diff := cmp.Diff([]string{"heading: 一、制度建设", "paragraph: " + zhLong}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"contents_left_out"}, codes(problems)); diff != "" {
		t.Error(diff)
	}
}

// TestTables: ruled on all sides, ruled across only, and without any rule.
func TestTables(t *testing.T) {
	fill := func(s *setter) {
		s.put(75, 113, "指标")
		s.put(205, 113, "单位")
		s.put(285, 113, "2023年")
		s.put(75, 133, "高价值发明专利拥有量")
		s.put(75, 146, "（每万人）")
		s.put(205, 133, "件")
		s.put(285, 133, "24.05")
		s.put(75, 166, "技术合同成交额")
		s.put(205, 166, "亿元")
		s.put(285, 166, "130.4")
	}
	cells := []string{
		"0,0,0: 指标", "0,0,1: 单位", "0,0,2: 2023年",
		"0,1,0: 高价值发明专利拥有量（每万人）", "0,1,1: 件", "0,1,2: 24.05",
		"0,2,0: 技术合同成交额", "0,2,1: 亿元", "0,2,2: 130.4",
	}
	for name, rules := range map[string]func(*setter){
		"ruled": func(s *setter) {
			for _, y := range []float64{100, 120, 152, 172} {
				s.rule(70, y, 350, y)
			}
			for _, x := range []float64{70, 200, 280, 350} {
				s.rule(x, 100, x, 172)
			}
		},
		"across only": func(s *setter) {
			for _, y := range []float64{100, 120, 172} {
				s.rule(70, y, 350, y)
			}
		},
		"none": func(*setter) {},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSetter(1)
			s.paragraph(2, zhShort)
			fill(s)
			rules(s)
			s.y = 200
			s.paragraph(2, zhLong)
			got, _ := laidOut(t, duizhao.Chinese, s)
			want := append(append([]string{"paragraph: " + zhShort}, cells...), "paragraph: "+zhLong)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestRowInOneRun: a row that is shown in one go is cut at the upright rules, and
// a cell that spans two columns stands in the first.
func TestRowInOneRun(t *testing.T) {
	s := newSetter(1)
	s.put(75, 113, "指标")
	s.put(135, 113, "专利授权量（件）")
	s.put(75, 133, "数目    2022  2023")
	s.paragraph(2, zhLong)
	for _, y := range []float64{100, 120, 140} {
		s.rule(70, y, 230, y)
	}
	s.rule(70, 100, 70, 140)
	s.rule(110, 100, 110, 140)
	s.rule(142, 120, 142, 140)
	s.rule(230, 100, 230, 140)
	s.page.Runs = s.page.Runs[:3]
	got, _ := laidOut(t, duizhao.Chinese, s)
	want := []string{"0,0,0: 指标", "0,0,1: 专利授权量（件）", "0,1,0: 数目", "0,1,1: 2022", "0,1,2: 2023"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRows holds what becomes of the characters of a line.
func TestRows(t *testing.T) {
	for _, test := range []struct {
		name string
		page func(*setter)
		want string
	}{
		{"radicals", func(s *setter) { s.put(70, 80, "⽤⼾⻓⾦") }, "用戶长金"},
		{"the mark of a note", func(s *setter) {
			x := s.put(70, 80, "授权量38640件")
			s.size = 6
			x = s.put(x, 76, "1")
			s.size = 10
			s.put(x, 80, "，增长")
		}, "授权量38640件，增长"},
		{"an exponent", func(s *setter) {
			x := s.put(70, 80, "面积120 km")
			s.size = 6
			s.put(x, 76, "2")
		}, "面积120 km²"},
		{"a gap between words", func(s *setter) { s.put(s.put(70, 80, "IP")+3, 80, "law") }, "IP law"},
		{"a gap before Chinese", func(s *setter) { s.put(s.put(70, 80, "2023")+2.5, 80, "年") }, "2023年"},
		{"indented with ideographic spaces", func(s *setter) { s.put(70, 80, "　　全市") }, "全市"},
	} {
		s := newSetter(1)
		test.page(s)
		sh := newSheet(&s.page)
		if len(sh.Lines) != 1 || sh.Lines[0].Text != test.want {
			t.Errorf("%s: %+v, want %q", test.name, sh.Lines, test.want)
		}
		if test.name == "indented with ideographic spaces" && sh.Lines[0].Box.X0 != 90 {
			t.Errorf("%s: begins at %v, want 90", test.name, sh.Lines[0].Box.X0)
		}
	}
}

func TestHyphens(t *testing.T) {
	lines := []string{
		"The protection of patents and the protec-", "tion of marks went on, and the manage-", "ment of funds was examined. Good manage-",
		"ment needs good protec-", "tion, which is a cross-", "border matter. A cross-border matter needs management.",
	}
	g := glueOf(append([]string(nil), lines...))
	want := "The protection of patents and the protection of marks went on, and the management of funds was examined. " +
		"Good management needs good protection, which is a cross-border matter. A cross-border matter needs management."
	if diff := cmp.Diff(want, g.parts(lines)); diff != "" {
		t.Error(diff)
	}
}

// TestTurnedPage: a page whose lines run downwards is read as if turned.
func TestTurnedPage(t *testing.T) {
	s := newSetter(1)
	s.page.Width, s.page.Height = 595, 842
	for i, text := range []string{"全市新增专利授权量", "三万八千六百四十件。"} {
		x := 500 - 16*float64(i)
		r := pdf.Run{Text: text, Angle: 90, Size: 10, Baseline: x, Font: "Song", Rect: pdf.Rect{X0: x - 2, Y0: 70, X1: x + 8, Y1: 70 + 10*float64(len(text)/3)}}
		for k := range text {
			y := 70 + 10*float64(k/3)
			r.Glyphs = append(r.Glyphs, pdf.Glyph{Start: k, X0: y, X1: y + 10})
		}
		s.page.Runs = append(s.page.Runs, r)
	}
	got, _ := laidOut(t, duizhao.Chinese, s)
	if text := strings.Join(got, "|"); !strings.Contains(text, "授权量") || strings.Index(text, "授权量") > strings.Index(text, "三万") {
		t.Errorf("got %q", got)
	}
}

// BenchmarkLayout lays out a hundred pages of two columns.
func BenchmarkLayout(b *testing.B) {
	var pages []pdf.Page
	for n := 1; n <= 100; n++ {
		s := newSetter(n)
		for _, x := range []float64{50, 310} {
			s.x, s.w, s.y = x, 230, 80
			for range 6 {
				s.paragraph(2, zhLong)
			}
		}
		pages = append(pages, s.page)
	}
	b.ReportAllocs()
	for b.Loop() {
		sheets := make([]sheet, len(pages))
		for i := range pages {
			sheets[i] = newSheet(&pages[i])
		}
		if c := layOut(sheets); len(c.blocks) == 0 {
			b.Fatal("no blocks")
		}
	}
	b.ReportMetric(float64(b.N*len(pages))/b.Elapsed().Seconds(), "pages/s")
}
