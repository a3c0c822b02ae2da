package batch

import (
	"bytes"
	"encoding/json"
	"io"
	"os"

	"duizhao"
)

// figures returns what other reports are compared with of r: the observations that
// rules have named, and the quantities they quote.
func figures(r *duizhao.Report) *duizhao.Report {
	out := &duizhao.Report{Schema: r.Schema, ID: r.ID, Title: r.Title, Period: r.Period, Area: r.Area}
	quoted := map[duizhao.Lang]map[string][]*duizhao.Quote{duizhao.Chinese: {}, duizhao.English: {}}
	for i := range r.Observations {
		o := &r.Observations[i]
		if o.Indicator == "" {
			continue
		}
		out.Observations = append(out.Observations, *o)
		for l, by := range quoted {
			if q := o.Quote(l); q != nil {
				by[q.Paragraph] = append(by[q.Paragraph], q)
			}
		}
	}
	out.Readings.Zh = quotedOf(r.Readings.Zh, quoted[duizhao.Chinese])
	out.Readings.En = quotedOf(r.Readings.En, quoted[duizhao.English])
	return out
}

func quotedOf(rd *duizhao.ReportReading, quoted map[string][]*duizhao.Quote) *duizhao.ReportReading {
	if rd == nil {
		return nil
	}
	out := &duizhao.ReportReading{}
	for _, x := range rd.Quantities {
		for _, q := range quoted[x.Paragraph] {
			if x.Start < q.End && q.Start < x.End {
				out.Quantities = append(out.Quantities, x)
				break
			}
		}
	}
	return out
}

func (w *work) figuresPath(id string) string { return w.st.path("figures", id+".json") }

// keepFigures keeps the figures of the report of s, so that it need not be read again: in
// the form of a report's own file, behind a line that stands for what the report was made
// from, so that those of an earlier one are not taken for it. That they cannot be kept is
// no error.
func (w *work) keepFigures(s *stamp, r *duizhao.Report) {
	f, err := w.st.begin(w.figuresPath(s.ID), false, func(to io.Writer) error {
		if _, err := io.WriteString(to, s.origin()+"\n"); err != nil {
			return err
		}
		return w.Base.Write(to, figures(r))
	})
	if err == nil {
		_ = f.commit()
	}
}

// figuresOf returns the figures of a report that is in OUT.
func (w *work) figuresOf(s *stamp) *duizhao.Report {
	if data, err := os.ReadFile(w.figuresPath(s.ID)); err == nil {
		from, kept, _ := bytes.Cut(data, []byte("\n"))
		if r, err := w.Base.Read(bytes.NewReader(kept)); string(from) == s.origin() && err == nil && r.ID == s.ID {
			return r
		}
	}
	full, ok := w.base(w.st, s)
	if !ok {
		return nil
	}
	return figures(full)
}

// readJSON reads a JSON file and reports whether that could be done.
func readJSON(path string, v any) bool {
	data, err := os.ReadFile(path)
	return err == nil && json.Unmarshal(data, v) == nil
}
