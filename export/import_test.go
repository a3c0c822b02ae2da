package export

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"duizhao"
)

// editing is a workbook in the hands of a person.
type editing struct {
	t testing.TB
	*excelize.File
}

func edit(t testing.TB, b []byte) editing {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return editing{t, f}
}

// set writes a cell, found by its sheet, its heading and its row.
func (e editing) set(sheet, heading string, row int, v any) editing {
	e.t.Helper()
	rows, err := e.GetRows(sheet)
	if err != nil {
		e.t.Fatal(err)
	}
	column := slices.Index(rows[0], heading) + 1
	name, err := excelize.CoordinatesToCellName(column, row)
	if err == nil {
		err = e.SetCellValue(sheet, name, v)
	}
	if err != nil {
		e.t.Fatal(err)
	}
	return e
}

func (e editing) bytes() []byte {
	e.t.Helper()
	b, err := e.WriteToBuffer()
	if err != nil {
		e.t.Fatal(err)
	}
	return b.Bytes()
}

func (e editing) read(name string) *EditedAlignment { return reread(e.t, name, e.bytes()) }

func reread(t testing.TB, name string, b []byte) *EditedAlignment {
	t.Helper()
	k, err := ReadAlignment(bytes.NewReader(b), name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// told says edits in lines.
func told(edits []Edit) (out []string) {
	for _, e := range edits {
		line := "taken: " + e.What.En
		if !e.Taken() {
			line = "refused: " + e.What.En + ": " + e.Refused.En
		}
		out = append(out, line)
	}
	return out
}

// decided says decisions in lines.
func decided(r *duizhao.Report, d *duizhao.Decisions) (out []string) {
	zh, en := newLane(duizhao.Chinese, r.Readings.Zh), newLane(duizhao.English, r.Readings.En)
	ids := func(n *lane, anchors []duizhao.Anchor) string {
		var names []string
		for _, a := range anchors {
			names = append(names, n.numbers[a.ID])
		}
		return strings.Join(names, " ")
	}
	for _, b := range d.Beads {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s [%s|%s] %s %s", b.Level, ids(zh, b.Zh), ids(en, b.En), b.Status, b.Comment)))
	}
	for _, f := range d.Findings {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Check, f.Status, f.Comment)))
	}
	for _, c := range d.Texts {
		out = append(out, fmt.Sprintf("%s %s: %s", c.Lang, c.Unit.ID, c.Text))
	}
	return out
}

const paragraphs, sentences = SheetParagraphs, SheetSentences

