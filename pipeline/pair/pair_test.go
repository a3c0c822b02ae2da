package pair_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
	"duizhao/pipeline/pair"
)

// parse makes a Reading of marked text: a line is a block, "/" ends a sentence,
// and {32|count|enterprise|over} is a quantity with text, kind, unit and
// qualifier, of which the last two may be left out. A value is the digits of the
// text, or stands behind "=": {两=2|count}.
func parse(lang duizhao.Lang, marked string) *duizhao.Reading {
	rd := &duizhao.Reading{Document: &duizhao.Document{Lang: lang}}
	var text strings.Builder
	for b, line := range strings.Split(marked, "\n") {
		block := duizhao.Span{Start: text.Len()}
		start := text.Len()
		for line != "" {
			plain, rest, found := strings.Cut(line, "{")
			for n, part := range strings.Split(plain, "/") {
				if n > 0 {
					rd.Sentences = append(rd.Sentences, duizhao.Sentence{Block: b, Span: duizhao.Span{Start: start, End: text.Len()}})
					start = text.Len()
				}
				text.WriteString(part)
			}
			if !found {
				break
			}
			mark, after, _ := strings.Cut(rest, "}")
			rd.Quantities = append(rd.Quantities, quantity(&text, b, mark))
			line = after
		}
		if text.Len() > start {
			rd.Sentences = append(rd.Sentences, duizhao.Sentence{Block: b, Span: duizhao.Span{Start: start, End: text.Len()}})
		}
		block.End = text.Len()
		rd.Document.Blocks = append(rd.Document.Blocks, duizhao.Block{Span: block})
		text.WriteByte('\n')
	}
	rd.Document.Text = text.String()
	return rd
}

func quantity(text *strings.Builder, block int, mark string) duizhao.Quantity {
	f := append(strings.Split(mark, "|"), "", "")
	words, value, explicit := strings.Cut(f[0], "=")
	if !explicit {
		value = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r == '.' {
				return r
			}
			return -1
		}, words)
	}
	q := duizhao.Quantity{Block: block, Kind: duizhao.Kind(f[1]), Unit: f[2], Qualifier: duizhao.Qualifier(f[3])}
	q.Span = duizhao.Span{Start: text.Len(), End: text.Len() + len(words)}
	q.Numeral = q.Span
	if q.Kind != duizhao.Label {
		q.Value, _ = duizhao.ParseDecimal(value)
		q.Precision = duizhao.NewDecimal(1, q.Value.Exponent())
	}
	text.WriteString(words)
	return q
}

// beads pairs unit i of one side with unit i of the other.
func beads(zh, en int) (out []duizhao.Bead) {
	for i := range max(zh, en) {
		var b duizhao.Bead
		if i < zh {
			b.Zh = []int{i}
		}
		if i < en {
			b.En = []int{i}
		}
		out = append(out, b)
	}
	return out
}

func match(zh, en *duizhao.Reading) []duizhao.Pair {
	return pair.Quantities(zh, en, beads(len(zh.Document.Blocks), len(en.Document.Blocks)), beads(len(zh.Sentences), len(en.Sentences)))
}

// show writes pairs as "32~33 1074~- -~7".
func show(zh, en *duizhao.Reading, pairs []duizhao.Pair) string {
	words := func(rd *duizhao.Reading, i int) string {
		if i < 0 {
			return "-"
		}
		return rd.Quantities[i].Span.Of(rd.Document.Text)
	}
	var out []string
	for _, p := range pairs {
		out = append(out, words(zh, p.Zh)+"~"+words(en, p.En))
	}
	return strings.Join(out, " ")
}

