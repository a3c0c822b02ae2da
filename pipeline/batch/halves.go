package batch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode"

	"duizhao"
	"duizhao/pipeline"
)

// half is a report of which one language was found only.
type half struct {
	src    pipeline.Source
	lang   duizhao.Lang
	period string
	values map[string]bool // the numbers it states
}

// Halves looks for the other half of reports that came in one language: files whose
// names do not tell that they belong together, but whose contents do, by the period
// they are about and the numbers they state. What fits one file only, and that one
// best of all, is taken together; what fits several is left apart and said in the
// plan's Notes, and so are reports whose other half was not found.
//
// Files are read for this only where names give a reason: a mark of one language
// without its counterpart, or Chinese and Latin names side by side in one folder.
func (p *Plan) Halves(ctx context.Context, pl *pipeline.Pipeline, o Options) error {
	w := &work{Options: &o, p: pl, st: &store{out: o.Out, still: true}}
	suspects := p.suspects()
	halves := make([]*half, len(suspects))
	var readers sync.WaitGroup
	turns := make(chan struct{}, w.workers())
	for i, src := range suspects {
		readers.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			if ctx.Err() == nil {
				halves[i] = w.half(src)
			}
		})
	}
	readers.Wait()
	p.join(slices.DeleteFunc(halves, func(h *half) bool { return h == nil }))
	return ctx.Err()
}

// suspects lists the reports in one file that may be halves, by their names.
func (p *Plan) suspects() []pipeline.Source {
	folders := map[string][2]bool{} // which kinds of unmarked names a folder holds
	lone := map[string]bool{}       // folders with a marked name without counterpart
	for _, src := range p.Reports {
		if mark, ok := p.marks[src.ID]; ok {
			dir := filepath.Dir(src.Files[0])
			kinds := folders[dir]
			kinds[han(src.Files[0])] = true
			folders[dir] = kinds
			lone[dir] = lone[dir] || mark == duizhao.Chinese || mark == duizhao.English
		}
	}
	var out []pipeline.Source
	for _, src := range p.Reports {
		mark, ok := p.marks[src.ID]
		dir := filepath.Dir(src.Files[0])
		mixed := folders[dir] == [2]bool{true, true}
		if ok && mark != both && (mark != "" || mixed || lone[dir]) {
			out = append(out, src)
		}
	}
	if len(out) < 2 && !slices.ContainsFunc(out, func(s pipeline.Source) bool { return p.marks[s.ID] != "" }) {
		return nil
	}
	return out
}

// han returns 1 where the name of the file at path has Chinese characters, else 0.
func han(path string) int {
	if strings.ContainsFunc(filepath.Base(path), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return 1
	}
	return 0
}

// half reads src; nil where it cannot be read or holds both languages.
func (w *work) half(src pipeline.Source) *half {
	data, err := w.load(src.Files[0])
	if err != nil {
		return nil // the run itself will say so
	}
	sum := sha256.Sum256(data)
	docs, err := w.extract(src.Files[0], data, hex.EncodeToString(sum[:]))
	if err != nil || len(docs) != 1 {
		return nil
	}
	h := &half{src: src, lang: docs[0].Lang, period: w.p.Period(docs[0]), values: map[string]bool{}}
	for _, q := range w.p.Read(docs[0]).Quantities {
		if q.Kind != duizhao.Year && q.Kind != duizhao.Date && q.Kind != duizhao.Label && q.Value.Valid() && q.Value.Cmp(telling) >= 0 {
			h.values[q.Value.String()] = true
		}
	}
	return h
}

// telling is the least number that says something about which report it stands in.
var telling = duizhao.MustDecimal("11")

const (
	leastShared = 5   // numbers that two halves must share
	leastShare  = 0.5 // of the numbers of the half that has fewer
	clearly     = 1.5 // how much better than any other a half must fit
)

// fit says how well two halves go together, from 0 to 1.
func (h *half) fit(k *half) float64 {
	if h.lang == k.lang || h.period != "" && k.period != "" && h.period != k.period {
		return 0
	}
	shared := 0
	for v := range h.values {
		if k.values[v] {
			shared++
		}
	}
	share := float64(shared) / float64(max(1, min(len(h.values), len(k.values))))
	if shared < leastShared || share < leastShare {
		return 0
	}
	return share
}

// best returns the half that fits h best, and whether it does so clearly.
func (h *half) best(others []*half) (*half, bool) {
	var first, second float64
	var best *half
	for _, k := range others {
		switch f := h.fit(k); {
		case f > first:
			first, second, best = f, first, k
		case f > second:
			second = f
		}
	}
	return best, best != nil && first >= clearly*second
}

// join takes halves together that fit each other best, and notes what became of all.
func (p *Plan) join(halves []*half) {
	taken := map[string]bool{}
	for _, h := range halves {
		if h.lang != duizhao.Chinese {
			continue
		}
		k, clear := h.best(halves)
		if k == nil || !clear {
			continue
		}
		if back, clear := k.best(halves); back != h || !clear {
			continue
		}
		taken[h.src.ID], taken[k.src.ID] = true, true
		p.pair(h.src, k.src)
		p.note(append(slices.Clone(h.src.Files), k.src.Files...), duizhao.Bilingual{
			Zh: "名称没有说明，依内容（期间和数字）作为同一报告的中英文",
			En: "taken for the two languages of one report by what they say (period and numbers), as their names do not tell",
		})
	}
	for _, h := range halves {
		if !taken[h.src.ID] {
			p.lone(h, halves)
		}
	}
}

// pair makes one report of two, under the id of the Chinese one.
func (p *Plan) pair(zh, en pipeline.Source) {
	p.Reports = slices.DeleteFunc(p.Reports, func(s pipeline.Source) bool { return s.ID == en.ID })
	i, _ := slices.BinarySearchFunc(p.Reports, zh.ID, func(s pipeline.Source, id string) int { return cmp.Compare(s.ID, id) })
	p.Reports[i].Files = append(slices.Clone(zh.Files), en.Files...)
	delete(p.marks, zh.ID)
	delete(p.marks, en.ID)
}

func (p *Plan) note(files []string, text duizhao.Bilingual) {
	p.Notes = append(p.Notes, Note{files, text})
}

// lone notes that h stays alone, and which files it might have gone with.
func (p *Plan) lone(h *half, halves []*half) {
	files := slices.Clone(h.src.Files)
	for _, k := range halves {
		if h.fit(k) > 0 {
			files = append(files, k.src.Files...)
		}
	}
	lang := duizhao.Bilingual{Zh: "中文", En: "Chinese"}
	if h.lang == duizhao.English {
		lang = duizhao.Bilingual{Zh: "英文", En: "English"}
	}
	if len(files) > 1 {
		p.note(files, duizhao.Bilingual{
			Zh: "第一个文件只有" + lang.Zh + "，与其余几个都可能是同一报告；请在清单 reports.yaml 中指定，现各自单独处理",
			En: fmt.Sprintf("the first has %s only and may go with any of the others; say which in a manifest (reports.yaml); each is read alone now", lang.En),
		})
		return
	}
	p.note(files, duizhao.Bilingual{
		Zh: "只有" + lang.Zh + "，没有找到另一语言的文件；单独处理",
		En: lang.En + " only, and no file in the other language goes with it; read alone",
	})
}
