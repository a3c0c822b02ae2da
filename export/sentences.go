package export

import (
	"strconv"
	"strings"

	"duizhao"
)

// SheetEvidence holds the sentences that figures and findings lead to.
const SheetEvidence = "原文 Sentences"

func evidenceSheet() *sheet {
	return &sheet{
		name: SheetEvidence, table: "Sentences", bare: true, frozen: 1, color: "7F7F7F",
		title: duizhao.Bilingual{Zh: "原文句子", En: "Sentences"},
		about: duizhao.Bilingual{Zh: "数值和问题所在的句子，中英文对照，附页码", En: "the sentences of figures and findings in both languages, with their pages"},
		columns: []column{
			words("编号 No."),
			{heading: "报告 Report", max: 30, style: plain},
			prose("中文句子 Chinese sentence", 70),
			prose("英文句子 English sentence", 90),
			words("中文页 Chinese page"),
			words("英文页 English page"),
			words("中文段落 Chinese paragraph"),
			words("英文段落 English paragraph"),
			words("对齐置信度 Alignment confidence"),
			words("文字识别 OCR"),
		},
	}
}

// sentenceLabel names a sentence of the workbook by its row, counted from 1.
func sentenceLabel(n uint32) string { return "s" + strconv.FormatUint(uint64(n), 10) }

// citation is a row of the table of sentences.
type citation struct {
	number         int // of the row, counted from 1
	label, link    string
	zhPage, enPage int
}

// evidence finds the sentences of one report's quotes and writes each once.
type evidence struct {
	sheet  *sheet
	report *duizhao.Report
	zh, en *sentenceIndex
	beads  []duizhao.ReportBead
	seen   map[citedRange]citation
}

// citedRange is a run of sentences in each language, [from, to); none where both
// are 0.
type citedRange struct{ zhFrom, zhTo, enFrom, enTo int }

// sentenceIndex finds the sentences of one language.
type sentenceIndex struct {
	*readingUnits
	sentences  []duizhao.ReportSentence
	of         map[string][]int // by paragraph
	number     map[string]int   // by id
	pages      map[string]int
	recognised map[string]bool // paragraphs that were read from a picture
	bead       map[int]int     // by sentence
}

func newSentenceIndex(rd *duizhao.ReportReading) *sentenceIndex {
	x := &sentenceIndex{
		readingUnits: newUnits(rd), recognised: map[string]bool{},
	}
	if rd == nil {
		return x
	}
	x.of, x.pages = make(map[string][]int, len(rd.Paragraphs)), make(map[string]int, len(rd.Paragraphs))
	x.number, x.bead = make(map[string]int, len(rd.Sentences)), make(map[int]int, len(rd.Sentences))
	x.sentences = rd.Sentences
	for i, s := range rd.Sentences {
		x.of[s.Paragraph] = append(x.of[s.Paragraph], i)
		x.number[s.ID] = i
	}
	for _, p := range rd.Paragraphs {
		x.pages[p.ID] = p.Page
		if p.OCR {
			x.recognised[p.ID] = true
		}
	}
	return x
}

func newEvidence(s *sheet, r *duizhao.Report) *evidence {
	e := &evidence{
		sheet: s, report: r, zh: newSentenceIndex(r.Readings.Zh), en: newSentenceIndex(r.Readings.En),
		beads: r.Alignment.Sentences, seen: map[citedRange]citation{},
	}
	for i, b := range e.beads {
		e.zh.join(b.Zh, i)
		e.en.join(b.En, i)
	}
	return e
}

func (x *sentenceIndex) join(ids []string, bead int) {
	for _, id := range ids {
		if i, ok := x.number[id]; ok {
			x.bead[i] = bead
		}
	}
}

// around returns the run of sentences a quote stands in.
func (x *sentenceIndex) around(q *duizhao.Quote) (from, to int) {
	if q == nil {
		return 0, 0
	}
	for _, i := range x.of[q.Paragraph] {
		s := x.sentences[i]
		if !(unit{s.Paragraph, s.Start, s.End}).overlaps(q) {
			continue
		}
		if from == to {
			from = i
		}
		to = i + 1
	}
	return from, to
}

