package check

import (
	"strings"

	"duizhao"
)

// englishScales and chineseScales list the scale words that figures are written
// with, largest first.
var (
	englishScales = []struct {
		power int
		word  string
	}{{12, " trillion"}, {9, " billion"}, {6, " million"}}
	chineseScales = []struct {
		power int
		word  string
	}{{12, "万亿"}, {8, "亿"}, {4, "万"}}
)

// inWords reports whether q's words say better than a numeral what it is worth:
// 三分之二, doubled, a date, a name.
func inWords(q *duizhao.Quantity) bool {
	return !q.Value.Valid() || q.Kind == duizhao.Fraction || q.Kind == duizhao.MultipleKind
}

// englishFigure writes q's value as an English report would: 31.5万 as "315,000",
// 78.31亿元 as "RMB 7.831 billion". It is "" where only words can.
func englishFigure(q *duizhao.Quantity) string {
	if inWords(q) {
		return ""
	}
	n := group(q.Value.String())
	for _, s := range englishScales {
		if short, ok := scaled(q.Value, s.power); ok {
			n = short + s.word
			break
		}
	}
	switch q.Kind {
	case duizhao.Duration:
		return lengthOfTime(q, n)
	case duizhao.Percent:
		return n + percentSign(q)
	case duizhao.PercentagePoint:
		return n + " percentage points"
	case duizhao.Money:
		if q.Currency == "CNY" || q.Currency == "" {
			return "RMB " + n
		}
		return q.Currency + " " + n
	case duizhao.Year:
		return q.Value.String()
	case duizhao.Ordinal:
		return ordinal(n)
	case duizhao.RankKind:
		if q.Unit == "top" {
			return "top " + n
		}
		return ordinal(n)
	}
	return n
}

// lengthOfTime writes months that make years and more in both, and n for what else
// lasts: 54 months as "4 years and 6 months".
func lengthOfTime(q *duizhao.Quantity, n string) string {
	total := int(q.Value.Float())
	if q.Unit != "month" || total <= 12 || total%12 == 0 || q.Value.Exponent() < 0 {
		return n
	}
	return plural(total/12, "year") + " and " + plural(total%12, "month")
}

func percentSign(q *duizhao.Quantity) string {
	if q.Unit == "permille" {
		return "‰"
	}
	return "%"
}

// ordinal writes the ordinal of a whole number in digits: "22nd".
func ordinal(n string) string {
	suffix := "th"
	if len(n) == 1 || n[len(n)-2] != '1' {
		switch n[len(n)-1] {
		case '1':
			suffix = "st"
		case '2':
			suffix = "nd"
		case '3':
			suffix = "rd"
		}
	}
	return n + suffix
}

// chineseFigure writes q's value as a Chinese report would.
func chineseFigure(q *duizhao.Quantity) string {
	if inWords(q) {
		return ""
	}
	n := q.Value.String()
	for _, s := range chineseScales {
		if short, ok := scaled(q.Value, s.power); ok {
			n = short + s.word
			break
		}
	}
	switch {
	case q.Kind == duizhao.Percent:
		return n + percentSign(q)
	case q.Kind == duizhao.PercentagePoint:
		return n + "个百分点"
	case q.Kind == duizhao.Money && (q.Currency == "CNY" || q.Currency == ""):
		return n + "元"
	}
	return n
}

// scaled writes d in units of 10^power with at most four digits behind the point,
// where d reaches that size and loses nothing.
func scaled(d duizhao.Decimal, power int) (string, bool) {
	s := d.Scale10(-power)
	if s.Abs().Cmp(duizhao.NewDecimal(1, 0)) < 0 {
		return "", false
	}
	text := s.String()
	if _, frac, ok := strings.Cut(text, "."); ok && len(frac) > 4 {
		return "", false
	}
	return text, true
}

// group writes the digits of a plain numeral in groups of three.
func group(n string) string {
	whole, frac, point := strings.Cut(n, ".")
	sign := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	out := b.String()
	if sign {
		out = "-" + out
	}
	if point {
		out += "." + frac
	}
	return out
}

// englishQualifiers are the words an English report puts before a figure.
var englishQualifiers = map[duizhao.Qualifier]string{
	duizhao.Over: "over ", duizhao.AtLeast: "at least ", duizhao.Nearly: "nearly ", duizhao.About: "about ",
	duizhao.Under: "less than ", duizhao.AtMost: "up to ",
}

// englishPhrase is englishFigure with q's qualifier: 20万余件 as "over 200,000".
func englishPhrase(q *duizhao.Quantity) string {
	n := englishFigure(q)
	if n == "" {
		return ""
	}
	return englishQualifiers[q.Qualifier] + n
}

// shouldRead suggests what the English should say by the Chinese figure zh, and
// nothing where only words can say it. Which language is right the program cannot
// know, and the suggestion says so.
func shouldRead(zh *duizhao.Quantity) duizhao.Bilingual {
	n := englishPhrase(zh)
	if n == "" {
		return duizhao.Bilingual{}
	}
	return duizhao.Bilingual{Zh: "若以中文为准，英文应为“" + n + "”", En: "if the Chinese is right, the English should read “" + n + "”"}
}
