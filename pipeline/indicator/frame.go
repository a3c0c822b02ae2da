package indicator

import (
	"regexp"
	"strings"

	"duizhao"
)

// Frame is what holds for a whole report where no sentence says otherwise.
type Frame struct {
	Period string            // "2022"; empty where no year is found
	Area   duizhao.Bilingual // the place: 南京 / Nanjing
}

// Frame reads period and area from the titles of a report's documents, and from
// the beginnings of their texts where the titles do not say.
func (r *Rules) Frame(docs ...*duizhao.Document) Frame {
	var f Frame
	for _, d := range docs {
		if d == nil {
			continue
		}
		opening := d.Text[:min(len(d.Text), 4000)]
		if f.Period == "" {
			f.Period = firstYear(d.Title, opening)
		}
		if d.Lang == duizhao.Chinese && f.Area.Zh == "" {
			if f.Area.Zh = firstMatch(zhAreas, withoutYear(d.Title)); f.Area.Zh == "" && zhNation.MatchString(d.Title) {
				f.Area.Zh = "中国"
			} else if f.Area.Zh == "" {
				f.Area.Zh = firstMatch(zhAreas, withoutYear(opening))
			}
		}
		if d.Lang == duizhao.English && f.Area.En == "" {
			if f.Area.En = firstMatch(enAreas, d.Title); f.Area.En == "" && enNation.MatchString(d.Title) {
				f.Area.En = "China"
			} else if f.Area.En == "" {
				f.Area.En = firstMatch(enAreas, opening)
			}
		}
	}
	return f
}

var (
	yearDigits = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)`)
	yearHan    = regexp.MustCompile(`[一二][〇○零九0][〇○零一二三四五六七八九0]{2}`)
	hanDigits  = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// firstYear returns the first year of the first text that has one.
func firstYear(texts ...string) string {
	for _, t := range texts {
		if m := yearDigits.FindStringSubmatch(t); m != nil {
			return m[1]
		}
		if m := yearHan.FindString(t); m != "" {
			if y := hanDigits.Replace(m); len(y) == 4 {
				return y
			}
		}
	}
	return ""
}

// The places a title names: before the word for its rank among places, or before
// the body that reports. The year of a Chinese title is taken out first.
var (
	zhYear  = regexp.MustCompile(`(?:(?:19|20)[0-9]{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})年度?`)
	zhAreas = []*regexp.Regexp{
		regexp.MustCompile(`(?:^|[^\p{Han}]|关于|印发)(\p{Han}{2,6}?)(?:省|市|自治区|自治州|地区|州|盟)`),
		regexp.MustCompile(`(?:^|[^\p{Han}]|关于)(\p{Han}{2,4}?)(?:区|县|海关|法院|知识产权|高级人民法院|中级人民法院|检察)`),
	}
	zhNation = regexp.MustCompile(`中国|全国|国家知识产权局|国务院`)
	enNation = regexp.MustCompile(`\b(?:China|Chinese|[Nn]ational|[Nn]ationwide)\b`)
	enAreas  = []*regexp.Regexp{
		regexp.MustCompile(`(?:\b[iI]n|\b[oO]f|\b[fF]or|\b[bB]y) ((?:[A-Z][a-z']+ ?){1,2}?)(?: ?(?:City|Province|Municipality|Customs|Courts?|Procurat|Intellectual)| in (?:19|20)\d\d|,| ?\(| ?$)`),
		regexp.MustCompile(`((?:[A-Z][a-z']+ ?){1,2}?) (?:Municipal|Province|Provincial|City|Intellectual|Customs|Courts?|District|County)`),
	}
)

// firstMatch returns the place that the first fitting expression finds in the
// first text that names one.
func firstMatch(areas []*regexp.Regexp, texts ...string) string {
	for _, t := range texts {
		for _, re := range areas {
			for _, m := range re.FindAllStringSubmatch(t, 3) {
				if name := strings.TrimSpace(m[1]); !notPlaces[name] {
					return name
				}
			}
		}
	}
	return ""
}

// notPlaces are words that the expressions for places also fit.
var notPlaces = map[string]bool{
	"Intellectual Property": true, "Intellectual": true, "Property": true, "Protection": true, "The": true, "Development": true, "China": true,
	"Rights": true, "Intellectual Property Rights": true, "Judicial": true, "Judicial Protection": true, "Paper": true, "White Paper": true,
	"全": true, "知识产权强": true, "中国": true,
}

// withoutYear drops white space and puts a break in the place of each year.
func withoutYear(s string) string { return zhYear.ReplaceAllString(dropSpace(s), "|") }

func dropSpace(s string) string { return strings.Join(strings.Fields(s), "") }
