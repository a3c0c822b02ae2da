package export

import (
	"strings"

	"duizhao"
)

// places are the areas of a run. A report in one language names its area in that
// language only: names are the same place where any report gives both.
type places struct {
	names  []duizhao.Bilingual
	zh, en map[string]int // en in lower case
}

func newPlaces(reports []reportHead) *places {
	p := &places{zh: map[string]int{}, en: map[string]int{}}
	for _, bilingual := range []bool{true, false} {
		for _, r := range reports {
			if bilingual == (r.area.Zh != "" && r.area.En != "") {
				p.add(r.area)
			}
		}
	}
	return p
}

// add returns the number of the place called b, which is new where none is.
func (p *places) add(b duizhao.Bilingual) int {
	i, ok := p.zh[b.Zh]
	if !ok || b.Zh == "" {
		i, ok = p.en[strings.ToLower(b.En)]
		ok = ok && b.En != ""
	}
	if !ok {
		if b == (duizhao.Bilingual{}) {
			i, ok = p.zh[""]
		}
		if !ok {
			i = len(p.names)
			p.names = append(p.names, b)
		}
	}
	p.names[i] = completed(p.names[i], b)
	if b.Zh != "" || b.En == "" {
		p.zh[b.Zh] = i
	}
	if b.En != "" {
		p.en[strings.ToLower(b.En)] = i
	}
	return i
}

// find returns the number of the place of that name, in either language.
func (p *places) find(name string) int {
	if i, ok := p.zh[name]; ok {
		return i
	}
	if i, ok := p.en[strings.ToLower(name)]; ok {
		return i
	}
	return p.add(duizhao.Bilingual{Zh: name, En: name})
}
