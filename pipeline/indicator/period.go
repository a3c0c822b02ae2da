package indicator

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"duizhao"
)

// A period is written "2022", "2022-H1", "2022-Q3", "2022-03", "2022-01/2022-09"
// for months in a row, and "2022-06-30" for what is there at a day. The last day
// of a year stands for the year.

// period returns what stretch of time the sentence states, or what held before it.
// A year counts where it opens a clause (2022年，; In 2022,): inside, it mostly
// belongs to a name, an award or a comparison.
func (m *matcher) period(sentence duizhao.Span, before string) string {
	text := m.rd.Document.Text
	if p := m.partOfYear(text[sentence.Start:min(sentence.End, sentence.Start+maxOpening)], before); p != "" {
		return p
	}
	for i := range m.rd.Quantities[m.firstQ:] {
		q := &m.rd.Quantities[m.firstQ+i]
		if q.Span.Start >= sentence.End {
			break
		}
		lead := text[sentence.Start:max(q.Span.Start, sentence.Start)]
		if q.Span.Start < sentence.Start || q.Kind != duizhao.Year && q.Kind != duizhao.Date || !opensClause(m.lang, lead) {
			continue
		}
		if p := m.dated(q, lead, before); p != "" {
			return p
		}
		if y := yearDigits.FindStringSubmatch(q.Span.Of(text)); y != nil {
			return y[1]
		}
		if y := yearHan.FindString(q.Span.Of(text)); y != "" {
			return hanDigits.Replace(y)
		}
	}
	return before
}

// dated returns the period of a date: a month, months in a row, or the day at which
// a stock is counted, which words such as 截至 and "as of" tell from a day on which
// something happened. A date without a year is in the year of the period before it.
func (m *matcher) dated(q *duizhao.Quantity, lead, before string) string {
	iso, ok := strings.CutPrefix(q.Reason, "date ")
	if !ok || q.Kind != duizhao.Date {
		return ""
	}
	year := yearOf(before)
	first, last, spans := strings.Cut(iso, "/")
	first, last = withYear(first, year), withYear(last, year)
	switch {
	case first == "" || spans && last == "":
		return ""
	case spans && len(first) == len("2022-01") && len(last) == len("2022-01"):
		return first + "/" + last
	case spans:
		return first[:4]
	case len(first) == len("2022-01"):
		return first
	case strings.HasSuffix(first, "-12-31") || !atDay(m.lang, lead+q.Span.Of(m.rd.Document.Text)):
		return first[:4]
	}
	return first
}

// withYear puts a year to a date of ISO 8601 that has none, or returns "".
func withYear(iso, year string) string {
	rest, without := strings.CutPrefix(iso, "--")
	switch {
	case !without && len(iso) >= len("2022-01"):
		return iso
	case without && year != "" && !strings.HasPrefix(rest, "-"):
		return year + "-" + rest
	}
	return ""
}

// yearOf returns the year of a period, or "".
func yearOf(period string) string {
	if len(period) < 4 {
		return ""
	}
	return period[:4]
}

