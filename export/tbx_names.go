package export

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/pinyin"
)

// genres are kinds of documents: how a Chinese title ends, and the words one of
// which heads the English title.
var genres = []struct {
	zh string
	en []string
}{
	{"白皮书", []string{"White Paper"}},
	{"蓝皮书", []string{"Blue Book"}},
	{"备忘录", []string{"Memorandum"}},
	{"意见", []string{"Opinions", "Guidelines"}},
	{"纲要", []string{"Outline"}},
	{"规划", []string{"Plan"}},
	{"方案", []string{"Plan", "Plans", "Program", "Programme", "Scheme"}},
	{"计划", []string{"Plan", "Program", "Programme"}},
	{"措施", []string{"Measures"}},
	{"办法", []string{"Measures"}},
	{"条例", []string{"Regulations", "Regulation"}},
	{"规定", []string{"Provisions", "Regulations"}},
	{"细则", []string{"Rules"}},
	{"规则", []string{"Rules"}},
	{"规范", []string{"Standards", "Standard", "Specifications", "Specification", "Norms"}},
	{"标准", []string{"Standards", "Standard"}},
	{"指南", []string{"Guide", "Guidelines"}},
	{"指引", []string{"Guide", "Guidelines"}},
	{"要点", []string{"Key Points"}},
	{"通知", []string{"Notice", "Circular"}},
	{"公告", []string{"Announcement", "Notice"}},
	{"决定", []string{"Decision"}},
	{"协议", []string{"Agreement"}},
	{"协定", []string{"Agreement"}},
	{"公约", []string{"Convention"}},
	{"名录", []string{"List", "Catalogue", "Directory"}},
	{"目录", []string{"Catalogue", "List"}},
	{"报告", []string{"Report"}},
	{"案例", []string{"Cases"}},
	{"法", []string{"Law", "Code"}},
}

var chineseTitle = regexp.MustCompile(`《([^《》]+)》`)

// documentTitles pairs the titles in 《》 of a Chinese text with capitalised English
// phrases headed by the same kind of document, in their order; only where both
// languages have equally many of that kind.
func documentTitles(zh, en string) []duizhao.Bilingual {
	titles := map[int][]string{}
	for _, m := range chineseTitle.FindAllStringSubmatch(zh, -1) {
		if g := genreOf(m[1]); g >= 0 {
			titles[g] = append(titles[g], m[1])
		}
	}
	phrases := capitalised(en)
	var out []duizhao.Bilingual
	for g := range genres {
		var headed []string
		for _, p := range phrases {
			if slices.ContainsFunc(genres[g].en, func(word string) bool { return head(p) == word || strings.HasSuffix(head(p), " "+word) }) {
				headed = append(headed, p)
			}
		}
		if len(titles[g]) == 0 || len(headed) != len(titles[g]) || sharesHead(titles, g) {
			continue
		}
		for i, title := range titles[g] {
			out = append(out, duizhao.Bilingual{Zh: title, En: headed[i]})
		}
	}
	return out
}

// sharesHead reports whether titles of another kind could have the same English
// head, so that it is not known which phrase is whose.
func sharesHead(titles map[int][]string, g int) bool {
	for other := range titles {
		if other != g && slices.ContainsFunc(genres[other].en, func(w string) bool { return slices.Contains(genres[g].en, w) }) {
			return true
		}
	}
	return false
}

// genreOf returns the index of a Chinese title's kind, or -1.
func genreOf(title string) int {
	for i := strings.LastIndexAny(title, "（("); i > 0; i = strings.LastIndexAny(title, "（(") {
		title = strings.TrimSpace(title[:i])
	}
	for i, g := range genres {
		if strings.HasSuffix(title, g.zh) {
			return i
		}
	}
	return -1
}

// linking are the lower-case words an English title may hold; those after which
// its head is over are true.
var linking = map[string]bool{
	"of": true, "on": true, "for": true, "to": true, "in": true, "against": true, "during": true, "under": true, "by": true,
	"and": false, "the": false, "a": false, "an": false, "as": false, "or": false,
}

