package pair

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"duizhao"
	"duizhao/internal/agree"
)

// Observations joins the observations of both readings: two that stand on a pair
// of quantities become one with evidence in both languages, and the paired
// quantity is evidence too where only one reading has an observation on it. The
// Chinese value is kept where the two differ: the Chinese text is the original.
// Either reading may be nil. IDs are made from what an observation is about, not
// from where it stands.
func Observations(zh, en *duizhao.Reading, pairs []duizhao.Pair) []duizhao.Observation {
	partner := partners(pairs)
	var out []duizhao.Observation
	joined := map[int]bool{} // English observations that have been joined
	on := map[int][]int{}    // English observations by quantity
	if en != nil {
		for i := range en.Observations {
			if e := en.Observations[i].En; e != nil {
				on[e.Quantity] = append(on[e.Quantity], i)
			}
		}
	}
	if zh != nil {
		for i := range zh.Observations {
			out = append(out, joinChinese(zh, en, &zh.Observations[i], partner, on, joined))
		}
	}
	if en != nil {
		for i := range en.Observations {
			if !joined[i] {
				out = append(out, alone(zh, en, en.Observations[i], partner))
			}
		}
	}
	identify(out)
	return out
}

// both maps Chinese quantities to English ones and back.
type both struct{ zh, en map[int]int }

func partners(pairs []duizhao.Pair) both {
	p := both{map[int]int{}, map[int]int{}}
	for _, k := range pairs {
		if k.Zh >= 0 && k.En >= 0 {
			p.zh[k.Zh], p.en[k.En] = k.En, k.Zh
		}
	}
	return p
}

// joinChinese joins o with the English observation on the paired quantity that
// fits it best.
func joinChinese(zh, en *duizhao.Reading, o *duizhao.Observation, partner both, on map[int][]int, joined map[int]bool) duizhao.Observation {
	out := *o
	if o.Zh == nil || en == nil {
		return single(out, duizhao.ZhOnly)
	}
	e, ok := partner.zh[o.Zh.Quantity]
	if !ok {
		return single(out, duizhao.ZhOnly)
	}
	if i := best(en, o, on[e], joined); i >= 0 {
		joined[i] = true
		out = merge(out, en.Observations[i])
	} else {
		out.En = whole(en, e)
	}
	out.Agreement = agreement(zh, en, o.Zh.Quantity, e)
	return out
}

// alone gives an English observation no Chinese one was joined with the paired
// Chinese quantity as evidence.
func alone(zh, en *duizhao.Reading, o duizhao.Observation, partner both) duizhao.Observation {
	if o.En == nil || zh == nil {
		return single(o, duizhao.EnOnly)
	}
	z, ok := partner.en[o.En.Quantity]
	if !ok {
		return single(o, duizhao.EnOnly)
	}
	o.Zh = whole(zh, z)
	o.Agreement = agreement(zh, en, z, o.En.Quantity)
	return o
}

func single(o duizhao.Observation, a duizhao.Agreement) duizhao.Observation {
	o.Agreement = a
	return o
}

// best returns the one of candidates, observations on one English quantity, that says
// the same as o: of the same indicator and role if there is one, else any that has not
// been joined, -1 where there is none.
func best(en *duizhao.Reading, o *duizhao.Observation, candidates []int, joined map[int]bool) int {
	found, points := -1, -1
	for _, i := range candidates {
		c := &en.Observations[i]
		if joined[i] {
			continue
		}
		n := times(c.Indicator == o.Indicator, 2) + times(c.Role == o.Role, 1)
		if n > points {
			found, points = i, n
		}
	}
	return found
}

// merge joins a Chinese and an English observation. Where they name different
// indicators, the one a rule knows, then the surer one, is believed.
func merge(zh, en duizhao.Observation) duizhao.Observation {
	out, other := zh, en
	// Of one rule's indicators for two offices the Chinese is right: it is the
	// translation that misspells a name.
	surer := zh.Rule != en.Rule && zh.Indicator != en.Indicator && en.Confidence > zh.Confidence
	if en.Indicator != "" && (zh.Indicator == "" || surer) {
		out, other = en, zh
	}
	out.Zh, out.En = zh.Zh, en.En
	out.Label.Zh = first(out.Label.Zh, other.Label.Zh)
	out.Label.En = first(out.Label.En, other.Label.En)
	out.Area = first(out.Area, other.Area)
	out.Period = first(out.Period, other.Period)
	out.Body = first(out.Body, other.Body)
	out.Unit = first(out.Unit, other.Unit)
	out.Comparison = first(out.Comparison, other.Comparison)
	out.Role = first(out.Role, other.Role)
	out.Value, out.Low, out.High, out.Qualifier = zh.Value, zh.Low, zh.High, zh.Qualifier
	if !zh.Value.Valid() {
		out.Value, out.Low, out.High, out.Qualifier = en.Value, en.Low, en.High, en.Qualifier
	}
	return out
}

func first[T ~string](a, b T) T {
	if a != "" {
		return a
	}
	return b
}

func whole(rd *duizhao.Reading, i int) *duizhao.Evidence {
	q := &rd.Quantities[i]
	return &duizhao.Evidence{Quantity: i, Block: q.Block, Span: q.Span}
}

func agreement(zh, en *duizhao.Reading, z, e int) duizhao.Agreement {
	if agree.Compare(agree.Of(zh, z), agree.Of(en, e)).Same() {
		return duizhao.Agree
	}
	return duizhao.Differ
}

func evidence(o *duizhao.Observation, l duizhao.Lang) *duizhao.Evidence {
	if l == duizhao.Chinese {
		return o.Zh
	}
	return o.En
}

// identify gives every observation an ID from what it is about and what it says;
// repeats are numbered in order.
func identify(obs []duizhao.Observation) {
	seen := map[string]int{}
	for i := range obs {
		o := &obs[i]
		sum := sha256.Sum256([]byte(strings.Join([]string{
			o.Indicator, o.Label.Zh, o.Label.En, o.Area, o.Period, o.Body, string(o.Role), o.Comparison, o.Unit, o.Value.String(),
		}, "\x00")))
		id := "o-" + hex.EncodeToString(sum[:5])
		seen[id]++
		if n := seen[id]; n > 1 {
			id = fmt.Sprintf("%s-%d", id, n)
		}
		o.ID = id
	}
}