// atDay reports whether words with a date say that something is counted at it.
func atDay(l duizhao.Lang, words string) bool {
	cues := []string{"截至", "截止", "底", "末"}
	if l == duizhao.English {
		words, cues = strings.ToLower(words), []string{"as of", "as at", "by", "the end of", "at end", "until", "up to"}
	}
	for _, w := range cues {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

// maxOpening bounds the part of a sentence that may name a part of a year, in bytes.
const maxOpening = 120

// Parts of a year at the beginning of a sentence. Groups: year or year word, then
// half, quarter, quarters in a row, months in a row.
var (
	zhPart = regexp.MustCompile(`^(?:截至|在|其中)?((?:19|20)\d{2}年|今年|本年|去年|上年)?(?:(上半年|下半年)|第?([一二三四1-4])季度|前([一二三两1-3])个?季度|前([0-9]{1,2}|[一二三四五六七八九十]{1,2})个月)`)
	enPart = regexp.MustCompile(`^(?:in |during |over |for |by |as of |at )?(?:the end of )?(?:the )?(?:(first|second|latter) half|(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter|first (two|three|2|3) quarters|first ([a-z]+|[0-9]{1,2}) months)(?: of (?:the year |fiscal year )?((?:19|20)\d{2})?)?`)
	enCode = regexp.MustCompile(`^(?:in |during |for )?(h[12]|q[1-4])(?: of)? ((?:19|20)\d{2})`)
)

// partOfYear returns the part of a year that opens a sentence: 2022年上半年, in the
// first three quarters of 2023. Where no year is named, it is the one before. A
// sentence that opens with the whole year (全年, throughout the year) takes back to it.
func (m *matcher) partOfYear(opening, before string) string {
	if m.lang == duizhao.Chinese {
		return zhPartOfYear(dropSpace(strings.ToValidUTF8(opening, "")), yearOf(before))
	}
	return enPartOfYear(strings.ToLower(opening), yearOf(before))
}

func zhPartOfYear(opening, year string) string {
	if strings.HasPrefix(opening, "全年") {
		return year
	}
	g := zhPart.FindStringSubmatch(opening)
	if g == nil {
		return ""
	}
	switch y := strings.TrimSuffix(g[1], "年"); {
	case len(y) == 4:
		year = y
	case year != "" && (y == "去" || y == "上"):
		n, _ := strconv.Atoi(year)
		year = strconv.Itoa(n - 1)
	}
	switch {
	case year == "":
		return ""
	case g[2] == "上半年":
		return year + "-H1"
	case g[2] == "下半年":
		return year + "-H2"
	case g[3] != "":
		return year + "-Q" + strconv.Itoa(ordinal(g[3]))
	case g[4] != "":
		return months(year, 3*ordinal(g[4]))
	}
	return months(year, ordinal(g[5]))
}

func enPartOfYear(opening, year string) string {
	if g := enCode.FindStringSubmatch(opening); g != nil {
		return g[2] + "-" + strings.ToUpper(g[1])
	}
	for _, w := range [...]string{"throughout the year", "over the year", "over the whole year", "for the year as a whole"} {
		if strings.HasPrefix(opening, w) {
			return year
		}
	}
	g := enPart.FindStringSubmatch(opening)
	if g == nil {
		return ""
	}
	if g[5] != "" {
		year = g[5]
	}
	switch {
	case year == "":
		return ""
	case g[1] == "first":
		return year + "-H1"
	case g[1] != "":
		return year + "-H2"
	case g[2] == "last":
		return year + "-Q4"
	case g[2] != "":
		return year + "-Q" + strconv.Itoa(ordinal(g[2]))
	case g[3] != "":
		return months(year, 3*ordinal(g[3]))
	}
	return months(year, ordinal(g[4]))
}

// ordinals are the small numbers that name parts of a year; a number is at the
// place of its word in its row.
var ordinals = [][]string{
	strings.Fields("0 1 2 3 4 5 6 7 8 9 10 11 12"),
	strings.Fields("零 一 二 三 四 五 六 七 八 九 十 十一 十二"),
	strings.Fields("zero one two three four five six seven eight nine ten eleven twelve"),
	strings.Fields("zeroth first second third fourth"),
	strings.Fields("0th 1st 2nd 3rd 4th"),
	strings.Fields("- - 两"),
}

// ordinal returns the number a word stands for, 0 for none.
func ordinal(w string) int {
	for _, row := range ordinals {
		for n, x := range row {
			if x == w {
				return n
			}
		}
	}
	return 0
}

// months returns the first n months of a year as a period, the year for twelve, ""
// where there are no such months.
func months(year string, n int) string {
	switch {
	case n < 1 || n > 12:
		return ""
	case n == 12:
		return year
	}
	return fmt.Sprintf("%s-01/%s-%02d", year, year, n)
}

// zhOpenings and enOpenings may stand between a clause's beginning and its year.
var (
	zhOpenings = map[string]bool{"": true, "截至": true, "截止": true, "截至到": true, "在": true, "到": true, "至": true, "其中": true, "截止到": true}
	enOpening  = regexp.MustCompile(`(?i)(?:^|[,;.] ?)(?:and )?(?:in|during|throughout|by|as of|by the end of|at the end of|in the year|as at|until|up to|the year)(?: (?:the )?(?:end of|first half of|second half of))?(?: [a-z]+ \d{0,2},?)? ?$`)
)

func opensClause(l duizhao.Lang, lead string) bool {
	if l == duizhao.English {
		return strings.TrimSpace(lead) == "" || enOpening.MatchString(lead)
	}
	lead = dropSpace(lead)
	if i := strings.LastIndexAny(lead, "，,；;。：:"); i >= 0 {
		_, size := utf8.DecodeRuneInString(lead[i:])
		lead = lead[i+size:]
	}
	return zhOpenings[lead]
}
