package export

import (
	"cmp"
	"strings"

	"duizhao"
)

// texted returns the corrections that a person wrote into the text cell of one
// language.
func (m *merger) texted(r *draft, l duizhao.Lang) []*change {
	says, was, old, ids := r.zh, r.base.zhText, r.base.zh, r.zhNew
	if l == duizhao.English {
		says, was, old, ids = r.en, r.base.enText, r.base.en, r.enNew
	}
	if says == absent || cellHash(says) == was {
		return nil
	}
	moved := signature(old, nil) != signature(ids, nil)
	if moved && (says == "" || m.isKnown(says)) {
		return nil // the text went with its unit
	}
	name := languages.in(string(l), duizhao.English)
	c := &change{Edit: m.at(r.place, "订正"+languages.in(string(l), duizhao.Chinese)+" "+m.named(old, nil), "correction of the "+name+" "+m.named(old, nil)), claims: map[string]string{}}
	c.What.Zh, c.What.En = strings.TrimSuffix(c.What.Zh, " | –"), strings.TrimSuffix(c.What.En, " | –")
	switch shown := m.shown(old); {
	case len(old) == 0:
		c.refuse("此格没有对应的段落", "there is no paragraph to correct")
	case moved:
		c.refuse("同一行的单元和文字同时改了；单元已另行处理，文字请在新的工作簿中改", "units and text of the row were changed at once; change the text in the new workbook")
	case cellHash(fit(shown)) != was && cellHash(says) != cellHash(shown):
		c.refuse("其间文字或订正已变", "the text or its correction has changed meanwhile")
	case strings.HasSuffix(fit(shown), cutNote) && fit(shown) != shown:
		c.refuse("文字超过一格的容量，无法在此订正", "the text is longer than a cell holds, it cannot be corrected here")
	default:
		return m.perParagraph(c, old, says)
	}
	return []*change{c}
}

// isKnown reports whether a cell says nothing but texts of the report.
func (m *merger) isKnown(says string) bool {
	rest := bare(says)
	for rest != "" {
		longest := 0
		for _, p := range m.texts {
			for _, t := range []string{p.Text, p.Correction} {
				if b := bare(t); b != "" && strings.HasPrefix(rest, b) {
					longest = max(longest, len(b))
				}
			}
		}
		if longest == 0 {
			return false
		}
		rest = rest[longest:]
	}
	return true
}

// bare returns s without white space and without the format's escapes, which some
// programs undo and some do not.
func bare(s string) string { return strings.Join(strings.Fields(clean(unescape(s))), "") }

// shown returns what the cell of paragraphs shows now.
func (m *merger) shown(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		if p := m.texts[id]; p != nil {
			out[i] = cmp.Or(p.Correction, p.Text)
		}
	}
	return clean(strings.Join(out, "\n"))
}

// perParagraph divides what a cell says among its paragraphs, which are lines.
func (m *merger) perParagraph(c *change, ids []string, says string) []*change {
	lines := strings.Split(says, "\n")
	counts := make([]int, len(ids))
	total := 0
	for i, id := range ids {
		counts[i] = strings.Count(plainCell(m.shown([]string{id})), "\n") + 1
		total += counts[i]
	}
	if len(ids) == 1 {
		counts[0], total = len(lines), len(lines)
	}
	if total != len(lines) {
		c.refuse("一格有几段时，每段占一行，行数须与段数相同", "where a cell holds several paragraphs, each has its own line: there must be as many lines as paragraphs")
		return []*change{c}
	}
	var out []*change
	at := 0
	for i, id := range ids {
		text := strings.Join(lines[at:at+counts[i]], "\n")
		at += counts[i]
		if k := m.correct(*c, id, text); k != nil {
			out = append(out, k)
		}
	}
	return out
}

// correct returns the change of one paragraph's correction, or nil where the text
// shown stays. The original put back withdraws a correction.
func (m *merger) correct(c change, id, text string) *change {
	p := m.texts[id]
	if plainCell(clean(cmp.Or(p.Correction, p.Text))) == text {
		return nil
	}
	u := m.EditedAlignment.units[id]
	c.What = duizhao.Bilingual{Zh: "订正 " + u.number + "：" + text, En: "correction of " + u.number + ": " + text}
	if plainCell(clean(p.Text)) == text || text == "" && p.Correction != "" {
		text = ""
		c.What = duizhao.Bilingual{Zh: "撤销 " + u.number + " 的订正", En: "correction of " + u.number + " withdrawn"}
	} else if text == "" {
		c.refuse("空格不是订正；文字不变", "an empty cell is no correction; the text stays")
	}
	c.claims = map[string]string{"text " + id: text}
	c.apply = func(d *duizhao.Decisions) {
		d.Correct(duizhao.Correction{Lang: u.lang, Unit: m.anchors[duizhao.ParagraphLevel][id], Text: text, Maker: m.maker})
	}
	return &c
}
