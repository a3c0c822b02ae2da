package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"duizhao"
	"duizhao/export/page"
)

// What one page holds. A browser keeps the whole file in memory, so a large batch
// gives up the later reports' texts first, then their figures.
const (
	maxTexts   = 20 << 20 // bytes of reports with their texts
	maxFigures = 40 << 20 // bytes of all reports
)

// The depths in which a page shows a report.
const (
	depthFull    = "full"    // texts, figures, findings
	depthFigures = "figures" // figures and findings
	depthListed  = "listed"  // counts
)

// htmlPage writes html/index.html: markup, one data element a report as it comes,
// then the list of reports and the program. What it keeps is the list.
type htmlPage struct {
	w              *bufio.Writer
	texts, figures int // bytes that are left
	index          []pageEntry
	err            error
}

// pageEntry is a report in the page's list.
type pageEntry struct {
	ID         string            `json:"id"`
	Title      duizhao.Bilingual `json:"title"`
	Period     string            `json:"period"`
	Area       duizhao.Bilingual `json:"area"`
	Languages  []duizhao.Lang    `json:"langs"`
	Depth      string            `json:"depth"`
	Paragraphs int               `json:"paragraphs"`
	Figures    int               `json:"figures"`
	Findings   [3]int            `json:"findings"` // errors, warnings, infos
	Element    string            `json:"element,omitempty"`
}

// newHTML begins the page of a run: one file that needs neither server nor
// network, for people who look at results in a browser. All texts of reports are
// data to it, never markup. Its address may name a report and a place in it:
//
//	html/index.html#REPORT
//	html/index.html#REPORT/PLACE
//	html/index.html#REPORT/PLACE/NUMBER
//
// PLACE is the id of a paragraph or sentence, NUMBER that of a quantity,
// observation or finding; each is percent-encoded, and PLACE may be left out
// where NUMBER is given (#REPORT/NUMBER).
func newHTML(w io.Writer, o Options) (duizhao.Sink, error) {
	h := &htmlPage{w: bufio.NewWriter(w), texts: maxTexts, figures: maxFigures}
	l := o.Lang
	if l != duizhao.Chinese {
		l = duizhao.English
	}
	title := duizhao.Bilingual{Zh: "对照结果", En: "duizhao results"}
	return h, page.WriteHead(h.w, page.Head{Lang: string(l), Title: both(title), Date: o.Generated})
}

func (h *htmlPage) Add(r *duizhao.Report) error {
	if h.err != nil {
		return h.err
	}
	entry := pageEntryOf(r)
	full, err := json.Marshal(newPageReport(r, true))
	if err != nil {
		return err
	}
	data := full
	if len(full) > h.texts {
		entry.Depth = depthFigures
		if data, err = json.Marshal(newPageReport(r, false)); err != nil {
			return err
		}
	}
	if len(data) > h.figures {
		entry.Depth, data = depthListed, nil
	}
	if data != nil {
		entry.Element = fmt.Sprintf("data-%d", len(h.index)+1)
		h.err = h.element(entry.Element, data)
		h.figures -= len(data)
	}
	if entry.Depth == depthFull {
		h.texts -= len(data)
	}
	h.index = append(h.index, entry)
	return h.err
}

// element writes data that the page's program reads. encoding/json writes <, >, &,
// U+2028 and U+2029 as \u escapes, so no text can end the element or open a
// comment in it.
func (h *htmlPage) element(id string, data []byte) error {
	_, err := fmt.Fprintf(h.w, "<script type=\"application/json\" id=%q>%s</script>\n", id, data)
	return err
}

func (h *htmlPage) Close() error {
	if h.err != nil {
		return h.err
	}
	if h.index == nil {
		h.index = []pageEntry{}
	}
	for _, part := range []struct {
		id   string
		data any
	}{{"data-index", h.index}, {"data-words", Vocabularies()}} {
		b, err := json.Marshal(part.data)
		if err != nil {
			return err
		}
		if err := h.element(part.id, b); err != nil {
			return err
		}
	}
	if err := page.WriteFoot(h.w); err != nil {
		return err
	}
	return h.w.Flush()
}

func pageEntryOf(r *duizhao.Report) pageEntry {
	e := pageEntry{
		ID: r.ID, Title: r.Title, Period: r.Period, Area: r.Area, Languages: []duizhao.Lang{},
		Depth: depthFull, Figures: len(r.Observations), Findings: tally(r),
	}
	for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		if rd := r.Readings.In(l); rd != nil {
			e.Languages = append(e.Languages, l)
			e.Paragraphs = max(e.Paragraphs, len(rd.Paragraphs))
		}
	}
	return e
}

// Word is a code's name and meaning.
type Word struct {
	Name    duizhao.Bilingual `json:"name"`
	Meaning duizhao.Bilingual `json:"meaning"`
}

// Vocabularies returns the names and meanings of all codes of the report's form,
// by vocabulary ("role", "unit", ...) and code, as pages show them.
func Vocabularies() map[string]map[string]Word {
	out := map[string]map[string]Word{}
	for name, v := range map[string]vocabulary{
		"role": roles, "comparison": comparisons, "qualifier": qualifiers, "agreement": agreements, "severity": severities,
		"finding": findingStates, "bead": beadStates, "block": blockKinds, "unit": units,
	} {
		words := map[string]Word{}
		for _, t := range v {
			words[t.code] = Word{t.name, t.meaning}
		}
		out[name] = words
	}
	return out
}
