package quantity

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duizhao"
)

var languages = []duizhao.Lang{duizhao.Chinese, duizhao.English}

// checkInvariants holds what every reading of every text must fulfil.
func checkInvariants(t interface{ Fatalf(string, ...any) }, text string, qs []duizhao.Quantity) {
	at := 0
	for _, q := range qs {
		switch {
		case q.Span.Start < at || q.Span.End > len(text) || q.Span.Empty():
			t.Fatalf("span %v of %q after %d", q.Span, text, at)
		case q.Numeral.Empty() || !q.Span.Contains(q.Numeral):
			t.Fatalf("numeral %v outside %v in %q", q.Numeral, q.Span, text)
		case !q.UnitSpan.Empty() && !q.Span.Contains(q.UnitSpan):
			t.Fatalf("unit %v outside %v in %q", q.UnitSpan, q.Span, text)
		case q.Malformed && q.Value.Valid(), q.Kind == duizhao.Label && q.Value.Valid(), q.Kind == "", q.Qualifier == "":
			t.Fatalf("%+v in %q", q, text)
		case q.Low.Valid() && q.High.Valid() && q.Low.Cmp(q.High) > 0:
			t.Fatalf("low above high in %q: %+v", text, q)
		case utf8.ValidString(text) && (!utf8.ValidString(q.Span.Of(text)) || !utf8.ValidString(q.UnitSpan.Of(text))):
			t.Fatalf("span cuts a code point in %q", text)
		}
		at = q.Span.End
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{
		"近5亿元，约 1.42万件；百分之三十", "over RMB 7.831 billion (2017-2021", "3000余万 亿亿亿", "〔2022〕15号 1+13 4·26", "between 3 and 5, two-thirds",
		"二〇二二年三月底至2023年", "US$ 3-5 million; 12.5 000; 1,23,456", "第二百五 前三季度 翻两番", "½ \xff\xfe 5\xe4\xb8", "from 1 to 2 to 3 million and a half", ".8.0", "几几千",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range languages {
			checkInvariants(t, s, Scan(l, s))
			n := utf8.RuneCountInString(s)
			for _, m := range Mentions(l, s) {
				if m.Start < 0 || m.End > n || m.Start >= m.End {
					t.Fatalf("mention %+v in %q", m, s)
				}
			}
		}
	})
}

// TestHostile reads what must neither panic nor take more than linear time.
func TestHostile(t *testing.T) {
	for _, piece := range []string{"9", "9,", "9.", "亿", "一", "万", "1至", "3-", "百分之", "第", "one ", "million ", "a hundred and ", "between ", "1 ", "(", "〔2022〕", "“", "x", "5亿", "余", "to ", "half a ", "dozens of ", "9万", "1,000", "top ", "No. ", "-", "年", "2022年", "至", "1至2至", "from 1 to ", "between 1 and ", "1-2至3", "亿亿万", "壹佰", "several hundred ", "数以万", "几", "数", ".8.", "翻", "one in ", "1,0 ", "1..", "a third of ", "９，９"} {
		text := strings.Repeat(piece, 20000/len(piece))
		for _, l := range languages {
			checkInvariants(t, text, Scan(l, text))
			Mentions(l, text)
		}
	}
}