// head returns what stands before the first preposition of an English title, whose
// last word says what it is.
func head(phrase string) string {
	words := strings.Fields(phrase)
	for i, w := range words {
		if linking[w] || strings.HasPrefix(w, "(") {
			return strings.Join(words[:i], " ")
		}
	}
	return phrase
}

// capitalised returns the phrases of capitalised words of an English text, with
// the linking words within them and the years in brackets behind them.
func capitalised(text string) []string {
	var out []string
	words := strings.Fields(text)
	for i := 0; i < len(words); {
		if !startsPhrase(words[i]) {
			i++
			continue
		}
		end, over := i+1, endsPhrase(words[i])
		for j := end; j < len(words) && !over; j++ {
			switch {
			case words[j] == "and" && j+1 < len(words) && words[j+1] == "the":
				over = true
			case isCapital(words[j]):
				end, over = j+1, endsPhrase(words[j])
			case !isLinking(words[j]):
				over = true
			}
		}
		out = append(out, strings.TrimRight(strings.Trim(strings.Join(words[i:end], " "), "\"“”‘’'"), ",.;:\"”’"))
		i = end
	}
	return out
}

func isLinking(word string) bool {
	_, ok := linking[word]
	return ok
}

func startsPhrase(word string) bool {
	return isCapital(word) && !strings.HasPrefix(word, "(") && !ordinal.MatchString(word) && !slices.Contains([]string{"The", "A", "An", "In", "On", "And"}, word)
}

var ordinal = regexp.MustCompile(`^\d+(st|nd|rd|th)\b`)

// isCapital reports whether a word begins with a capital letter, or is an ordinal
// or a number in brackets: "14th", "(2021-2035)".
func isCapital(word string) bool {
	first, size := utf8.DecodeRuneInString(strings.TrimLeft(word, "\"“‘'"))
	if ordinal.MatchString(word) {
		return true
	}
	if first == '(' {
		return len(word) > size && word[size] >= '0' && word[size] <= '9' && strings.Contains(word, ")")
	}
	return unicode.IsUpper(first)
}

func endsPhrase(word string) bool { return strings.ContainsAny(word[len(word)-1:], ",.;:") }

// placeKinds are the kinds of places that stand behind a name in both languages.
var placeKinds = []struct{ zh, en string }{
	{"区", "District"}, {"县", "County"}, {"省", "Province"}, {"海关", "Customs"},
}

var englishPlace = regexp.MustCompile(`\b([A-Z][a-z']+) (District|County|Province|Customs)\b`)

// placeNames pairs Chinese names of places with the English that writes them in Pinyin:
// 玄武区 with Xuanwu District.
func placeNames(zh, en string) []duizhao.Bilingual {
	var out []duizhao.Bilingual
	for _, m := range englishPlace.FindAllStringSubmatch(en, -1) {
		name := strings.ToLower(strings.ReplaceAll(m[1], "'", ""))
		for _, k := range placeKinds {
			if k.en != m[2] {
				continue
			}
			if found := spelt(zh, k.zh, name); found != "" {
				pair := duizhao.Bilingual{Zh: found, En: m[0]}
				if !slices.Contains(out, pair) {
					out = append(out, pair)
				}
			}
		}
	}
	return out
}

// spelt returns the place of kind suffix in a Chinese text whose name is pinyin in
// letters, or "".
func spelt(zh, suffix, letters string) string {
	for rest, at := zh, 0; ; {
		i := strings.Index(rest, suffix)
		if i < 0 {
			return ""
		}
		before := []rune(zh[:at+i])
		for n := 1; n <= 4 && n <= len(before); n++ {
			name := string(before[len(before)-n:])
			if strings.Join(pinyin.Syllables(name), "") == letters {
				return name + suffix
			}
		}
		at += i + len(suffix)
		rest = zh[at:]
	}
}
