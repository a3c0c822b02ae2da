package mutation

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
)

func TestDecimal(t *testing.T) {
	for _, tt := range []struct{ in, ten, tenth string }{
		{"7", "70", "0.7"},
		{"1,030", "10,300", "103"},
		{"9,999", "99,990", "999.9"},
		{"12.5", "125", "1.25"},
		{"0.14", "1.4", "0.014"},
		{"2 million", "20", "0.2"},
		{"31.5万", "315", "3.15"},
	} {
		d, at, ok := parseDecimal(tt.in)
		if !ok {
			t.Fatalf("%q is not read", tt.in)
		}
		if d.String() != at.Of(tt.in) {
			t.Errorf("%q is written %q", at.Of(tt.in), d)
		}
		if got := d.shift(1).String(); got != tt.ten {
			t.Errorf("ten times %s is %s, want %s", tt.in, got, tt.ten)
		}
		if got := d.shift(-1).String(); got != tt.tenth {
			t.Errorf("a tenth of %s is %s, want %s", tt.in, got, tt.tenth)
		}
	}
}

// Every slip of a digit gives another value, written like the right one.
func TestSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching(`[1-9][0-9]{0,2}(,[0-9]{3}){0,2}(\.[0-9]{1,2})?`).Draw(t, "numeral")
		r := rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed")))
		d, _, _ := parseDecimal(in)
		for _, slip := range []slip{nextDigit, turned, lost} {
			how, wrong := slip(d, r)
			if wrong == d {
				continue
			}
			a, err1 := duizhao.ParseDecimal(strings.ReplaceAll(in, ",", ""))
			b, err2 := duizhao.ParseDecimal(strings.ReplaceAll(wrong.String(), ",", ""))
			if err1 != nil || err2 != nil || a.Equal(b) {
				t.Errorf("%s: %s became %s", how, in, wrong)
			}
			if again, _, _ := parseDecimal(wrong.String()); again.digits() != wrong.digits() {
				t.Errorf("%s: %s is not a numeral", how, wrong)
			}
		}
	})
}

func TestBreaks(t *testing.T) {
	for in, want := range map[string][]string{
		"6,500":  {"65,00", "6,,500", "6,5 00"},
		"13,700": {"1,3700", "137,00", "13,,700"},
		"22.9":   {"22,9", "22..9"},
		"45":     nil,
	} {
		d, _, _ := parseDecimal(in)
		var got []string
		for _, w := range breaks(d) {
			got = append(got, w.numeral)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", in, diff)
		}
	}
}

func TestPinyin(t *testing.T) {
	for word, want := range map[string]bool{
		"Lanjiang": true, "Yunze": true, "Xinshengwei": true, "Qinhuai": true, "Guangxi": true,
		"Bureau": false, "License": false, "Change": false, "Patent": false, "China": false, "During": false,
	} {
		if got := isPinyin(word); got != want {
			t.Errorf("%s: %v, want %v", word, got, want)
		}
	}
}

// report is a made-up report of one sentence, whose two languages agree.
func report() (file string, b *duizhao.Bitext) {
	file = "# 报告\n\n办结案件45件，\n金额1.2亿元。\n\nIt closed *45 cases*\nworth RMB 120 million.\n"
	zh := reading(duizhao.Chinese, "办结案件45件，金额1.2亿元。", [2]int{3, 4}, "45件", "1.2亿元")
	en := reading(duizhao.English, "It closed 45 cases worth RMB 120 million.", [2]int{6, 7}, "45 cases", "RMB 120 million")
	bead := []duizhao.Bead{{Zh: []int{0}, En: []int{0}}}
	return file, &duizhao.Bitext{ID: "made-up", Zh: zh, En: en, Paragraphs: bead, Sentences: bead, Pairs: []duizhao.Pair{{Zh: 0, En: 0}, {Zh: 1, En: 1}}}
}

func reading(l duizhao.Lang, text string, lines [2]int, quantities ...string) *duizhao.Reading {
	all := duizhao.Span{End: len(text)}
	rd := &duizhao.Reading{
		Document:  &duizhao.Document{Lang: l, Text: text, Blocks: []duizhao.Block{{Span: all, Lines: lines}}},
		Sentences: []duizhao.Sentence{{Span: all}},
	}
	for i, words := range quantities {
		start := strings.Index(text, words)
		_, at, _ := parseDecimal(words)
		q := duizhao.Quantity{Span: duizhao.Span{Start: start, End: start + len(words)}, Numeral: at.Shift(start), Value: duizhao.NewDecimal(int64(i+1), 0), Qualifier: duizhao.Exact, Kind: duizhao.Count}
		if i == 1 {
			q.Kind = duizhao.Money
			q.Numeral.End = start + len(strings.TrimSuffix(words, "元"))
		}
		rd.Quantities = append(rd.Quantities, q)
	}
	return rd
}