// run returns the run of sentences from the first to the last of ids.
func (x *sentenceIndex) run(ids []string) (from, to int) {
	for _, id := range ids {
		i, ok := x.number[id]
		if !ok {
			continue
		}
		if from == to {
			from, to = i, i+1
		}
		from, to = min(from, i), max(to, i+1)
	}
	return from, to
}

// text returns the sentences of a run, with gap between them.
func (x *sentenceIndex) words(from, to int, gap string) string {
	if to-from == 1 {
		return strings.TrimSpace(x.text(x.sentence(x.sentences[from].ID)))
	}
	var parts []string
	for i := from; i < to; i++ {
		parts = append(parts, strings.TrimSpace(x.text(x.sentence(x.sentences[i].ID))))
	}
	return strings.Join(parts, gap)
}

func (x *sentenceIndex) where(from, to int) (paragraph string, page int) {
	if from == to {
		return "", 0
	}
	paragraph = x.sentences[from].Paragraph
	return paragraph, x.pages[paragraph]
}

// cite returns the row of the sentences two quotes stand in, which it writes where
// it is new. Where one language has no quote, its sentences are those aligned with
// the other's. The zero citation is for quotes that stand in no sentence.
func (e *evidence) cite(zh, en *duizhao.Quote) (citation, error) {
	var at citedRange
	at.zhFrom, at.zhTo = e.zh.around(zh)
	at.enFrom, at.enTo = e.en.around(en)
	if at == (citedRange{}) {
		return citation{}, nil
	}
	if at.zhFrom == at.zhTo {
		if b, ok := e.en.bead[at.enFrom]; ok {
			at.zhFrom, at.zhTo = e.zh.run(e.beads[b].Zh)
		}
	} else if at.enFrom == at.enTo {
		if b, ok := e.zh.bead[at.zhFrom]; ok {
			at.enFrom, at.enTo = e.en.run(e.beads[b].En)
		}
	}
	c, ok := e.seen[at]
	if ok {
		return c, nil
	}
	c, err := e.write(at)
	if err == nil {
		e.seen[at] = c
	}
	return c, err
}

func (e *evidence) write(at citedRange) (citation, error) {
	var c citation
	zhParagraph, zhPage := e.zh.where(at.zhFrom, at.zhTo)
	enParagraph, enPage := e.en.where(at.enFrom, at.enTo)
	label := sentenceLabel(uint32(e.sheet.rows + 1))
	row, err := e.sheet.add([]cell{
		{text: label}, {text: e.report.ID}, {text: e.zh.words(at.zhFrom, at.zhTo, "")}, {text: e.en.words(at.enFrom, at.enTo, " ")},
		pageCell(zhPage), pageCell(enPage), {text: zhParagraph}, {text: enParagraph}, e.confidence(at), e.ocr(zhParagraph, enParagraph),
	})
	if err != nil {
		return c, err
	}
	return citation{number: row + 1, label: label, link: e.sheet.place(row), zhPage: zhPage, enPage: enPage}, nil
}

// pageCell returns the cell of a page's number, which formats without pages lack.
func pageCell(n int) cell {
	if n <= 0 {
		return cell{}
	}
	return count(n)
}

// confidence returns how sure the alignment of both sides is: empty where one is
// missing or no bead joins them.
func (e *evidence) confidence(at citedRange) cell {
	if at.zhFrom == at.zhTo || at.enFrom == at.enTo {
		return cell{}
	}
	i, ok := e.zh.bead[at.zhFrom]
	j, ok2 := e.en.bead[at.enFrom]
	if !ok || !ok2 || i != j {
		return cell{}
	}
	return share(e.beads[i].Confidence)
}

// ocr says whether either paragraph was recognised in a picture.
func (e *evidence) ocr(zh, en string) cell {
	if e.zh.recognised[zh] || e.en.recognised[en] {
		return cell{text: "ocr"}
	}
	return cell{}
}
