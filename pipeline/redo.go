package pipeline

import (
	"slices"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// Redo reads a report again from its own paragraphs, without its files: the result
// is what Run gives for files that have not changed, with these decisions. What
// people had decided before counts only as far as d holds it. A nil d decides
// nothing. Findings against other reports stay as they are.
func (p *Pipeline) Redo(r *duizhao.Report, d *duizhao.Decisions) *duizhao.Report {
	return p.Draft(r).Whole(d)
}

// restore makes the Documents that r was made of, as they were before people cut
// their blocks.
func restore(r *duizhao.Report) Documents {
	docs := Documents{
		Zh: restored(r, duizhao.Chinese, r.Title.Zh),
		En: restored(r, duizhao.English, r.Title.En),
	}
	docs.known = &indicator.Frame{Period: r.Period, Area: r.Area}
	for _, p := range r.Problems {
		if p.Stage != stage {
			docs.extra = append(docs.extra, p)
		}
	}
	return docs
}

func restored(r *duizhao.Report, l duizhao.Lang, title string) *duizhao.Document {
	rd := r.Readings.In(l)
	if rd == nil {
		return nil
	}
	d := &duizhao.Document{Lang: l, Title: title}
	for _, s := range r.Sources {
		if slices.Contains(s.Languages, l) {
			d.Path, d.SHA256, d.Format, d.Pages = s.Path, s.SHA256, s.Format, s.Pages
		}
	}
	var blocks []duizhao.Block
	var texts []string
	for _, p := range uncut(rd) {
		blocks = append(blocks, duizhao.Block{
			ID: p.ID, Kind: p.Kind, Level: p.Level, Label: p.Label,
			Page: p.Page, Lines: p.Lines, Cell: p.Cell, OCR: p.OCR,
		})
		texts = append(texts, p.Text)
	}
	layOut(d, blocks, texts)
	return d
}

// uncut returns the paragraphs of rd as they were read.
func uncut(rd *duizhao.ReportReading) []duizhao.ReportParagraph {
	whole := map[string]int{} // by part
	for i, c := range rd.Cut {
		for _, id := range c.Parts {
			whole[id] = i
		}
	}
	var out []duizhao.ReportParagraph
	done := map[int]bool{}
	for _, p := range rd.Paragraphs {
		i, part := whole[p.ID]
		switch {
		case !part:
			out = append(out, p)
		case !done[i]:
			out = append(out, rd.Cut[i].Paragraph)
			done[i] = true
		}
	}
	return out
}
