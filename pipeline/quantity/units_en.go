package quantity

import (
	"strings"
	"sync"

	"duizhao"
)

// enUnits lists the unit words of English, a line for each meaning. The words
// "_" joins stand apart in a text.
var enUnits = []struct {
	id    string
	class unitClass
	words string
}{
	{"percent", classPercent, "% ％ percent per_cent percentage pct pc"},
	{"permille", classPercent, "‰ per_mille per_thousand"},
	{"percentage_point", classPoint, "percentage_points percentage_point percent_points pp pps ppt ppts p.p. pct_pts pct_pt pct_points pct_point percentage-points percentage-point"},
	{"basis_point", classPoint, "bp bps basis_points basis_point"},
	{"times", classMultiple, "fold -fold times time x"},

	{"CNY", classMoney, "yuan rmb cny renminbi rmb_yuan yuan_rmb chinese_yuan yuan_renminbi"},
	{"USD", classMoney, "dollars dollar usd us_dollars us_dollar u.s._dollars u.s._dollar american_dollars"},
	{"HKD", classMoney, "hkd hong_kong_dollars hk_dollars"},
	{"EUR", classMoney, "euros euro eur €"},
	{"GBP", classMoney, "gbp pounds_sterling british_pounds"},
	{"JPY", classMoney, "yen jpy japanese_yen"},
	{"KRW", classMoney, "korean_won krw"},
	{"MOP", classMoney, "mop patacas"},
	{"TWD", classMoney, "twd nt_dollars"},
	{"SGD", classMoney, "sgd singapore_dollars"},
	{"AUD", classMoney, "aud australian_dollars"},
	{"CAD", classMoney, "cad canadian_dollars"},
	{"CHF", classMoney, "chf swiss_francs"},
	{"RUB", classMoney, "rubles roubles rub"},

	{"year", classDuration, "years year consecutive_years straight_years successive_years years'"},
	{"month", classDuration, "months month consecutive_months straight_months"},
	{"week", classDuration, "weeks week consecutive_weeks"},
	{"day", classDuration, "days day consecutive_days calendar_days"},
	{"working_day", classDuration, "working_days working_day business_days workdays"},
	{"quarter", classDuration, "quarters consecutive_quarters"},
	{"hour", classDuration, "hours hour class_hours"},
	{"minute", classDuration, "minutes minute"},
	{"second", classDuration, "seconds"},

	{"tonne", classCount, "tonnes tonne tons ton metric_tons"},
	{"tonne_coal_equivalent", classCount, "tonnes_of_standard_coal tons_of_standard_coal"},
	{"kilogram", classCount, "kg kilograms kilogram kilos"},
	{"gram", classCount, "grams gram g"},
	{"jin", classCount, "jin"},
	{"mu", classCount, "mu"},
	{"hectare", classCount, "hectares hectare ha"},
	{"square_metre", classCount, "square_meters square_metres square_meter square_metre sq_m sqm m2 m²"},
	{"square_kilometre", classCount, "square_kilometers square_kilometres square_kilometer square_kilometre km2 km²"},
	{"cubic_metre", classCount, "cubic_meters cubic_metres cubic_meter cubic_metre m3 m³"},
	{"cubic_kilometre", classCount, "cubic_kilometers cubic_kilometres km3 km³"},
	{"tonne_kilometre", classCount, "tonne-kilometres tonne-kilometers ton-kilometers ton-kilometres tonne-km ton-km metric_ton-kilometers"},
	{"tonne_nautical_mile", classCount, "tonne-nautical_miles ton-nautical_miles"},
	{"passenger_kilometre", classCount, "passenger-kilometres passenger-kilometers passenger-km person-kilometers"},
	{"kilometre", classCount, "km kilometers kilometres kilometer kilometre"},
	{"nautical_mile", classCount, "nautical_miles nautical_mile"},
	{"mile", classCount, "miles mile"},
	{"square_mile", classCount, "square_miles square_mile"},
	{"acre", classCount, "acres acre"},
	{"metre", classCount, "meters metres meter metre m"},
	{"centimetre", classCount, "cm centimeters centimetres"},
	{"millimetre", classCount, "mm millimeters millimetres"},
	{"kilowatt_hour", classCount, "kwh kilowatt-hours kilowatt_hours kilowatt-hour"},
	{"kilowatt", classCount, "kw kilowatts kilowatt"},
	{"megawatt", classCount, "mw megawatts megawatt"},
	{"litre", classCount, "liters litres liter litre"},
	{"degree", classCount, "degrees degree"},
	{"teu", classCount, "teu teus"},
	{"terabyte", classCount, "tb"},
	{"gigabyte", classCount, "gb"},

	{"year_of_age", classCount, "years_old years_of_age year-olds years-old"},
	{"person", classCount, "people persons person individuals individual"},
	{"person_time", classCount, "person-times person_times participants_(times) visits people_(times) persons_(times) person-time"},
}

// enIrregular maps plurals that no rule makes singular.
var enIrregular = map[string]string{
	"men": "man", "women": "woman", "children": "child", "media": "media", "species": "species", "criteria": "criterion",
	"series": "series", "businessmen": "businessman", "craftsmen": "craftsman", "policemen": "policeman", "data": "data",
	"analyses": "analysis", "bases": "base", "theses": "thesis", "crises": "crisis", "lives": "life", "knives": "knife",
	"aircraft": "aircraft", "staff": "staff", "personnel": "personnel", "police": "police", "cattle": "cattle", "sheep": "sheep",
	"foci": "focus", "phenomena": "phenomenon", "leaflets": "leaflet", "movies": "movie", "cookies": "cookie", "ties": "tie",
}

