package check

import (
	"fmt"

	"duizhao"
)

// currency reports sums of money in two currencies. A sum without one, as in
// 融资 78.31亿, is in the report's own.
func currency(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("currency") {
		why := duizhao.Bilingual{
			Zh: fmt.Sprintf("货币不同，%s 与 %s", p.zh.Currency, p.en.Currency),
			En: fmt.Sprintf("the currencies differ, %s and %s", p.zh.Currency, p.en.Currency),
		}
		out = append(out, v.tell(p, duizhao.SeverityError, why, shouldRead(p.zh.Quantity)))
	}
	return out
}

func otherCurrency(p pairing) bool {
	return p.zh.Kind == duizhao.Money && p.en.Kind == duizhao.Money && p.relation.Same() &&
		p.zh.Currency != "" && p.en.Currency != "" && p.zh.Currency != p.en.Currency
}
