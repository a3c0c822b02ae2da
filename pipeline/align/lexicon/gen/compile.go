package main

import (
	"cmp"
	"encoding/binary"
	"maps"
	"math"
	"slices"

	"duizhao/pipeline/align/lexicon"
)

var le = binary.LittleEndian

// compile joins the entries of one key and writes the sections of the compiled file.
func compile(entries []entry) lexicon.Sections {
	words := map[string][]lexicon.Gloss{}
	for _, e := range entries {
		if len(e.glosses) > 0 {
			k := string(e.simplified)
			words[k] = lexicon.MergeGlosses(words[k], e.glosses)
		}
	}
	ids, stems := stemTable(words)
	var s lexicon.Sections
	s.Heads, s.Records, s.Entries = keys(words, ids)
	s.Stems = stems
	s.Variants = variants(entries)
	s.Readings = readings(entries)
	return s
}

// stemTable numbers the stems, the most frequent first; those beyond 65,536, each
// of which occurs once, are left out.
func stemTable(words map[string][]lexicon.Gloss) (map[string]int, []byte) {
	count := map[string]int{}
	for _, gs := range words {
		for _, g := range gs {
			count[g.Stem]++
		}
	}
	order := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], cmp.Compare(a, b))
	})
	order = order[:min(len(order), math.MaxUint16)]
	ids := map[string]int{}
	out := le.AppendUint16(nil, uint16(len(order)))
	var text []byte
	for i, w := range order {
		ids[w] = i
		out = le.AppendUint32(out, uint32(len(text)))
		text = append(text, w...)
	}
	out = le.AppendUint32(out, uint32(len(text)))
	return ids, append(out, text...)
}

func keys(words map[string][]lexicon.Gloss, ids map[string]int) (heads, records, entries []byte) {
	sorted := slices.SortedFunc(maps.Keys(words), func(a, b string) int { return slices.Compare([]rune(a), []rune(b)) })
	first := rune(-1)
	for i, k := range sorted {
		rs := []rune(k)
		if rs[0] != first {
			first = rs[0]
			heads = le.AppendUint16(heads, uint16(first))
			heads = le.AppendUint32(heads, uint32(i))
		}
		records = le.AppendUint32(records, uint32(len(entries)))
		entries = append(entries, byte(len(rs)-1))
		for _, r := range rs[1:] {
			entries = le.AppendUint16(entries, uint16(r))
		}
		for _, g := range words[k] {
			if id, ok := ids[g.Stem]; ok {
				entries = le.AppendUint16(entries, uint16(id))
				entries = append(entries, byte(min(255, math.Round(float64(g.Weight)/lexicon.WeightUnit))))
			}
		}
	}
	return heads, le.AppendUint32(records, uint32(len(entries))), entries
}

// variants lists the traditional characters with the simplified form that most
// words give them. Characters that are also used as they are in simplified words
// (乾, 著) stay what they are.
func variants(entries []entry) []byte {
	count := map[rune]map[rune]int{}
	plain := map[rune]bool{}
	for _, e := range entries {
		for _, r := range e.simplified {
			plain[r] = true
		}
		if len(e.traditional) != len(e.simplified) {
			continue
		}
		for i, t := range e.traditional {
			if count[t] == nil {
				count[t] = map[rune]int{}
			}
			count[t][e.simplified[i]]++
		}
	}
	var out []byte
	for _, t := range slices.Sorted(maps.Keys(count)) {
		if plain[t] || t > 0xFFFF {
			continue
		}
		s := slices.MaxFunc(slices.Sorted(maps.Keys(count[t])), func(a, b rune) int { return count[t][a] - count[t][b] })
		out = le.AppendUint16(out, uint16(t))
		out = le.AppendUint16(out, uint16(s))
	}
	return out
}

// readings lists each character's most frequent syllable over all words.
func readings(entries []entry) []byte {
	count := map[rune]map[string]int{}
	for _, e := range entries {
		for i, s := range e.pinyin {
			for _, r := range []rune{e.simplified[i], e.traditional[min(i, len(e.traditional)-1)]} {
				if count[r] == nil {
					count[r] = map[string]int{}
				}
				count[r][s]++
			}
		}
	}
	var out []byte
	for _, r := range slices.Sorted(maps.Keys(count)) {
		if r > 0xFFFF {
			continue
		}
		s := slices.MaxFunc(slices.Sorted(maps.Keys(count[r])), func(a, b string) int { return count[r][a] - count[r][b] })
		var row [lexicon.SyllableSize]byte
		copy(row[:], s)
		out = append(le.AppendUint16(out, uint16(r)), row[:]...)
	}
	return out
}
