package check

import (
	"fmt"
	"slices"
	"strings"

	"duizhao"
	"duizhao/internal/agree"
)

// qualifiers weighs what the two languages say about how exact a figure is. Pairs
// that are not listed, in either order, agree silently; so do equal ones.
var qualifiers = []struct {
	a, b     duizhao.Qualifier
	severity duizhao.Severity
}{
	{duizhao.Over, duizhao.AtLeast, duizhao.SeverityInfo}, // 以上 includes the bound, "over" does not
	{duizhao.Under, duizhao.AtMost, duizhao.SeverityInfo},
	{duizhao.About, duizhao.Nearly, duizhao.SeverityInfo},

	{duizhao.Exact, duizhao.Over, duizhao.SeverityWarning},
	{duizhao.Exact, duizhao.AtLeast, duizhao.SeverityWarning},
	{duizhao.Exact, duizhao.Nearly, duizhao.SeverityWarning},
	{duizhao.Exact, duizhao.About, duizhao.SeverityWarning},
	{duizhao.Exact, duizhao.Under, duizhao.SeverityWarning},
	{duizhao.Exact, duizhao.AtMost, duizhao.SeverityWarning},
	{duizhao.About, duizhao.Over, duizhao.SeverityWarning},
	{duizhao.About, duizhao.AtLeast, duizhao.SeverityWarning},
	{duizhao.About, duizhao.Under, duizhao.SeverityWarning},
	{duizhao.About, duizhao.AtMost, duizhao.SeverityWarning},
	{duizhao.Nearly, duizhao.Under, duizhao.SeverityInfo},
	{duizhao.Nearly, duizhao.AtMost, duizhao.SeverityWarning},

	// one says more than the figure, the other less
	{duizhao.Over, duizhao.Nearly, duizhao.SeverityError},
	{duizhao.Over, duizhao.Under, duizhao.SeverityError},
	{duizhao.Over, duizhao.AtMost, duizhao.SeverityError},
	{duizhao.AtLeast, duizhao.Nearly, duizhao.SeverityError},
	{duizhao.AtLeast, duizhao.Under, duizhao.SeverityError},
	{duizhao.AtLeast, duizhao.AtMost, duizhao.SeverityError},
}

// qualifierNames says each qualifier in both languages.
var qualifierNames = map[duizhao.Qualifier]duizhao.Bilingual{
	"":              {Zh: "确数", En: "exact"},
	duizhao.Exact:   {Zh: "确数", En: "exact"},
	duizhao.Over:    {Zh: "超过", En: "over"},
	duizhao.AtLeast: {Zh: "至少", En: "at least"},
	duizhao.Nearly:  {Zh: "接近", En: "nearly"},
	duizhao.About:   {Zh: "大约", En: "about"},
	duizhao.Under:   {Zh: "不到", En: "under"},
	duizhao.AtMost:  {Zh: "至多", En: "at most"},
}

// qualifier reports equal figures one language states as exact, or as a lower
// bound, and the other one does not.
func qualifier(v *view) []duizhao.Finding {
	var out []duizhao.Finding
	for _, p := range v.told("qualifier") {
		a, b := qualifierNames[p.zh.Qualifier], qualifierNames[p.en.Qualifier]
		why := duizhao.Bilingual{
			Zh: fmt.Sprintf("数值相同而限定不同，中文为“%s”，英文为“%s”", a.Zh, b.Zh),
			En: fmt.Sprintf("the same value is “%s” in Chinese and “%s” in English", a.En, b.En),
		}
		severity, _ := weighQualifiers(p)
		out = append(out, v.tell(p, severity, why, shouldRead(p.zh.Quantity)))
	}
	return out
}

func otherQualifier(p pairing) bool {
	_, ok := weighQualifiers(p)
	return ok
}

func weighQualifiers(p pairing) (duizhao.Severity, bool) {
	a, b := exactly(p.zh.Qualifier), risen(behindNo(exactly(p.en.Qualifier), p.enBefore), p)
	if p.zh.Kind == duizhao.Duration && a == duizhao.Exact && b == duizhao.Over && containsAny(p.zh.Text, []string{"来", "间", "里"}) {
		return "", false // "over two decades" is during them
	}
	if (a == duizhao.Exact && b == duizhao.About || a == duizhao.About && b == duizhao.Exact) && p.zh.Unit != p.en.Unit && agree.Converts(p.zh, p.en) {
		return "", false // what was converted is about right by nature: 15万亩, "some 10,000 hectares"
	}
	if a == duizhao.Exact && hedged(p.zhBefore, b) || b == duizhao.Exact && (hedged(p.enBefore, a) || hedgedBehind(p.enBehind, a)) {
		return "", false
	}
	if a == duizhao.Exact && b == duizhao.About && strings.HasPrefix(p.en.Text, "Some ") {
		return "", false // English begins no sentence with digits
	}
	if a == duizhao.Exact && p.zhShared == b || b == duizhao.Exact && p.enShared == a {
		return "", false // the qualifier of a list holds for each of its numbers
	}
	for _, q := range qualifiers {
		if q.a == a && q.b == b || q.a == b && q.b == a {
			return q.severity, true
		}
	}
	return "", false
}