func TestDocument(t *testing.T) {
	text := "一、专利\n授权 35 件\nno number"
	d := &duizhao.Document{Lang: duizhao.Chinese, Text: text}
	for i, line := range strings.Split(text, "\n") {
		start := strings.Index(text, line)
		d.Blocks = append(d.Blocks, duizhao.Block{ID: "p" + strconv.Itoa(i), Span: duizhao.Span{Start: start, End: start + len(line)}})
	}
	var got []string
	for _, q := range Document(d) {
		got = append(got, q.ID+" "+d.Blocks[q.Block].ID+" "+q.Span.Of(text)+" "+q.Numeral.Of(text)+" "+q.UnitSpan.Of(text))
	}
	if diff := cmp.Diff([]string{"p1.q1 p1 35 件 35 件"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestPrecision(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"zh", "1.41万件", "100"}, {"zh", "2000件", "1"}, {"zh", "78.31亿元", "1000000"}, {"zh", "破百万", "1000000"}, {"zh", "3000余万元", "10000"},
		{"zh", "22.9%", "0.1"}, {"zh", "十个区", "1"}, {"zh", "三百万元", "1000000"}, {"zh", "120.75件", "0.01"}, {"zh", "三成", "1"},
		{"en", "14,100 patents", "1"}, {"en", "RMB 7.831 billion", "1000000"}, {"en", "one million views", "1000000"}, {"en", "ten districts", "1"}, {"en", "22.90%", "0.01"},
	} {
		qs := Scan(duizhao.Lang(c.lang), c.text)
		if len(qs) != 1 || qs[0].Precision.String() != c.want {
			t.Errorf("%s: %s, precision %v, want %s", c.text, show(c.text, qs), qs, c.want)
		}
	}
}

// TestDateOf holds that both languages name the same days.
func TestDateOf(t *testing.T) {
	for _, c := range []struct{ zh, en, want string }{
		{"2022年3月15日", "March 15, 2022", "2022-03-15"}, {"2022年底", "the end of 2022", "2022-12-31"}, {"4·26", "April 26", "--04-26"},
		{"2022年3月", "March 2022", "2022-03"}, {"2022年1-6月", "January to June 2022", "2022-01/2022-06"}, {"6月底", "the end of June", "--06-30"},
		{"5件", "5 cases", ""},
	} {
		if got := DateOf(Scan(duizhao.Chinese, c.zh)[0]); got != c.want {
			t.Errorf("%s: %q, want %q", c.zh, got, c.want)
		}
		if got := DateOf(Scan(duizhao.English, c.en)[0]); got != c.want {
			t.Errorf("%s: %q, want %q", c.en, got, c.want)
		}
	}
}

// TestRewritten holds that a count written in any manner of both languages reads
// as the same number.
func TestRewritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Int64Range(2, 9_999_999_999).Draw(t, "v")
		want := duizhao.NewDecimal(v, 0)
		check := func(l duizhao.Lang, text string) {
			qs := Scan(l, text)
			if len(qs) != 1 || !qs[0].Value.Equal(want) {
				t.Fatalf("%s: %s, want %d", text, show(text, qs), v)
			}
		}
		check(duizhao.Chinese, "共受理 "+strconv.FormatInt(v, 10)+" 件。")
		check(duizhao.Chinese, "共受理"+hanNumber(v)+"件。")
		check(duizhao.Chinese, "共受理"+decimalScale(v, "亿", 8)+"件")
		check(duizhao.Chinese, "共受理"+decimalScale(v, " 万", 4)+" 件")
		check(duizhao.English, "it accepted "+thousands(v)+" cases.")
		check(duizhao.English, "it accepted "+enNumber(v)+" cases.")
		check(duizhao.English, "it accepted "+decimalScale(v, " million", 6)+" cases")
		check(duizhao.English, "worth RMB "+decimalScale(v, " billion", 9)+".")
	})
}

func decimalScale(v int64, word string, exp int) string {
	return duizhao.NewDecimal(v, -exp).String() + word
}

func thousands(v int64) string {
	s := strconv.FormatInt(v, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// hanNumber writes v in Chinese numerals.
func hanNumber(v int64) string {
	var b strings.Builder
	zero := false
	for i, g := range []struct {
		value int64
		word  string
	}{{v / 1e8, "亿"}, {v / 1e4 % 1e4, "万"}, {v % 1e4, ""}} {
		if g.value == 0 {
			zero = b.Len() > 0
			continue
		}
		if i > 0 && b.Len() > 0 && (zero || g.value < 1000) {
			b.WriteString("零")
		}
		zero = false
		inner := false
		for p, unit := range []string{"千", "百", "十", ""} {
			d := g.value / []int64{1000, 100, 10, 1}[p] % 10
			if d == 0 {
				inner = inner || g.value >= []int64{10000, 1000, 100, 10}[p]
				continue
			}
			if inner {
				b.WriteString("零")
			}
			inner = false
			b.WriteString(string([]rune("零一二三四五六七八九")[d]) + unit)
		}
		b.WriteString(g.word)
	}
	return b.String()
}

// enNumber writes v in English words.
func enNumber(v int64) string {
	small := strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case v < 20:
		return small[v]
	case v < 100:
		return strings.TrimSuffix(tens[v/10]+"-"+small[v%10], "-zero")
	case v < 1000:
		return strings.TrimSuffix(small[v/100]+" hundred and "+enNumber(v%100), " and zero")
	}
	for _, g := range []struct {
		value int64
		word  string
	}{{1e9, " billion"}, {1e6, " million"}, {1e3, " thousand"}} {
		if v >= g.value {
			return strings.TrimSuffix(enNumber(v/g.value)+g.word+" "+enNumber(v%g.value), " zero")
		}
	}
	return ""
}

func BenchmarkScanZh(b *testing.B) { benchmark(b, duizhao.Chinese) }
func BenchmarkScanEn(b *testing.B) { benchmark(b, duizhao.English) }

// benchmark scans text in the manner of a report: prose with a number in most
// sentences.
func benchmark(b *testing.B, l duizhao.Lang) {
	text := strings.Repeat("2022 年，澜江市知识产权局深入贯彻落实各项决策部署，进一步完善保护体系，加强区域协同保护，牵头推进都市圈知识产权保护合作。全市发明专利授权量达28291件，同比增长22.9%；完成质押融资总额 78.31 亿元，服务融资企业 750 户。市版权局联合公安、文旅、网信等部门，部署开展专项行动，对各类企业进行网络巡查和实地检查，及时处置侵权盗版行为。\n", 200)
	if l == duizhao.English {
		text = strings.Repeat("In 2022, the Lanjiang Intellectual Property Office implemented the decisions of the municipal government, improved the protection system, and strengthened regional cooperation. The city was granted 28,291 invention patents, a year-on-year increase of 22.9%, and provided over RMB 7.831 billion in pledge financing to 750 enterprises. The Copyright Bureau, together with the public security and culture departments, carried out special inspections of all kinds of enterprises.\n", 200)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(l, text)
	}
}