// Rows 2 to 7 of the sheet of paragraphs are zh1|en1 … zh5|en5 and zh6 alone.
func TestImport(t *testing.T) {
	for _, c := range []struct {
		name           string
		edit           func(editing)
		want, decision []string
	}{
		{"nothing", func(editing) {}, nil, nil},
		{"confirmed, in three ways of writing", func(e editing) {
			e.set(paragraphs, headStatus, 2, "confirmed").set(paragraphs, headStatus, 3, " 已确认 ").set(sentences, headStatus, 4, "Confirmed")
		}, []string{"taken: zh1 | en1 confirmed", "taken: zh2 | en2 confirmed", "taken: zh3.1 zh3.2 zh3.3 | en3.1 en3.2 en3.3 confirmed"},
			[]string{"paragraph [zh1|en1] confirmed", "paragraph [zh2|en2] confirmed", "sentence [zh3.1 zh3.2 zh3.3|en3.1 en3.2 en3.3] confirmed"}},
		{"a comment", func(e editing) { e.set(paragraphs, headComment, 4, "查一下\n来源  ") },
			[]string{"taken: zh3 | en3; comment: 查一下\n来源"}, []string{"paragraph [zh3|en3] auto 查一下\n来源"}},
		{"merged", func(e editing) {
			e.set(paragraphs, headZhUnits, 5, "zh4， ZH5").set(paragraphs, headZhUnits, 6, "")
		}, []string{"taken: zh4 zh5 | en4 edited", "taken: – | en5 edited"},
			[]string{"paragraph [zh4 zh5|en4] edited", "paragraph [|en5] edited"}},
		{"merged by a range, the other row emptied", func(e editing) {
			e.set(paragraphs, headZhUnits, 5, "4-5").set(paragraphs, headEnUnits, 5, "ｅｎ４－ｅｎ５").set(paragraphs, headZhUnits, 6, "").set(paragraphs, headEnUnits, 6, nil)
		}, []string{"taken: zh4 zh5 | en4 en5 edited", "taken: – | – edited"}, []string{"paragraph [zh4 zh5|en4 en5] edited"}},
		{"moved, the text with it", func(e editing) {
			v, _ := e.GetCellValue(paragraphs, "D6")
			e.set(paragraphs, headEnUnits, 7, "en5").set(paragraphs, headEnUnits, 6, "").set(paragraphs, headEn, 7, v).set(paragraphs, headEn, 6, "")
		}, []string{"taken: zh5 | – edited", "taken: zh6 | en5 edited"},
			[]string{"paragraph [zh5|] edited", "paragraph [zh6|en5] edited"}},
		{"split into a new row", func(e editing) {
			e.set(sentences, headZhUnits, 4, "zh3.1").set(sentences, headEnUnits, 4, "en3.1").
				set(sentences, headZhUnits, 9, "zh3.2 zh3.3").set(sentences, headEnUnits, 9, "en3.2-3").set(sentences, headComment, 9, "so")
		}, []string{"taken: zh3.1 | en3.1 edited", "taken: zh3.2 zh3.3 | en3.2 en3.3 edited; comment: so"},
			[]string{"sentence [zh3.1|en3.1] edited", "sentence [zh3.2 zh3.3|en3.2 en3.3] edited so"}},
		{"a unit left out", func(e editing) { e.set(paragraphs, headEnUnits, 4, "") },
			[]string{"taken: zh3 | – edited; en3 is in no row and will be aligned by the program"}, []string{"paragraph [zh3|] edited"}},
		{"a unit twice, with what belongs to it", func(e editing) {
			e.set(paragraphs, headZhUnits, 4, "zh3 zh4").set(paragraphs, headEnUnits, 4, "en3 en1").set(paragraphs, headEnUnits, 2, "").set(paragraphs, headStatus, 3, "confirmed")
		}, []string{
			"refused: zh1 | – edited: exchanges units with row 4, which was not taken",
			"taken: zh2 | en2 confirmed",
			`refused: zh3 zh4 | en3 en1: zh4 stands in sheet "段落 Paragraphs", row 5 too; a unit can be in one row only`,
		}, []string{"paragraph [zh2|en2] confirmed"}},
		{"what no unit is called", func(e editing) {
			e.set(paragraphs, headZhUnits, 2, "zh99").set(paragraphs, headZhUnits, 3, "en2").set(paragraphs, headZhUnits, 4, "zh3.1").
				set(paragraphs, headZhUnits, 5, "zh4 zh4").set(paragraphs, headStatus, 6, "sure")
		}, []string{
			`refused: zh99 | en1: there is no unit "zh99"; units are named like zh12, en14, zh12.3`,
			"refused: en2 | en2: en2 is a unit of the English, written in the column of the Chinese",
			"refused: zh3.1 | en3: zh3.1 is not of the row's level (paragraphs, sentences)",
			"refused: zh4 zh4 | en4: zh4 is written twice in one cell",
			`refused: zh5 | en5: the status "sure" must be one of auto, confirmed, edited`,
		}, nil},
		{"findings, all of a row and one alone", func(e editing) {
			e.set(paragraphs, headDecision, 4, "dismissed").set(SheetFindings, headComment, 2, "counted twice")
		}, []string{"taken: finding f1: dismissed", "taken: finding f4: dismissed", "taken: finding f3: dismissed", "taken: comment on finding f3: counted twice"},
			[]string{"value dismissed", "missing dismissed", "rounding dismissed counted twice"}},
		{"two decisions on one finding", func(e editing) {
			e.set(paragraphs, headDecision, 4, "dismissed").set(SheetFindings, headStatus, 2, "采纳")
		}, []string{
			"taken: finding f1: dismissed", "taken: finding f4: dismissed",
			`refused: finding f3: dismissed: contradicts book, sheet "问题 Findings", row 2: finding f3: 采纳`,
			`refused: finding f3: 采纳: contradicts book, sheet "段落 Paragraphs", row 4: finding f3: dismissed`,
		}, []string{"value dismissed", "missing dismissed"}},
		{"texts", func(e editing) {
			e.set(paragraphs, headEn, 3, "I. Innovation").set(paragraphs, headZh, 4, "").set(sentences, headEn, 3, "not here")
		}, []string{"taken: correction of en2: I. Innovation", "refused: correction of zh3: : an empty cell is no correction; the text stays"},
			[]string{"en en-02468ace: I. Innovation"}},
		{"units and text at once", func(e editing) {
			e.set(paragraphs, headEnUnits, 3, "").set(paragraphs, headEn, 3, "New")
		}, []string{
			"taken: zh2 | – edited; en2 is in no row and will be aligned by the program",
			"refused: correction of the English en2: units and text of the row were changed at once; change the text in the new workbook",
		}, []string{"paragraph [zh2|] edited"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := report2022(t)
			e := edit(t, alignmentOf(t, r))
			c.edit(e)
			d := &duizhao.Decisions{}
			if diff := cmp.Diff(c.want, told(MergeAlignments(r, d, e.read("book")))); diff != "" {
				t.Errorf("edits:\n%s", diff)
			}
			if diff := cmp.Diff(c.decision, decided(r, d)); diff != "" {
				t.Errorf("decisions:\n%s", diff)
			}
		})
	}
}

