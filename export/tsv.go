package export

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"duizhao"
)

// tsvColumns are the names in the first line of what TSV writes.
var tsvColumns = []string{"level", "row_id", "zh_ids", "en_ids", "confidence", "status", "zh", "en", "findings"}

// TSV writes the beads of one report as tab-separated values: UTF-8 with a byte
// order mark, so that spreadsheets show Chinese, one bead a line, each paragraph
// followed by its sentences. A backslash makes a tab, a line end and itself
// harmless (\t, \n, \r, \\), stands before a text that a spreadsheet would run as
// a formula (\=), and writes characters that cannot be seen by number (\u0007):
// a program that drops the backslashes has the text again, byte for byte.
func TSV(w io.Writer, r *duizhao.Report, o Options) error {
	b := bufio.NewWriter(w)
	b.WriteString("\uFEFF" + strings.Join(tsvColumns, "\t") + "\n")
	t := newBitext(r, o)
	for i := range t.passages {
		tsvLine(b, &t.passages[i].segment, "paragraph", o.Lang)
		for j := range t.passages[i].sentences {
			tsvLine(b, &t.passages[i].sentences[j], "sentence", o.Lang)
		}
	}
	for i := range t.crossing {
		tsvLine(b, &t.crossing[i], "sentence", o.Lang)
	}
	return b.Flush()
}

func tsvLine(w *bufio.Writer, g *segment, level string, l duizhao.Lang) {
	confidence := ""
	if !g.alone {
		confidence = strconv.FormatFloat(g.bead.Confidence, 'f', 3, 64)
	}
	findings := make([]string, len(g.findings))
	for i, f := range g.findings {
		findings[i] = said(f, l)
	}
	for i, field := range []string{
		level, g.id, strings.Join(g.bead.Zh, " "), strings.Join(g.bead.En, " "), confidence, string(g.bead.Status),
		g.zh, g.en, strings.Join(findings, "\n"),
	} {
		if i > 0 {
			w.WriteByte('\t')
		}
		w.WriteString(tsvField(field))
	}
	w.WriteByte('\n')
}

// formulaStarts are the characters that make a spreadsheet run a cell, full width
// among them (OWASP, CSV Injection).
const formulaStarts = "=+-@＝＋－＠"

func tsvField(s string) string {
	var b strings.Builder
	for i, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case i == 0 && strings.ContainsRune(formulaStarts, r), r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r <= 0xFFFF && (unfit(r) || unicode.In(r, unicode.Zl, unicode.Zp)):
			fmt.Fprintf(&b, `\u%04X`, r)
		case unfit(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
