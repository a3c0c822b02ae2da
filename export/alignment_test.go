package export

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"duizhao"
)

// marked returns a cell of the workbook with coloured parts in brackets: error
// parts in [ ], warning parts in { }.
func marked(t *testing.T, b []byte, sheet, at string) string {
	t.Helper()
	f := open(t, b)
	runs, err := f.GetCellRichText(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	if runs == nil {
		v, err := f.GetCellValue(sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	brackets := map[string][2]string{inkOf[duizhao.SeverityError]: {"[", "]"}, inkOf[duizhao.SeverityWarning]: {"{", "}"}}
	var s strings.Builder
	for _, r := range runs {
		k := [2]string{}
		if r.Font != nil {
			k = brackets[strings.TrimPrefix(r.Font.Color, "FF")]
		}
		s.WriteString(k[0] + r.Text + k[1])
	}
	return s.String()
}

func TestMarksStandOnTheNumbers(t *testing.T) {
	b := alignmentBytes(t, Options{})
	for _, c := range []struct{ sheet, at, want string }{
		{SheetParagraphs, "C4", "全市专利授权量1.41万件，比上年增长22.9%。有效发明专利3000余件，其中高校{1200件}。持证种子企业[32家]。"},
		{SheetParagraphs, "D4", "The city was granted 14,100 patents, up by 22.9% year on year. Valid invention patents came to over 3,000, 1,200 of them held by universities. There are [33 licensed] seed enterprises."},
		{SheetSentences, "C4", "全市专利授权量1.41万件，比上年增长22.9%。\n有效发明专利3000余件，其中高校{1200件}。\n持证种子企业[32家]。"},
		{SheetParagraphs, "C6", "=1+1 是公式的样子，@提及、-5 和 +5 也是。\u2028尾"},
		// The format writes _x0041_ for the letter A, so that the text itself is
		// escaped; spreadsheet programs undo it, the library that reads here does not.
		{SheetParagraphs, "D6", `=HYPERLINK("http://example.org") looks like a formula & <tags> _x005F_x0041_ stay.`},
		{SheetParagraphs, "C7", "本段没有译文。"},
		{SheetParagraphs, "D7", ""},
	} {
		if diff := cmp.Diff(c.want, marked(t, b, c.sheet, c.at)); diff != "" {
			t.Errorf("%s %s:\n%s", c.sheet, c.at, diff)
		}
	}
}

func TestFormulaLikeTextStaysText(t *testing.T) {
	f := open(t, alignmentBytes(t, Options{}))
	for _, at := range []string{"C6", "D6"} {
		if formula, err := f.GetCellFormula(SheetParagraphs, at); err != nil || formula != "" {
			t.Errorf("%s has the formula %q (%v)", at, formula, err)
		}
	}
}

func TestAlignmentColumns(t *testing.T) {
	f := open(t, alignmentBytes(t, Options{Lang: duizhao.Chinese}))
	for _, c := range []struct {
		column string
		want   []string
	}{
		{"把握", []string{"高 high", "高 high", "高 high", "中 medium", "低 low", "低 low"}},
		{"状态", []string{"auto", "auto", "auto", "auto", "auto", "auto"}},
		{"中文编号", []string{"zh-01234567", "zh-02468ace", "zh-0369d035", "zh-048d159c", "zh-05b05b03", "zh-06d3a06a"}},
		{"问题", []string{"", "", "错误: 中文是 32 家，英文是 33；请核对原始数据\n警告: 英文没有“1200件”\n提示: 英文写全了中文的约数",
			"错误: 中文是 80 起，英文是 108 [采纳]\n警告: 329 [排除]", "", ""}},
	} {
		got, _ := columnOf(t, f, SheetParagraphs, c.column)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("column %s:\n%s", c.column, diff)
		}
	}
	for _, sheet := range []string{SheetParagraphs, SheetSentences} {
		list, err := f.GetDataValidations(sheet)
		if err != nil || len(list) != 2 {
			t.Fatalf("%s has %d drop-down lists (%v)", sheet, len(list), err)
		}
		if list[0].Sqref != "G2:G507" || list[0].Formula1 != `"auto,confirmed,edited"` {
			t.Errorf("%s offers %s in %s", sheet, list[0].Formula1, list[0].Sqref)
		}
	}
}

// A table cell is a sentence of its own, and its number is marked all the same.
func TestWholeSentencesAreMarkedWhereTheyAreNumbers(t *testing.T) {
	for _, isNumber := range []bool{true, false} {
		rd := &duizhao.ReportReading{
			Paragraphs: []duizhao.ReportParagraph{{ID: "p", Text: "32家"}},
			Sentences:  []duizhao.ReportSentence{{ID: "s", Paragraph: "p", Start: 0, End: 3}},
		}
		if isNumber {
			rd.Quantities = []duizhao.ReportQuantity{{Paragraph: "p", Start: 0, End: 3}}
		}
		n := newLane(duizhao.Chinese, rd)
		n.point(&duizhao.ReportFinding{Severity: duizhao.SeverityError}, &duizhao.Quote{Paragraph: "p", Start: 0, End: 3})
		if got := n.pieces(unit{"p", 0, 3})[0].severity != ""; got != isNumber {
			t.Errorf("a sentence that is a number: %v, marked: %v", isNumber, got)
		}
	}
}

func TestOneLanguageIsLaidOut(t *testing.T) {
	var b bytes.Buffer
	if err := Alignment(&b, report2020(t), Options{}); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	for _, c := range []struct {
		sheet, column string
		want          []string
	}{
		{SheetParagraphs, "英文 English", []string{"In 2020, 12,000 patents were granted in Lanjiang. Goods worth 110 million yuan were seized."}},
		{SheetSentences, "英文 English", []string{"In 2020, 12,000 patents were granted in Lanjiang.", "Goods worth 110 million yuan were seized."}},
		{SheetSentences, "中文 Chinese", []string{"", ""}},
		{SheetSentences, "置信度", []string{"", ""}},
	} {
		got, _ := columnOf(t, f, c.sheet, c.column)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %s:\n%s", c.sheet, c.column, diff)
		}
	}
}

func TestRowIDsDependOnMembersAlone(t *testing.T) {
	a := duizhao.ReportBead{Zh: []string{"z1"}, En: []string{"e1", "e2"}, Confidence: 0.5}
	b := a
	b.Confidence, b.Status = 0.9, duizhao.Confirmed
	if rowID(a) != rowID(b) {
		t.Error("the id changed with the confidence")
	}
	b.En = []string{"e1"}
	if rowID(a) == rowID(b) {
		t.Error("another bead has the same id")
	}
}

// Whatever quotes say, the pieces of a unit together are its text, and a cell is
// never fuller than a cell can be.
func TestPiecesAreTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a件，\n𠀀0-9]{0,40}`).Draw(t, "text")
		rd := &duizhao.ReportReading{Paragraphs: []duizhao.ReportParagraph{{ID: "p", Text: text}}}
		n := newLane(duizhao.Chinese, rd)
		anywhere := rapid.IntRange(-2, 45)
		for range rapid.IntRange(0, 5).Draw(t, "findings") {
			n.point(&duizhao.ReportFinding{Severity: rapid.SampledFrom([]duizhao.Severity{"error", "warning", "info", "?"}).Draw(t, "severity")},
				&duizhao.Quote{Paragraph: "p", Start: anywhere.Draw(t, "start"), End: anywhere.Draw(t, "end")})
		}
		u := n.within(unit{"p", anywhere.Draw(t, "from"), anywhere.Draw(t, "to")})
		var b strings.Builder
		for _, p := range n.pieces(u) {
			b.WriteString(p.text)
		}
		if b.String() != n.text(u) {
			t.Fatalf("pieces are %q, the text is %q", b.String(), n.text(u))
		}
	})
}

// Whatever a text holds, the workbook opens and gives it back, cleaned.
func TestAnyTextComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("=+-@a件𠀀<&>\"'\n\t \x00\x07\u0085\uFFFE\uFFFF\u2028"))).Draw(rt, "text")
		r := &duizhao.Report{
			ID: s, Title: duizhao.Bilingual{Zh: s, En: s}, Period: s, Area: duizhao.Bilingual{Zh: s},
			Sources:   []duizhao.Source{{Path: s}},
			Readings:  duizhao.Readings{Zh: &duizhao.ReportReading{Paragraphs: []duizhao.ReportParagraph{{ID: "p", Text: s}}}},
			Alignment: duizhao.Alignment{Paragraphs: []duizhao.ReportBead{{Zh: []string{"p"}, Status: duizhao.BeadStatus(s)}}},
			Observations: []duizhao.ReportObservation{{
				ID: s, Indicator: s, Period: s, Area: s, Unit: s, Role: duizhao.Level, Qualifier: duizhao.Qualifier(s)}},
			Findings: []duizhao.ReportFinding{{Severity: "error", Message: duizhao.Bilingual{Zh: s},
				Zh: &duizhao.Quote{Paragraph: "p", Start: 0, End: rapid.IntRange(0, 3).Draw(rt, "end")}}},
		}
		var b bytes.Buffer
		if err := Indicators(&b, []*duizhao.Report{r}, Options{}); err != nil {
			rt.Fatal(err)
		}
		b.Reset()
		if err := Alignment(&b, r, Options{}); err != nil {
			rt.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			rt.Fatal(err)
		}
		defer f.Close()
		if got, err := f.GetCellValue(SheetParagraphs, "C2"); err != nil || got != clean(s) {
			rt.Fatalf("the cell holds %q, the text is %q (%v)", got, clean(s), err)
		}
	})
}

// A report that people edited may name what it does not hold.
func TestDanglingNamesDoNoHarm(t *testing.T) {
	r := report2022(t)
	r.Alignment.Paragraphs = append(r.Alignment.Paragraphs, duizhao.ReportBead{Zh: []string{"gone"}, En: []string{"gone"}})
	r.Alignment.Sentences = append(r.Alignment.Sentences, duizhao.ReportBead{Zh: []string{"gone"}})
	r.Readings.Zh.Sentences = append(r.Readings.Zh.Sentences, duizhao.ReportSentence{ID: "s", Paragraph: "gone", Start: 3, End: 1})
	r.Findings = append(r.Findings, duizhao.ReportFinding{Severity: "?", Zh: &duizhao.Quote{Paragraph: "gone", Start: 9, End: 99}})
	for i := range r.Findings {
		if q := r.Findings[i].Zh; q != nil {
			q.End += 1000
		}
	}
	r.Observations[0].Zh = &duizhao.Quote{Paragraph: "gone", Start: -1, End: 5}
	r.Period = "x\ny"
	var b bytes.Buffer
	if err := Alignment(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := Indicators(&b, []*duizhao.Report{r, r}, Options{}); err != nil {
		t.Fatal(err)
	}
}

func TestLongTextIsCutWithNote(t *testing.T) {
	r := report2022(t)
	long := strings.Repeat("澜江市𠀀", cellLimit/4)
	r.Readings.Zh.Paragraphs[2].Text = long          // has findings: rich text
	r.Readings.En.Paragraphs[0].Text = long + "tail" // has none
	var b bytes.Buffer
	if err := Alignment(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{"C4", "D2"} {
		v, err := open(t, b.Bytes()).GetCellValue(SheetParagraphs, at)
		if err != nil {
			t.Fatal(err)
		}
		if n := utf16Len(v); n > cellLimit || n < cellLimit-2 || !strings.HasSuffix(v, cutNote) || !utf8.ValidString(v) {
			t.Errorf("%s has %d UTF-16 units and ends in %q", at, n, v[len(v)-20:])
		}
	}
}