// An edit of the Document is made to the file, past markup and line ends, and the
// rest of the file stays.
func TestApply(t *testing.T) {
	file, b := report()
	src := NewSource(file, b.Zh.Document, b.En.Document)
	for _, tt := range []struct {
		lang     duizhao.Lang
		old, new string
		want     string // what the file has instead of old; "" if it cannot be changed
	}{
		{duizhao.English, "45 cases", "54 cases", "54 cases"},
		{duizhao.English, "RMB", "USD", "USD"},
		{duizhao.Chinese, "1.2亿", "1.2万", "1.2万"},
		{duizhao.English, "cases worth", "persons worth", ""}, // markup and a line's end within
	} {
		start := strings.Index(b.Reading(tt.lang).Document.Text, tt.old)
		m := Mutation{Lang: tt.lang, Edits: []Edit{{duizhao.Span{Start: start, End: start + len(tt.old)}, tt.new}}}
		got, ok := src.Apply(m)
		if ok != (tt.want != "") {
			t.Errorf("%q: changed %v", tt.old, ok)
		}
		if want := strings.Replace(file, tt.old, tt.want, 1); ok && got != want {
			t.Errorf("%q (-want +got):\n%s", tt.old, cmp.Diff(want, got))
		}
	}
}

func TestJudge(t *testing.T) {
	_, clean := report()
	m := Mutation{
		Lang:  duizhao.English,
		Edits: []Edit{{clean.En.Quantities[0].Numeral, "4,500"}},
		Other: []duizhao.Span{clean.Zh.Quantities[0].Span},
	}
	finding := func(check string, zh, en *duizhao.Quantity) duizhao.Finding {
		f := duizhao.Finding{Check: check, Severity: duizhao.SeverityError}
		if zh != nil {
			f.Zh = &duizhao.Ref{Span: zh.Span}
		}
		if en != nil {
			f.En = &duizhao.Ref{Span: en.Span}
		}
		return f
	}
	clean.Findings = []duizhao.Finding{finding("known", nil, &clean.En.Quantities[1])}
	after := func(findings ...duizhao.Finding) *duizhao.Bitext {
		_, b := report()
		b.En.Document.Text = m.apply(b.En.Document.Text)
		b.Findings = findings
		return b
	}
	changed, moved := clean.En.Quantities[0], clean.En.Quantities[1]
	changed.Span, moved.Span = m.moved(changed.Span), m.moved(moved.Span)
	if got := moved.Span.Of(after().En.Document.Text); got != "RMB 120 million" {
		t.Fatalf("what stands behind the edit moved to %q", got)
	}
	for _, tt := range []struct {
		finding          duizhao.Finding
		found, elsewhere int
	}{
		{finding("value", &clean.Zh.Quantities[0], &changed), 1, 0},
		{finding("missing", &clean.Zh.Quantities[0], nil), 1, 0},
		{finding("extra", nil, &changed), 1, 0},
		{finding("extra", nil, &moved), 0, 1},
		{finding("known", nil, &moved), 0, 0},
	} {
		v := Judge(m, clean, after(tt.finding))
		if !v.Landed || v.Moved || len(v.Found) != tt.found || len(v.Elsewhere) != tt.elsewhere {
			t.Errorf("%s: %+v", tt.finding.Check, v)
		}
	}
	other := after()
	other.Sentences = nil
	if v := Judge(m, clean, other); !v.Moved || len(v.Found) != 0 {
		t.Errorf("without beads: %+v", v)
	}
}

// The same seed plants the same errors, and every edit changes the text.
func TestPlant(t *testing.T) {
	_, b := report()
	reports, total := []*duizhao.Bitext{b}, 0
	for _, f := range Families() {
		planted := Plant(reports, f, 7)
		if diff := cmp.Diff(planted, Plant(reports, f, 7), cmp.AllowUnexported(Mutation{})); diff != "" {
			t.Errorf("%s: not the same again:\n%s", f.Kind, diff)
		}
		for _, m := range planted {
			text := b.Reading(m.Lang).Document.Text
			if m.apply(text) == text {
				t.Errorf("%s (%s) changes nothing", m.Kind, m.How)
			}
		}
		total += len(planted)
	}
	if total < 6 {
		t.Errorf("%d errors in all", total)
	}
}

func TestShares(t *testing.T) {
	sum := 0
	for _, f := range Families() {
		sum += f.Share
	}
	if sum != 300 {
		t.Errorf("the shares add up to %d", sum)
	}
}
