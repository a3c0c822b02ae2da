package check

import (
	"fmt"

	"duizhao"
	"duizhao/internal/agree"
)

// value reports figures that differ in what they are worth.
func value(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("value") {
		if countedTwice(p) {
			out = append(out, v.tell(p, duizhao.SeverityWarning, duizhao.Bilingual{
				Zh: fmt.Sprintf("“等”之后的%s通常包括已列出的%d人，英文则在他们之外另计", p.zh.Text, p.zh.Named),
				En: fmt.Sprintf("%s behind 等 usually includes the %d named, whom the English does not count", p.zh.Text, p.zh.Named),
			}, duizhao.Bilingual{}))
			continue
		}
		why := duizhao.Bilingual{
			Zh: fmt.Sprintf("数值不一致，%s 与 %s", chineseWords(p.zh), englishWords(p.en)),
			En: fmt.Sprintf("the values differ, %s and %s", chineseWords(p.zh), englishWords(p.en)),
		}
		out = append(out, v.tell(p, valueSeverity(p), why, shouldRead(p.zh.Quantity)))
	}
	return out
}

// countedTwice reports whether the English puts beside the persons named the number
// that Chinese gives with them: 钱某等12人, "Qian and 12 others".
func countedTwice(p pairing) bool {
	return p.zh.Named > 0 && p.en.Others && p.zh.Value.Valid() && p.zh.Value.Equal(p.en.Value)
}

// valueSeverity is a warning where the two may not be the same figure after all:
// both are in words and one of them is one, which may be an article; they are of
// different kinds; or they are multiples one apart, which many texts count loosely.
func valueSeverity(p pairing) duizhao.Severity {
	one := duizhao.NewDecimal(1, 0)
	inWords := !hasDigit(p.zh.Text) && !hasDigit(p.en.Text)
	loose := p.zh.Kind == duizhao.MultipleKind &&
		(p.zh.Value.Equal(p.en.Value) || p.zh.Value.Sub(p.en.Value).Abs().Equal(one))
	switch {
	case loose, inWords && (p.zh.Value.Equal(one) || p.en.Value.Equal(one)),
		p.zh.Kind != p.en.Kind && !closeKinds(p.zh.Kind, p.en.Kind):
		return duizhao.SeverityWarning
	}
	return duizhao.SeverityError
}

// closeKinds reports whether two kinds name one thing in two grammars.
func closeKinds(a, b duizhao.Kind) bool {
	near := map[duizhao.Kind]int{
		duizhao.Count: 1, duizhao.Money: 1, duizhao.Duration: 1, duizhao.RankKind: 1,
		duizhao.Percent: 2, duizhao.PercentagePoint: 2, duizhao.Fraction: 2,
		duizhao.Ordinal: 1,
	}
	return near[a] != 0 && near[a] == near[b]
}

func chineseWords(s agree.Stated) string { return words(s, chineseFigure(s.Quantity)) }
func englishWords(s agree.Stated) string { return words(s, englishFigure(s.Quantity)) }

// words returns s's value, or what the text says where it has none.
func words(s agree.Stated, figure string) string {
	if figure != "" {
		return figure
	}
	return s.Text
}
