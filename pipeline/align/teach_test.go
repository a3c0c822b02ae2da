package align

import (
	"bytes"
	"errors"
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

// TestTableOnGold prints how far what some novels teach helps with another, with the
// lexicon and without.
func TestTableOnGold(t *testing.T) {
	if *tune == "" {
		t.Skip("no -tune")
	}
	var novels []goldSet
	for _, s := range goldSets(t) {
		if s.name == "novels" {
			novels = append(novels, s)
		}
	}
	for _, lex := range []*lexicon.Lexicon{lexicon.Default(), lexicon.Empty()} {
		plain := newAligner(t, Options{Lexicon: lex})
		var tables []*Table
		for _, s := range novels {
			beads := plain.Paragraphs(s.zh, s.en)
			tables = append(tables, plain.Learn(asSentences(s.zh), asSentences(s.en), beads))
		}
		var before, after tally
		for k, s := range novels {
			var others Table
			for o, table := range tables {
				if o != k {
					others.Add(table)
				}
			}
			taught := newAligner(t, Options{Lexicon: lex, Table: &others})
			for _, x := range []struct {
				a  *Aligner
				to *tally
			}{{plain, &before}, {taught, &after}} {
				h := s.halves(x.a.Paragraphs(s.zh, s.en))
				x.to.add(h[0])
				x.to.add(h[1])
			}
		}
		t.Logf("lexicon %v: F1 %.4f, taught by the others %.4f", !lex.IsEmpty(), before.f1(), after.f1())
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
