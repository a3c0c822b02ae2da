package align

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"duizhao"
)

// Table is what aligned texts teach about words, for the texts that follow: how often
// a Chinese word and an English stem met in beads that are sure. Counts are whole
// numbers, so that texts may be added in any order. The zero value is empty. A Table is
// not safe for use by several goroutines while it changes.
type Table struct {
	zh, en map[string]int64    // in how many units a word stands
	met    map[[2]string]int64 // {Chinese, English} → meetings, in units of 1/meetUnit
}

const (
	meetUnit    = 256
	taughtSure  = 0.95 // the least confidence of a bead that teaches
	taughtMeet  = 0.2  // meetings in one text that count less are left out
	taughtUse   = 3    // and so, all texts together, for a tie,
	taughtShare = 0.3  // or those that are less of all places of one of the words
	taughtTie   = 0.5  // what two words that always meet are tied by: other texts teach less than the text itself
)

// Learn returns what the sentences of two readings teach by the given beads of
// sentences: those that are sure or that a person has settled.
func (a *Aligner) Learn(zh, en *duizhao.Reading, sentences []duizhao.Bead) *Table {
	w := a.work.Get().(*work)
	defer a.work.Put(w)
	zs, es := sentenceUnits(zh, w.memo), sentenceUnits(en, w.memo)
	var zUnits, eUnits []Unit
	var beads []group
	for _, b := range sentences {
		if len(b.Zh) == 0 || len(b.En) == 0 || b.Confidence < taughtSure && b.Status == duizhao.Auto {
			continue
		}
		g := group{region: region{z0: len(zUnits), e0: len(eUnits)}, p: 1}
		for _, i := range b.Zh {
			zUnits = append(zUnits, zs[i])
		}
		for _, j := range b.En {
			eUnits = append(eUnits, es[j])
		}
		g.z1, g.e1 = len(zUnits), len(eUnits)
		beads = append(beads, g)
	}
	m := newModel(a, w, zUnits, eUnits)
	m.learnWords(beads)
	return m.taught(beads)
}

// taught counts the meetings in beads.
func (m *model) taught(beads []group) *Table {
	t := &Table{}
	t.init()
	for _, side := range []struct {
		of *text
		to map[string]int64
	}{{m.zh, t.zh}, {m.en, t.en}} {
		for i, w := range side.of.types {
			if teachable(w) {
				side.to[w] = int64(side.of.freq[i])
			}
		}
	}
	c := newCounter(m, beads)
	for z, w := range m.zh.types {
		c.meetings(int32(z), func(e int32, v float32) {
			if v >= taughtMeet && teachable(w) && teachable(m.en.types[e]) {
				t.met[[2]string{w, m.en.types[e]}] = int64(math.Round(float64(v) * meetUnit))
			}
		})
	}
	return t
}

func (t *Table) init() {
	if t.met == nil {
		t.zh, t.en, t.met = map[string]int64{}, map[string]int64{}, map[[2]string]int64{}
	}
}

// teachable reports whether a type may stand in a Table: a word, not a number or mark.
func teachable(w string) bool {
	return w != "" && !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) || r == unicode.ReplacementChar })
}

// Add adds what more holds.
func (t *Table) Add(more *Table) {
	t.init()
	for w, n := range more.zh {
		t.zh[w] += n
	}
	for w, n := range more.en {
		t.en[w] += n
	}
	for p, n := range more.met {
		t.met[p] += n
	}
}

// Len returns the number of pairs of words.
func (t *Table) Len() int { return len(t.met) }

const tableHead = "duizhao.table/1"

// MarshalText returns the table as lines of text: a head, then "zh", "en" or "met", the
// word or words and the count, separated by tabs and sorted. Equal tables give equal
// bytes. There is no error.
func (t *Table) MarshalText() ([]byte, error) {
	var lines []string
	for w, n := range t.zh {
		lines = append(lines, fmt.Sprintf("zh\t%s\t%d\n", w, n))
	}
	for w, n := range t.en {
		lines = append(lines, fmt.Sprintf("en\t%s\t%d\n", w, n))
	}
	for p, n := range t.met {
		lines = append(lines, fmt.Sprintf("met\t%s\t%s\t%d\n", p[0], p[1], n))
	}
	slices.Sort(lines)
	return []byte(tableHead + "\n" + strings.Join(lines, "")), nil
}

// UnmarshalText reads what MarshalText has written. The error is a *duizhao.Error that
// names the line; the table is empty then.
func (t *Table) UnmarshalText(text []byte) error {
	*t = Table{}
	t.init()
	s := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; s.Scan(); n++ {
		if n == 1 && s.Text() == tableHead {
			continue
		}
		if n == 1 || !t.line(strings.Split(s.Text(), "\t")) {
			*t = Table{}
			return badTable(n)
		}
	}
	if s.Err() != nil || len(text) == 0 {
		*t = Table{}
		return badTable(1)
	}
	return nil
}

func (t *Table) line(fields []string) bool {
	if len(fields) < 2 {
		return false
	}
	n, err := strconv.ParseInt(fields[len(fields)-1], 10, 64)
	if err != nil || n <= 0 || n > 1<<50 {
		return false
	}
	for _, w := range fields[1 : len(fields)-1] {
		if !teachable(w) {
			return false
		}
	}
	switch {
	case len(fields) == 3 && fields[0] == "zh":
		t.zh[fields[1]] = n
	case len(fields) == 3 && fields[0] == "en":
		t.en[fields[1]] = n
	case len(fields) == 4 && fields[0] == "met":
		t.met[[2]string{fields[1], fields[2]}] = n
	default:
		return false
	}
	return true
}

func badTable(line int) error {
	return &duizhao.Error{Stage: "align", Code: "table", Text: duizhao.Bilingual{
		Zh: fmt.Sprintf("第 %d 行：不是本程序保存的词表；请删除该文件，下次运行会重新学习", line),
		En: fmt.Sprintf("line %d: not a word table that this program saved; delete the file, and the next run learns anew", line),
	}}
}

// known is a Table ready for look-up.
type known struct{ rows map[string][]tie }

type tie struct {
	e      string
	weight float32
}

// known returns the ties that the table gives, or nil for none.
func (t *Table) known() *known {
	if t == nil || len(t.met) == 0 {
		return nil
	}
	k := &known{rows: map[string][]tie{}}
	for p, n := range t.met {
		v, most := float32(n)/meetUnit, float32(max(t.zh[p[0]], t.en[p[1]]))
		if v >= taughtUse && v >= taughtShare*most {
			k.rows[p[0]] = append(k.rows[p[0]], tie{p[1], taughtTie * v / most})
		}
	}
	for _, row := range k.rows {
		slices.SortFunc(row, func(a, b tie) int { return strings.Compare(a.e, b.e) })
	}
	return k
}

// each calls do for the English stems that w is tied to.
func (k *known) each(w string, do func(e string, weight float32)) {
	if k == nil {
		return
	}
	for _, t := range k.rows[w] {
		do(t.e, t.weight)
	}
}
