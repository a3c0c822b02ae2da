package review

import (
	"net/http"
	"strings"

	"duizhao"
)

// found is where words stand in a report's paragraphs.
type found struct {
	Lang  duizhao.Lang `json:"lang"`
	At    int          `json:"at"`    // the paragraph's place
	N     int          `json:"n"`     // how often
	Exact bool         `json:"exact"` // with the very letters: it can be replaced
	Text  string       `json:"text"`  // how the paragraph begins
}

// maxExcerpt is the length of found.Text, in code points.
const maxExcerpt = 120

// search answers with the paragraphs that hold words, letters' case aside, in the
// order of the text. Of a paragraph that is corrected the correction counts.
func (s *Server) search(w http.ResponseWriter, r *http.Request, st *state) error {
	q := r.URL.Query()
	words := q.Get("q")
	st.mu.Lock()
	l := st.now
	st.mu.Unlock()
	out, small := []found{}, folded(words)
	for _, lang := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		rd := l.report.Readings.In(lang)
		if rd == nil || words == "" || q.Get("lang") != "" && q.Get("lang") != string(lang) {
			continue
		}
		for i := range rd.Paragraphs {
			text := rd.Paragraphs[i].Text
			if c := rd.Paragraphs[i].Correction; c != "" {
				text = c
			}
			if n := strings.Count(folded(text), small); n > 0 {
				out = append(out, found{lang, i, n, strings.Contains(text, words), excerpt(text)})
			}
		}
	}
	answer(w, http.StatusOK, map[string]any{"texts": l.units.name, "found": out})
	return nil
}

// folded returns text in small letters where that leaves each at its place.
func folded(text string) string {
	if small := strings.ToLower(text); len(small) == len(text) {
		return small
	}
	return text
}

func excerpt(text string) string {
	n := 0
	for i := range text {
		if n == maxExcerpt {
			return text[:i]
		}
		n++
	}
	return text
}