func exactly(q duizhao.Qualifier) duizhao.Qualifier {
	if q == "" {
		return duizhao.Exact
	}
	return q
}

// behindNo returns what q says behind "no": "no lower than 5%" is at least 5%.
func behindNo(q duizhao.Qualifier, before string) duizhao.Qualifier {
	before = " " + strings.ToLower(strings.TrimSpace(before))
	if !strings.HasSuffix(before, " no") && !strings.HasSuffix(before, " not") {
		return q
	}
	switch q {
	case duizhao.Under:
		return duizhao.AtLeast
	case duizhao.Over:
		return duizhao.AtMost
	}
	return q
}

// movements are what stands before "up to" where it names an end that was reached, not
// a limit: "went up to 6.58".
var movements = []string{
	" go", " goes", " went", " gone", " going", " rise", " rises", " rose", " risen", " rising", " move", " moved", " moving", " climb", " climbed", " climbing",
	" jump", " jumped", " add", " adds", " added", " adding", " bring", " brings", " brought", " bringing", " it", " them", " edged", " shot", " soared", " surged", " crept", " pushed",
}

// risen returns what q, of the English figure of p, says behind a verb of movement.
func risen(q duizhao.Qualifier, p pairing) duizhao.Qualifier {
	if q != duizhao.AtMost || !strings.HasPrefix(strings.ToLower(p.en.Text), "up to ") {
		return q
	}
	before := " " + strings.ToLower(strings.TrimSpace(p.enBefore))
	if slices.ContainsFunc(movements, func(w string) bool { return strings.HasSuffix(before, w) }) {
		return duizhao.Exact
	}
	return q
}

// kin are the qualifiers that differ only in whether the bound itself is meant, which
// "under 14" and 14周岁以下 do not stress.
var kin = map[duizhao.Qualifier]duizhao.Qualifier{
	duizhao.Over: duizhao.AtLeast, duizhao.AtLeast: duizhao.Over, duizhao.Under: duizhao.AtMost, duizhao.AtMost: duizhao.Under, duizhao.About: duizhao.Nearly, duizhao.Nearly: duizhao.About,
}

// behindHedges are words that qualify a figure of English from behind: "five years in
// prison or more".
var behindHedges = map[duizhao.Qualifier][]string{
	duizhao.AtLeast: {"or more", "or above", "and above", "or over", "and over", "or older", "and older", "or longer", "or higher", "or larger", "and up", "upwards", "or better", "plus", " mark"},
	duizhao.AtMost:  {"or less", "or fewer", "or below", "and below", "or under", "and under", "or younger", "and younger", "or lower", "or shorter", "downwards"},
	duizhao.About:   {" or so", "thereabouts", "or nearly", "approximately"},
}

func hedgedBehind(behind string, q duizhao.Qualifier) bool {
	behind = strings.ToLower(behind)
	has := func(q duizhao.Qualifier) bool { return containsAny(behind, behindHedges[q]) }
	return has(q) || has(kin[q])
}

// hedges are words that qualify a figure from a little way off, where the grammar
// of numbers does not see them: 约占四分之一, "exceeded the record of 500".
var hedges = map[duizhao.Qualifier][]string{
	duizhao.Over:    {"超", "逾", "突破", "over ", "more than", "exceed", "above", "surpass", "passed", "passing", "topped", "topping", "crossed", "crossing", "broke", "breaking", "beyond"},
	duizhao.AtLeast: {"至少", "不少于", "不低于", "at least", "no less than", "no fewer than", "minimum of"},
	duizhao.Nearly:  {"近", "差不多", "nearly", "almost", "close to", "approach"},
	duizhao.About:   {"约", "差不多", "上下", "about", "around", "approximately", "roughly", "some "},
	duizhao.Under:   {"不足", "不到", "less than", "fewer than", "under ", "below"},
	duizhao.AtMost:  {"最多", "不超过", "至多", "up to", "at most", "no more than", "no higher than", "not exceed", "capped at", "cap of", "maximum of", "limit of", "ceiling of", "within "},
}

// hedgeReach is how far before a figure such a word may stand, in code points.
var hedgeReach = map[duizhao.Lang]int{duizhao.Chinese: 6, duizhao.English: 24}

// hedged reports whether one of q's words stands in before, the end of the clause
// before a figure.
func hedged(before string, q duizhao.Qualifier) bool {
	before = strings.ToLower(before)
	return containsAny(before, hedges[q]) || containsAny(before, hedges[kin[q]])
}