func alignmentOf(t testing.TB, r *duizhao.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Alignment(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Rows may be sorted and columns moved and added, sheets renamed and their texts
// given other line ends: ids and headings count.
func TestImportAfterOtherHands(t *testing.T) {
	r := report2022(t)
	from := edit(t, alignmentOf(t, r))
	from.set(paragraphs, headStatus, 5, "confirmed")
	rows, err := from.GetRows(paragraphs)
	if err != nil {
		t.Fatal(err)
	}
	if err := from.SetSheetName(paragraphs, "My work"); err != nil {
		t.Fatal(err)
	}
	if err := from.DeleteTable("Paragraphs"); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows { // the last row first, a column before and every column turned round, a line above
		at := len(rows) - i + 1
		if i == 0 {
			at = 2
		} else {
			at++
		}
		values := []any{"mine"}
		for j := 12; j >= 0; j-- {
			v := ""
			if j < len(row) {
				v = strings.ReplaceAll(row[j], "\n", " \r\n")
			}
			if i == 0 && j == 6 {
				v = "状态"
			}
			values = append(values, v)
		}
		if err := from.SetSheetRow("My work", fmt.Sprintf("A%d", at), &values); err != nil {
			t.Fatal(err)
		}
	}
	if err := from.SetSheetRow("My work", "A1", &[]any{"To do before lunch", "", "", "", "", "", "", "", "", "", "", "", "", ""}); err != nil {
		t.Fatal(err)
	}
	d := &duizhao.Decisions{}
	want := []string{"taken: zh4 | en4 confirmed"}
	if diff := cmp.Diff(want, told(MergeAlignments(r, d, from.read("book")))); diff != "" {
		t.Error(diff)
	}
}

// What changed since the workbook was written is a conflict where the person edited
// the same thing, and nothing else is.
func TestImportConflicts(t *testing.T) {
	old := report2022(t)
	now := report2022(t)
	beads := now.Alignment.Paragraphs
	beads[0].Status = duizhao.Confirmed
	beads[1].Status, beads[1].Comment = duizhao.Confirmed, "theirs"
	beads[3].Zh = append(beads[3].Zh, beads[4].Zh...)
	beads[3].Status, beads[4].Status, beads[4].Zh = duizhao.Edited, duizhao.Edited, nil
	now.Findings[0].Status = duizhao.Accepted
	now.Readings.En.Paragraphs[1].Correction = "I. Creativity"
	now.Readings.Zh.Paragraphs[2].Text += "新"

	e := edit(t, alignmentOf(t, old)).
		set(paragraphs, headStatus, 2, "confirmed").                                         // the same as they
		set(paragraphs, headComment, 3, "mine").set(paragraphs, headEn, 3, "I. Creations").  // other than they
		set(paragraphs, headStatus, 4, "confirmed").set(paragraphs, headEn, 4, "The text."). // a text that is newer
		set(paragraphs, headStatus, 5, "confirmed").                                         // settled otherwise
		set(paragraphs, headStatus, 7, "confirmed").                                         // nobody else's
		set(SheetFindings, headStatus, 2, "dismissed").set(SheetFindings, headStatus, 3, "accepted")
	d := &duizhao.Decisions{}
	want := []string{
		"taken: zh1 | en1 confirmed",
		"refused: zh2 | en2; comment: mine: settled otherwise meanwhile: zh2 | en2 confirmed",
		"refused: correction of the English en2: the text or its correction has changed meanwhile",
		"refused: zh3 | en3 confirmed: the text of zh3 has changed since the workbook was written, nothing of the row is taken; edit it in the new workbook",
		"refused: correction of en3: The text.: the text of zh3 has changed since the workbook was written, nothing of the row is taken; edit it in the new workbook",
		"refused: zh4 | en4 confirmed: settled otherwise meanwhile: zh4 zh5 | en4 edited",
		"taken: zh6 | – confirmed",
		"refused: finding f3: dismissed: it has been accepted meanwhile",
		"taken: finding f1: accepted",
	}
	if diff := cmp.Diff(want, told(MergeAlignments(now, d, e.read("book")))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"paragraph [zh6|] confirmed", "value accepted"}, decided(now, d)); diff != "" {
		t.Error(diff)
	}
}

func TestImportOfTwoWorkbooks(t *testing.T) {
	r := report2022(t)
	b := alignmentOf(t, r)
	one := edit(t, b).set(paragraphs, headStatus, 2, "confirmed").set(paragraphs, headZhUnits, 5, "zh4 zh5").set(paragraphs, headZhUnits, 6, "").set(paragraphs, headEn, 3, "A")
	two := edit(t, b).set(paragraphs, headStatus, 2, "confirmed").set(paragraphs, headStatus, 6, "confirmed").set(paragraphs, headEn, 3, "B").set(paragraphs, headStatus, 4, "confirmed")
	d := &duizhao.Decisions{}
	want := []string{
		"taken: zh1 | en1 confirmed",
		`refused: correction of en2: A: contradicts two, sheet "段落 Paragraphs", row 3: correction of en2: B`,
		`refused: zh4 zh5 | en4 edited: contradicts two, sheet "段落 Paragraphs", row 6: zh5 | en5 confirmed`,
		`refused: – | en5 edited: contradicts two, sheet "段落 Paragraphs", row 6: zh5 | en5 confirmed`,
		"taken: zh1 | en1 confirmed",
		`refused: correction of en2: B: contradicts one, sheet "段落 Paragraphs", row 3: correction of en2: A`,
		"taken: zh3 | en3 confirmed",
		`refused: zh5 | en5 confirmed: contradicts one, sheet "段落 Paragraphs", row 5: zh4 zh5 | en4 edited`,
	}
	if diff := cmp.Diff(want, told(MergeAlignments(r, d, one.read("one"), two.read("two")))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"paragraph [zh1|en1] confirmed", "paragraph [zh3|en3] confirmed"}, decided(r, d)); diff != "" {
		t.Error(diff)
	}
}

