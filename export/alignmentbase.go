package export

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"net/url"
	"strings"

	"duizhao"
)

// A workbook that Alignment wrote holds what it said in a hidden sheet, records of
// which the first field says the kind. By it ReadAlignment knows what a person
// changed, and what has changed in the report meanwhile; without it an edit could
// not be told from an old text.
//
//	unit     level  number  id  hash of its text
//	row      level  row id  zh units  en units  status  comment  decision  zh text  en text  findings
//	finding  id  status  comment
//
// Texts and comments are held as hashes. A row of the sheet says
// "duizhao.alignment/2" and the report's id; the cells below the first of these,
// put together, are the records: fields percent-encoded and joined by "|", each
// record ended by ";". Cells of plain letters come back from every program as they
// were, and a few full ones cost a tenth of one a field. In
// "duizhao.alignment/1" a record was a row and a field a cell.
const (
	baseSheet  = "duizhao"
	baseForm   = "duizhao.alignment/"
	baseSchema = baseForm + "2"
	baseOlder  = baseForm + "1"
	baseUnit   = "unit"
	baseRow    = "row"
	baseFound  = "finding"
)

// base gathers the records of the hidden sheet.
type base struct {
	report  string
	records strings.Builder
}

func (b *base) add(fields ...string) {
	for i, f := range fields {
		if i > 0 {
			b.records.WriteByte('|')
		}
		// An underscore could begin one of the format's escapes.
		b.records.WriteString(strings.ReplaceAll(url.QueryEscape(f), "_", "%5F"))
	}
	b.records.WriteByte(';')
}

// baseRecords takes apart what add has put together.
func baseRecords(s string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for record := range strings.SplitSeq(s, ";") {
			fields := strings.Split(strings.TrimSpace(record), "|")
			for i, f := range fields {
				if plain, err := url.QueryUnescape(f); err == nil {
					fields[i] = plain
				}
			}
			if !yield(fields) {
				return
			}
		}
	}
}

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
	for s != "" {
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
	if strings.ContainsAny(s, "\r_") {
		s = lineEnds.Replace(s)
	}
	if strings.Contains(s, "\n") {
		lines := strings.Split(s, "\n")
		for i, l := range lines {
			lines[i] = strings.TrimRight(l, " \t\u00A0\u3000")
		}
		s = strings.Join(lines, "\n")
	}
	return strings.TrimSpace(s)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "_x000D_\n", "\n", "_x000D_", "\n")

// baseCell is how many bytes of records a cell takes.
const baseCell = 30000

// table returns the hidden sheet: a table like the others.
func (b *base) table() table {
	t := table{
		sheet: baseSheet, name: "Base", hidden: true,
		columns: []column{{heading: "记录 Record", max: 40, style: plain}, {heading: "报告 Report", max: 40, style: plain}},
		rows:    [][]cell{{text(baseSchema), text(b.report)}},
	}
	for rest := b.records.String(); rest != ""; {
		n := min(len(rest), baseCell)
		t.rows = append(t.rows, []cell{{text: rest[:n]}})
		rest = rest[n:]
	}
	return t
}
