package main

import (
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

func itoa(n int) string { return strconv.Itoa(n) }

// columns returns how many columns of a terminal s takes: two for a wide or
// full-width character (Unicode Standard Annex 11), one for any other.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// excerpt is a stretch of text around a marked place, cut to fit a line.
type excerpt struct {
	before, marked, after string
}

// cut returns the excerpt of text around the code points [start, end) that fits
// in limit columns. What is left out shows as "…"; line ends become spaces.
func cut(text string, start, end, limit int) excerpt {
	rs := []rune(strings.Map(flatten, text))
	start, end = min(max(start, 0), len(rs)), min(max(end, start, 0), len(rs))
	end = fit(rs, start, end, limit)
	room := limit - columns(string(rs[start:end]))
	from, to := start, end
	for room > 0 && (from > 0 || to < len(rs)) {
		if from > 0 && (to == len(rs) || start-from <= to-end) {
			from--
			room -= runeColumns(rs[from])
		} else {
			room -= runeColumns(rs[to])
			to++
		}
	}
	e := excerpt{string(rs[from:start]), string(rs[start:end]), string(rs[end:to])}
	if from > 0 {
		e.before = "…" + e.before
	}
	if to < len(rs) {
		e.after += "…"
	}
	return e
}

// fit returns the largest end at which rs[start:end] takes no more than limit
// columns.
func fit(rs []rune, start, end, limit int) int {
	room := limit
	for i := start; i < end; i++ {
		if room -= runeColumns(rs[i]); room < 0 {
			return i
		}
	}
	return end
}

// flatten keeps control characters of a report from reaching the terminal.
func flatten(r rune) rune {
	if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
		return ' '
	}
	return r
}