// What was decided can be taken back in the workbook.
func TestImportTakesBack(t *testing.T) {
	r := report2022(t)
	b := &r.Alignment.Paragraphs[0]
	b.Status, b.Comment = duizhao.Confirmed, "so"
	r.Findings[0].Status, r.Findings[0].Comment = duizhao.Accepted, "yes"
	r.Readings.En.Paragraphs[1].Correction = "I. Creativity"
	d := &duizhao.Decisions{}
	zh, en := r.Readings.Zh.Anchors(duizhao.ParagraphLevel), r.Readings.En.Anchors(duizhao.ParagraphLevel)
	d.SettleBeads(duizhao.BeadDecision{Level: duizhao.ParagraphLevel, Zh: []duizhao.Anchor{zh[b.Zh[0]]}, En: []duizhao.Anchor{en[b.En[0]]}, Status: duizhao.Confirmed, Comment: "so"})
	d.SettleFinding(duizhao.FindingDecision{ID: r.Findings[0].ID, Check: "rounding", Status: duizhao.Accepted, Comment: "yes"})
	second := r.Readings.En.Paragraphs[1]
	d.Correct(duizhao.Correction{Lang: duizhao.English, Unit: en[second.ID], Text: second.Correction})
	book := alignmentOf(t, r)
	if edits := MergeAlignments(r, d, reread(t, "book", book)); len(edits) != 0 {
		t.Fatalf("nothing was edited: %q", told(edits))
	}
	if v, _ := edit(t, book).GetCellValue(paragraphs, "D3"); v != "I. Creativity" {
		t.Errorf("the cell shows %q, not the correction", v)
	}
	e := edit(t, book).set(paragraphs, headStatus, 2, "auto").set(paragraphs, headComment, 2, "").set(paragraphs, headEn, 3, second.Text).
		set(SheetFindings, headStatus, 2, "open").set(SheetFindings, headComment, 2, "")
	for _, x := range MergeAlignments(r, d, e.read("book")) {
		if !x.Taken() {
			t.Errorf("%+v", x)
		}
	}
	if !d.Empty() {
		t.Errorf("left: %q", decided(r, d))
	}
}

