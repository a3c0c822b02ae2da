package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"duizhao"
)

// unitsIn reads a cell of unit numbers: "zh12 zh13", "zh12-14", "12", in any order
// and with any marks between them. Bare numbers are those of paragraphs in the
// column's language. It returns the records in text order.
func (e *EditedAlignment) unitsIn(cell string, l duizhao.Lang) ([]baseUnitRecord, *duizhao.Bilingual) {
	var out []baseUnitRecord
	for _, token := range strings.FieldsFunc(width.Narrow.String(cell), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;、，；+&/|", r)
	}) {
		found, wrong := e.unitsNamed(strings.ToLower(token), l)
		if wrong != nil {
			return nil, wrong
		}
		out = append(out, found...)
	}
	for i, u := range out {
		if u.level != out[0].level {
			return nil, &duizhao.Bilingual{
				Zh: fmt.Sprintf("%s 和 %s 一个是段落、一个是句子", out[0].number, u.number),
				En: fmt.Sprintf("%s and %s are a paragraph and a sentence", out[0].number, u.number),
			}
		}
		if slices.ContainsFunc(out[:i], func(k baseUnitRecord) bool { return k.id == u.id }) {
			return nil, &duizhao.Bilingual{Zh: u.number + " 在一格中写了两次", En: u.number + " is written twice in one cell"}
		}
	}
	return out, nil
}

// unitsNamed returns the unit that a token names, or the units of a range.
func (e *EditedAlignment) unitsNamed(token string, l duizhao.Lang) ([]baseUnitRecord, *duizhao.Bilingual) {
	if u, ok := e.unit(token, l); ok {
		if u.lang != l {
			return nil, &duizhao.Bilingual{
				Zh: fmt.Sprintf("%s 是%s的单元，写在了%s列", u.number, languages.in(string(u.lang), duizhao.Chinese), languages.in(string(l), duizhao.Chinese)),
				En: fmt.Sprintf("%s is a unit of the %s, written in the column of the %s", u.number, languages.in(string(u.lang), duizhao.English), languages.in(string(l), duizhao.English)),
			}
		}
		return []baseUnitRecord{u}, nil
	}
	from, to, ok := strings.Cut(strings.NewReplacer("–", "-", "—", "-", "~", "-", "至", "-").Replace(token), "-")
	if first, known := e.unit(from, l); ok && known && first.lang == l {
		if out := e.through(first, to); out != nil {
			return out, nil
		}
	}
	return nil, &duizhao.Bilingual{
		Zh: fmt.Sprintf("没有单元 %q；单元号如 zh12、en14、zh12.3", token),
		En: fmt.Sprintf("there is no unit %q; units are named like zh12, en14, zh12.3", token),
	}
}

// unit finds a unit by number or id; a bare number is a paragraph's in language l.
func (e *EditedAlignment) unit(name string, l duizhao.Lang) (baseUnitRecord, bool) {
	u, ok := e.units[name]
	if _, err := strconv.Atoi(name); !ok && err == nil {
		u, ok = e.units[string(l)+name]
	}
	return u, ok
}

// maxRange is how many units one range may name.
const maxRange = 1000

// through returns the units from first to the one called to, "zh14" or only "14".
func (e *EditedAlignment) through(first baseUnitRecord, to string) []baseUnitRecord {
	stem, n := split(first.number)
	if _, tail := split(to); strings.Trim(to, "0123456789") != "" {
		if s, _ := split(to); s != stem {
			return nil
		}
		to = strconv.Itoa(tail)
	}
	last, err := strconv.Atoi(to)
	if err != nil || last < n || last-n > maxRange {
		return nil
	}
	var out []baseUnitRecord
	for i := n; i <= last; i++ {
		u, ok := e.units[stem+strconv.Itoa(i)]
		if !ok {
			return nil
		}
		out = append(out, u)
	}
	return out
}

// split parts "zh12.3" into "zh12." and 3.
func split(number string) (stem string, n int) {
	stem = strings.TrimRight(number, "0123456789")
	n, _ = strconv.Atoi(number[len(stem):])
	return stem, n
}

// code returns the code of v that s names by its code or by its name in either
// language; ok is false where there is none.
func (v vocabulary) code(s string) (code string, ok bool) {
	s = strings.TrimSpace(s)
	for _, t := range v {
		if strings.EqualFold(s, t.code) || s == t.name.Zh || strings.EqualFold(s, t.name.En) || strings.EqualFold(s, both(t.name)) {
			return t.code, true
		}
	}
	return "", false
}