func TestQuantities(t *testing.T) {
	for _, c := range []struct{ why, zh, en, want string }{
		{
			"one wrong value does not shift the rest",
			"受理{12|count}件，办结{30|count}件，查处{45|count}件，罚款{60|count}次，移送{7|count}起。",
			"accepted {12|count}, closed {30|count}, handled {54|count}, fined {60|count} and transferred {7|count}.",
			"12~12 30~30 45~54 60~60 7~7",
		},
		{
			"a missing number leaves the others in place",
			"受理{12|count}件，办结{30|count}件，查处{45|count}件。",
			"accepted {12|count} and handled {45|count}.",
			"12~12 30~- 45~45",
		},
		{
			"an added number leaves the others in place",
			"受理{12|count}件，查处{45|count}件。",
			"accepted {12|count}, closed {30|count} and handled {45|count}.",
			"12~12 -~30 45~45",
		},
		{
			"order turned round, units decide",
			"提起公诉{45件=45|count|case}{45人=45|count|person}。",
			"prosecuted {45 persons=45|count|person} in {45 cases=45|count|case}.",
			"45件~45 cases 45人~45 persons",
		},
		{
			"equal values keep their order",
			"批准{5件=5|count}{5人=5|count}，不捕{2件=2|count}{2人=2|count}。",
			"approved {5 cases=5|count} with {5 persons=5|count}, refused {2 cases=2|count} with {2 persons=2|count}.",
			"5件~5 cases 5人~5 persons 2件~2 cases 2人~2 persons",
		},
		{
			"a wrong value that equals its neighbour",
			"新增{5|count}件，累计{23|count}件。",
			"{23|count} new ones brought the total to {23|count}.",
			"5~23 23~23",
		},
		{
			"a sum of money is no count of things",
			"罚款{370000元=370000|money}。",
			"closed {52|count|case} cases.",
			"-~52 370000元~-",
		},
		{
			"the unit of a sum may be left out",
			"融资总额{78.31亿=7831000000|count}，服务企业{750|count}户。",
			"provided {over RMB 7.831 billion=7831000000|money||over} to {750|count} enterprises.",
			"78.31亿~over RMB 7.831 billion 750~750",
		},
		{
			"a sentence that moved within its paragraph",
			"全年受理{120|count}件。/组织培训{8|count}场。",
			"It held {8|count} training sessions./It accepted {120|count} cases.",
			"120~120 8~8",
		},
		{
			"the year of a title is not the year of the report",
			"{2022年=2022|year}，工作推进。/市局印发《{2022年=2022|year}行动方案》，开展专项行动。/{2022年=2022|year}完成。",
			"In {2022|year}, work went on./The Bureau issued the Plans of Lanjiang for Special Operations in {2021|year}. Focusing on key areas in {2022|year}, it acted./Done in {2022|year}.",
			"2022年~2022 2022年~2021 -~2022 2022年~2022",
		},
		{
			"names by the numbers in them",
			"“{剑网2022|label}”和“{1+13|label}”联盟",
			"\"{Cybersword 2022|label}\" and the \"{1+13|label}\" alliance",
			"剑网2022~Cybersword 2022 1+13~1+13",
		},
		{
			"over the border of a paragraph",
			"甲{350|count}件。\n乙{17|count}个。",
			"A.\nB {17|count}, and {350|count} cases.",
			"350~350 17~17",
		},
		{
			"small numbers do not leave their paragraph",
			"甲{3|count}件。\n乙{17|count}个。",
			"A.\nB {17|count}, and {3|count} cases.",
			"3~- 17~17 -~3",
		},
		{
			"top ten, written three ways",
			"入选全国{十大=10|rank}案例，获{第一=1|ordinal}名，{一半=0.5|fraction}",
			"among the top {ten=10|count}, ranked {first=1|rank}, {50%=50|percent}",
			"十大~ten 第一~first 一半~50%",
		},
	} {
		t.Run(c.why, func(t *testing.T) {
			zh, en := parse(duizhao.Chinese, c.zh), parse(duizhao.English, c.en)
			if diff := cmp.Diff(c.want, show(zh, en, match(zh, en))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestOneReading: without a second reading there is nothing to match.
func TestOneReading(t *testing.T) {
	zh := parse(duizhao.Chinese, "{3|count}件")
	if got := pair.Quantities(zh, nil, nil, nil); got != nil {
		t.Errorf("pairs without English: %v", got)
	}
}

// TestUnaligned: quantities no bead covers stay alone, and none is lost.
func TestUnaligned(t *testing.T) {
	zh, en := parse(duizhao.Chinese, "{3|count}件"), parse(duizhao.English, "{3|count} cases")
	if got := show(zh, en, pair.Quantities(zh, en, nil, nil)); got != "-~3 3~-" && got != "3~- -~3" {
		t.Errorf("pairs without beads: %s", got)
	}
}

func paragraph(lang duizhao.Lang, values []int) *duizhao.Reading {
	var b strings.Builder
	for i, v := range values {
		fmt.Fprintf(&b, "item %d {%d|count}, ", i%7, v)
	}
	return parse(lang, strings.ReplaceAll(b.String(), "item", map[duizhao.Lang]string{duizhao.Chinese: "事项", duizhao.English: "the item"}[lang]))
}

// TestOneChange: whichever number is changed, it stays with its partner and so
// does every other.
func TestOneChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfNDistinct(rapid.IntRange(2, 99999), 1, 30, rapid.ID[int]).Draw(t, "values")
		changed := append([]int{}, values...)
		i := rapid.IntRange(0, len(values)-1).Draw(t, "which")
		changed[i] = rapid.IntRange(2, 99999).Draw(t, "to")
		zh, en := paragraph(duizhao.Chinese, values), paragraph(duizhao.English, changed)
		for k, p := range match(zh, en) {
			if p.Zh != k || p.En != k {
				t.Fatalf("number %d of %v became %d: pair %d is %d~%d", i, values, changed[i], k, p.Zh, p.En)
			}
		}
	})
}

// TestEveryQuantityOnce: every quantity is in exactly one pair, in problems of
// any size.
func TestEveryQuantityOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zh := paragraph(duizhao.Chinese, rapid.SliceOfN(rapid.IntRange(0, 50), 0, 300).Draw(t, "zh"))
		en := paragraph(duizhao.English, rapid.SliceOfN(rapid.IntRange(0, 50), 0, 300).Draw(t, "en"))
		seenZh, seenEn := map[int]int{}, map[int]int{}
		for _, p := range match(zh, en) {
			if p.Zh >= 0 {
				seenZh[p.Zh]++
			}
			if p.En >= 0 {
				seenEn[p.En]++
			}
			if p.Score < 0 || p.Score > 1 {
				t.Fatalf("score %v", p.Score)
			}
		}
		for i := range zh.Quantities {
			if seenZh[i] != 1 {
				t.Fatalf("Chinese quantity %d in %d pairs", i, seenZh[i])
			}
		}
		for i := range en.Quantities {
			if seenEn[i] != 1 {
				t.Fatalf("English quantity %d in %d pairs", i, seenEn[i])
			}
		}
	})
}