// enNouns are nouns that reports count. They settle where a noun phrase without
// a plural ends (one judgment document won ...) and which of two plurals is the head.
const enNouns = ` case document trial enterprise company firm project item batch piece person suspect patent trademark invention
 application registration copyright work standard regulation policy measure law article rule plan program programme campaign event activity
 meeting conference session class course lecture forum seminar exhibition fair festival competition contest award prize medal title brand product
 good commodity material sample model machine set unit device vehicle ship vessel boat bag box bottle book volume copy report paper leaflet poster
 banner slogan video film clue complaint dispute agreement contract loan transaction deal order license licence permit certificate
 center centre base zone park site station office bureau agency institution institute school university college hospital laboratory lab
 platform system network database website app account store shop market factory workshop den gang group team department division branch court
 tribunal judge prosecutor lawyer officer official expert student teacher trainee participant worker farmer resident citizen household family
 village town township community county district city province region country nation member delegation party organization organisation association
 alliance committee industry sector field area variety crop seed tree plant animal kilometer mile acre line road bridge building house room bed
 seat vote share point level category type kind batch group record message letter visit view hit click download inspection investigation
 operation arrest warrant suspect defendant proposal suggestion recommendation opinion comment question answer problem issue task goal target
 step stage phase round period term year month week day quarter hour minute anniversary place position rank portfolio achievement technology
 talent scholar researcher scientist engineer technician journalist reporter service facility terminal port airport route flight train
 container tonne package parcel shipment import export invoice account fund subsidy bond stock investor shareholder merchant trader dealer supplier
 customer client user visitor tourist guest volunteer brigade squad unit section chapter congress plenum summit olympiad edition instance
 holder practitioner incubator entity individual manufacturer procuratorate intermediary notary mediator arbitrator arbitration mediation judgment verdict `

var enNounSet = sync.OnceValue(func() map[string]bool {
	t := make(map[string]bool, 400)
	for _, w := range strings.Fields(enNouns) {
		t[w] = true
	}
	return t
})

var enUnitTable = sync.OnceValue(func() map[string]unit {
	t := make(map[string]unit, 250)
	for _, row := range enUnits {
		for _, w := range strings.Fields(row.words) {
			u := unit{id: row.id, class: row.class}
			if row.class == classMoney {
				u.currency = row.id
			}
			t[strings.ReplaceAll(w, "_", " ")] = u
		}
	}
	return t
})

// ofPeople reports whether the words at s[i:] say of how many people a rate is.
func ofPeople(s string, i int) bool {
	for _, w := range [...]string{" people", " population", " persons", " residents", " permanent residents", " inhabitants", " children", " households"} {
		if foldAt(s, i, w) {
			return true
		}
	}
	return false
}

// unitEn reads the unit of measure at s[i:], behind a space or a hyphen; the
// longest of up to three words wins.
func unitEn(s string, i int) (unit, duizhao.Span) {
	none := duizhao.Span{Start: i, End: i}
	at := spaceEnd(s, i)
	if at == i && byteAt(s, i) == '-' {
		at++
		if at = spaceEnd(s, at); at > i+2 {
			return unit{}, none
		}
	}
	t := enUnitTable()
	switch {
	case byteAt(s, at) == '%':
		return t["%"], duizhao.Span{Start: at, End: at + 1}
	case has(s, at, "％"), has(s, at, "‰"), has(s, at, "€"):
		return t[s[at:at+3]], duizhao.Span{Start: at, End: at + 3}
	}
	var low [40]byte
	n, end := 0, at
	found, span := unit{}, none
	for range 4 {
		if n > 0 {
			if byteAt(s, end) != ' ' || n >= len(low)-1 {
				break
			}
			low[n], n, end = ' ', n+1, end+1
		}
		start := end
		for end < len(s) && n < len(low) && unitByte(s, end) {
			low[n] = s[end]
			if c := s[end]; c >= 'A' && c <= 'Z' {
				low[n] |= 0x20
			}
			n, end = n+1, end+1
		}
		if end == start || n == len(low) {
			break
		}
		if u, ok := t[string(low[:n])]; ok {
			found, span = u, duizhao.Span{Start: at, End: end}
		}
	}
	if span.Len() == 1 && s[span.Start] < 'a' || found.class == classPercent && span.Of(s) == "PCT" {
		return unit{}, none // 5G is no five grams, a PCT application no percentage
	}
	if found.id == "permille" && ofPeople(s, span.End) {
		return unit{}, none // 4.00 per thousand people: 每千人口4.00人
	}
	if found.class == classCount && (has(s, span.End, "'s ") || has(s, span.End, "’s ") || byteAt(s, span.End-1) == 's' && has(s, span.End, "' ")) {
		return unit{}, none // 25 people's tribunals are no people
	}
	return found, span
}

// unitByte reports whether s[i] belongs to a word of a unit. A full stop does in
// "U.S." only, a hyphen before a letter.
func unitByte(s string, i int) bool {
	switch c := s[i]; c {
	case '.':
		return isLetter(byteAt(s, i+1)) || byteAt(s, i-2) == '.'
	case '-':
		return isLetter(byteAt(s, i+1))
	case '(', ')', '2', '3':
		return true
	default:
		return isLetter(c) || c >= 0x80
	}
}
