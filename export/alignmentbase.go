package export

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"duizhao"
)

// A workbook that Alignment wrote holds what it said in a hidden sheet: one record a
// row, the kind of record first. By it ReadAlignment knows what a person changed,
// and what has changed in the report meanwhile; without it an edit could not be told
// from an old text.
//
//	duizhao.alignment/1  report
//	unit     level  number  id  hash of its text
//	row      level  row id  zh units  en units  status  comment  decision  zh text  en text  findings
//	finding  id  status  comment
//
// Texts and comments are held as hashes.
const (
	baseSheet  = "duizhao"
	baseSchema = "duizhao.alignment/1"
	baseUnit   = "unit"
	baseRow    = "row"
	baseFound  = "finding"
)

// base gathers the records of the hidden sheet.
type base struct {
	report  string
	records [][]string
}

func (b *base) add(fields ...string) { b.records = append(b.records, fields) }

// units records the units of a level.
func (b *base) units(l duizhao.UnitLevel, lanes ...*lane) {
	for _, n := range lanes {
		for _, id := range n.inText {
			at, sentence := n.sentences[id]
			if !sentence {
				at = n.paragraph(id)
			}
			if sentence == (l == duizhao.SentenceLevel) {
				b.add(baseUnit, string(l), n.numbers[id], id, duizhao.TextHash(n.text(at)))
			}
		}
	}
}

func (b *base) row(l duizhao.UnitLevel, k duizhao.ReportBead, r sideRow) {
	ids := make([]string, len(r.findings))
	for i, f := range r.findings {
		ids[i] = f.ID
	}
	b.add(baseRow, string(l), rowID(k), strings.Join(k.Zh, " "), strings.Join(k.En, " "), string(k.Status),
		cellHash(r.cells[atComment].shown()), r.decision, cellHash(r.cells[atZhText].shown()), cellHash(r.cells[atEnText].shown()), strings.Join(ids, " "))
}

func (b *base) finding(f *duizhao.ReportFinding) {
	b.add(baseFound, f.ID, string(f.Status), cellHash(fit(f.Comment)))
}

// cellHash names what a cell says; "" for an empty one.
func cellHash(s string) string {
	for {
		// Some programs undo the format's escapes and some do not.
		plain := plainCell(unescape(s))
		if plain == s {
			break
		}
		s = plain
	}
	if s == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// plainCell returns what a cell says in the form in which every program gives it
// back: one kind of line end, no white space at the ends of lines and of the text.
func plainCell(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "_x000D_\n", "\n", "_x000D_", "\n").Replace(s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\u00A0\u3000")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// baseFields is how many fields a record has at most.
const baseFields = 11

// addBase writes the hidden sheet: a table like the others.
func (k *book) addBase(b *base) error {
	t := table{sheet: baseSheet, name: "Base", columns: []column{words("记录 Record")}}
	for i := range baseFields - 1 {
		t.columns = append(t.columns, words(fmt.Sprintf("字段 Field %d", i+1)))
	}
	for _, fields := range append([][]string{{baseSchema, b.report}}, b.records...) {
		row := make([]cell, len(fields))
		for i, f := range fields {
			row[i] = text(f)
		}
		t.rows = append(t.rows, row)
	}
	t.prepare = func(k *book, sheet string, _ int) error { return k.file.SetSheetVisible(sheet, false, true) }
	return k.addTable(t)
}