func TestObservations(t *testing.T) {
	zh := parse(duizhao.Chinese, "企业{32|count}家，专利{100|count}件，培训{6|count}场。")
	en := parse(duizhao.English, "{33|count} enterprises, {100|count} patents.")
	at := func(i int) *duizhao.Evidence { return &duizhao.Evidence{Quantity: i} }
	zh.Observations = []duizhao.Observation{
		{Indicator: "enterprises", Label: duizhao.Bilingual{Zh: "企业"}, Value: duizhao.MustDecimal("32"), Zh: at(0), Confidence: 0.9},
		{Label: duizhao.Bilingual{Zh: "专利"}, Value: duizhao.MustDecimal("100"), Zh: at(1), Rule: "noun-phrase", Confidence: 0.3},
		{Label: duizhao.Bilingual{Zh: "培训"}, Value: duizhao.MustDecimal("6"), Zh: at(2), Confidence: 0.3},
	}
	en.Observations = []duizhao.Observation{
		{Indicator: "patents", Label: duizhao.Bilingual{En: "patents"}, Value: duizhao.MustDecimal("100"), En: at(1), Rule: "patents", Confidence: 0.8},
	}
	var got []string
	ids := map[string]bool{}
	for _, o := range pair.Observations(zh, en, match(zh, en)) {
		got = append(got, fmt.Sprintf("%s %s/%s %v zh=%v en=%v %s", o.Indicator, o.Label.Zh, o.Label.En, o.Value, o.Zh != nil, o.En != nil, o.Agreement))
		ids[o.ID] = true
	}
	want := []string{
		"enterprises 企业/ 32 zh=true en=true differ",
		"patents 专利/patents 100 zh=true en=true agree",
		" 培训/ 6 zh=true en=false zh_only",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(ids) != 3 {
		t.Errorf("%d different ids of 3 observations", len(ids))
	}
}