func TestReadAlignmentRefuses(t *testing.T) {
	b := alignmentOf(t, report2022(t))
	none := edit(t, b)
	if err := none.DeleteSheet(baseSheet); err != nil {
		t.Fatal(err)
	}
	newer := edit(t, b)
	if err := newer.SetCellValue(baseSheet, "A2", "duizhao.alignment/3"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		content []byte
		want    string
	}{
		{[]byte("a,b\n1,2\n"), "book.xlsx: is no .xlsx workbook; save it as .xlsx and import that"},
		{b[:len(b)/2], "book.xlsx: is no .xlsx workbook"},
		{none.bytes(), "book.xlsx: lacks duizhao's hidden sheet"},
		{newer.bytes(), `the workbook's form is "duizhao.alignment/3", this program reads "duizhao.alignment/2"`},
	} {
		if _, err := ReadAlignment(bytes.NewReader(c.content), "book.xlsx"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
	lost := edit(t, b)
	lost.set(paragraphs, headZhUnits, 1, "?")
	got := told(MergeAlignments(report2022(t), &duizhao.Decisions{}, lost.read("book")))
	if want := []string{`refused: the whole sheet: the column "中文单元 Chinese units" is not there; put its heading back`}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// Workbooks that are with translators keep the form in which they were written.
func TestImportOfTheOlderForm(t *testing.T) {
	r := report2022(t)
	e := edit(t, alignmentOf(t, r)).set(paragraphs, headStatus, 2, "confirmed").set(SheetFindings, headStatus, 2, "dismissed")
	rows, err := e.GetRows(baseSheet)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, row := range rows[2:] {
		all.WriteString(row[0])
	}
	older := [][]string{{baseOlder, rows[1][1]}}
	for fields := range baseRecords(all.String()) {
		older = append(older, fields)
	}
	for i, fields := range older {
		if err := e.SetSheetRow(baseSheet, fmt.Sprintf("A%d", i+2), &fields); err != nil {
			t.Fatal(err)
		}
	}
	d := &duizhao.Decisions{}
	want := []string{"taken: zh1 | en1 confirmed", "taken: finding f3: dismissed"}
	if diff := cmp.Diff(want, told(MergeAlignments(r, d, e.read("book")))); diff != "" {
		t.Error(diff)
	}
}

// Whatever fields hold, they come back from the hidden sheet.
func TestBaseRecordsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.SliceOfN(rapid.StringMatching(`[a|;%+_x0041\n 件]{0,12}`), 1, 4), 1, 4).Draw(t, "records")
		b := &base{}
		for _, fields := range want {
			b.add(fields...)
		}
		got := slices.Collect(baseRecords(b.records.String()))
		if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A workbook that nobody edited changes nothing, whatever the texts are.
func TestUneditedWorkbookChangesNothing(t *testing.T) {
	for _, r := range samples(t) {
		d := &duizhao.Decisions{}
		if edits := MergeAlignments(r, d, reread(t, r.ID, alignmentOf(t, r))); len(edits) > 0 || !d.Empty() {
			t.Errorf("%s: %q", r.ID, told(edits))
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		word := rapid.StringMatching(`[a件，=+@_x0041\n\t \x00\x{FFFE}\x{3000}𠀀0-9]{0,30}`)
		r := report2022(t)
		for i := range r.Readings.Zh.Paragraphs {
			r.Readings.Zh.Paragraphs[i].Text = word.Draw(rt, "text")
			r.Readings.En.Paragraphs[min(i, 4)].Correction = word.Draw(rt, "correction")
		}
		for i := range r.Alignment.Paragraphs {
			r.Alignment.Paragraphs[i].Comment = word.Draw(rt, "comment")
		}
		r.Findings[0].Comment = word.Draw(rt, "comment on a finding")
		d := &duizhao.Decisions{}
		if edits := MergeAlignments(r, d, reread(t, r.ID, alignmentOf(t, r))); len(edits) > 0 || !d.Empty() {
			rt.Fatalf("%q", told(edits))
		}
	})
}
