package align

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"duizhao"
	"duizhao/pipeline/align/lexicon"

	"github.com/google/go-cmp/cmp"
)

// taughtReadings are two reports about the same things in other sentences. The word 澜盾
// and the name of its product stand in no lexicon.
func taughtReadings(times int) (zh, en *duizhao.Reading) {
	var zs, es [][]string
	for range times {
		for k, l := range reportLines[:12] {
			z, e := l[0], l[1]
			if k%3 == 0 {
				z, e = "澜盾"+z, "Zephyrine "+e
			}
			zs, es = append(zs, []string{z}), append(es, []string{e})
		}
	}
	return reading(duizhao.Chinese, zs...), reading(duizhao.English, es...)
}

func learned(t *testing.T) *Table {
	t.Helper()
	a := newAligner(t, Options{})
	zh, en := taughtReadings(2)
	return a.Learn(zh, en, a.Sentences(zh, en, a.Paragraphs(zh, en)))
}

func TestTableTeaches(t *testing.T) {
	zh, en := reading(duizhao.Chinese, []string{"澜盾。"}), reading(duizhao.English, []string{"Zephyrine."})
	for _, tt := range []struct {
		table *Table
		want  string
	}{{nil, "words 0.00"}, {learned(t), "words 1.00"}} {
		got := newAligner(t, Options{Table: tt.table}).Paragraphs(zh, en)
		if len(got) != 1 || !strings.Contains(got[0].Evidence, tt.want) {
			t.Errorf("%+v lacks %q", got, tt.want)
		}
	}
}

func TestTableKeepsItsBytes(t *testing.T) {
	one, two := learned(t), learned(t)
	first, _ := one.MarshalText()
	second, _ := two.MarshalText()
	if !bytes.Equal(first, second) {
		t.Error("the same text teaches different tables")
	}
	var back Table
	if err := back.UnmarshalText(first); err != nil {
		t.Fatal(err)
	}
	again, _ := back.MarshalText()
	if diff := cmp.Diff(string(first), string(again)); diff != "" {
		t.Error(diff)
	}
	var sum, mus Table
	other := &Table{}
	if err := other.UnmarshalText([]byte(tableHead + "\nen\tcourt\t3\nmet\t法院\tcourt\t700\nzh\t法院\t3\n")); err != nil {
		t.Fatal(err)
	}
	sum.Add(one)
	sum.Add(other)
	mus.Add(other)
	mus.Add(one)
	a, _ := sum.MarshalText()
	b, _ := mus.MarshalText()
	if !bytes.Equal(a, b) {
		t.Error("the order of adding shows")
	}
	if strings.ContainsAny(string(first), "#") {
		t.Error("numbers are taught")
	}
}

// BenchmarkTable reads the table of a year's reports: 100,000 pairs of words.
func BenchmarkTable(b *testing.B) {
	var lines strings.Builder
	lines.WriteString(tableHead + "\n")
	word := func(n int, first rune, of int) string {
		return string([]rune{first + rune(n%of), first + rune(n/of%of), first + rune(n/of/of%of)})
	}
	for n := range 5000 {
		fmt.Fprintf(&lines, "en\t%s\t%d\n", word(n, 'a', 26), 5+n%9)
	}
	for n := range 100000 {
		fmt.Fprintf(&lines, "met\t%s\t%s\t%d\n", word(n/20, '一', 80), word(n%5000, 'a', 26), 900+n%900)
	}
	for n := range 5000 {
		fmt.Fprintf(&lines, "zh\t%s\t%d\n", word(n, '一', 80), 5+n%9)
	}
	text := []byte(lines.String())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var t Table
		if err := t.UnmarshalText(text); err != nil {
			b.Fatal(err)
		}
		newAligner(b, Options{Table: &t})
	}
}

func TestTableRefusesDamage(t *testing.T) {
	for text, line := range map[string]string{
		"":                           "line 1",
		"x\n":                        "line 1",
		tableHead + "\nzh\t法院\n":     "line 2",
		tableHead + "\nzh\t法院\t-1\n": "line 2",
		tableHead + "\nzh\t法院\t1\nmet\t法院\t2\n": "line 3",
		tableHead + "\nen\t#1st\t2\n":           "line 2",
	} {
		var table Table
		err := table.UnmarshalText([]byte(text))
		var e *duizhao.Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), line) || table.Len() > 0 {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestEmptyTableChangesNothing(t *testing.T) {
	zh, en := taughtReadings(1)
	with := newAligner(t, Options{Table: &Table{}}).Paragraphs(zh, en)
	if diff := cmp.Diff(newAligner(t, Options{}).Paragraphs(zh, en), with); diff != "" {
		t.Error(diff)
	}
}

// TestTableOnGold prints how far what some novels teach helps with another, and with
// articles, and what the articles teach with the novels, with the lexicon and without.
func TestTableOnGold(t *testing.T) {
	if *tune == "" {
		t.Skip("no -tune")
	}
	var sets []goldSet
	for _, s := range goldSets(t) {
		if s.name == "novels" || s.name == "articles" {
			sets = append(sets, s)
		}
	}
	for _, lex := range []*lexicon.Lexicon{lexicon.Default(), lexicon.Empty()} {
		plain := newAligner(t, Options{Lexicon: lex})
		var tables []*Table
		for _, s := range sets {
			tables = append(tables, plain.Learn(asSentences(s.zh), asSentences(s.en), plain.Paragraphs(s.zh, s.en)))
		}
		before, after := map[string]*tally{}, map[string]*tally{}
		for k, s := range sets {
			var others Table
			for o, table := range tables {
				if o != k {
					others.Add(table)
				}
			}
			for _, x := range []struct {
				table *Table
				to    map[string]*tally
			}{{nil, before}, {&others, after}} {
				h := s.halves(newAligner(t, Options{Lexicon: lex, Table: x.table}).Paragraphs(s.zh, s.en))
				if x.to[s.name] == nil {
					x.to[s.name] = &tally{}
				}
				x.to[s.name].add(h[0])
				x.to[s.name].add(h[1])
			}
		}
		for name := range before {
			t.Logf("%s, lexicon %v: F1 %.4f, taught by all others %.4f", name, !lex.IsEmpty(), before[name].f1(), after[name].f1())
		}
	}
}

// asSentences makes each block one sentence.
func asSentences(r *duizhao.Reading) *duizhao.Reading {
	out := *r
	out.Sentences = nil
	for k, b := range r.Document.Blocks {
		out.Sentences = append(out.Sentences, duizhao.Sentence{Block: k, Span: b.Span})
	}
	return &out
}
