package check

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/pinyin"
)

// han is a Chinese word and where it stands.
type han struct {
	text  string
	block int
	span  duizhao.Span
}

// speller spells Chinese words, each character in all its readings.
type speller struct{ cache map[rune][]string }

func newSpeller() *speller { return &speller{map[rune][]string{}} }

// readings returns the syllables r may be read as, without tones. The ü of lü and
// nü is written in four ways.
func (s *speller) readings(r rune) []string {
	if out, ok := s.cache[r]; ok {
		return out
	}
	var out []string
	for _, p := range pinyin.Readings(r) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
		if base, ok := strings.CutSuffix(p, "v"); ok {
			out = append(out, base+"u", base+"yu", base+"ü")
		}
	}
	s.cache[r] = out
	return out
}

// find returns the first run of two and more characters within bounds of text that
// plain spells.
func (s *speller) find(text string, bounds duizhao.Span, plain string) (duizhao.Span, bool) {
	for i := bounds.Start; i < bounds.End; {
		_, size := utf8.DecodeRuneInString(text[i:bounds.End])
		if end := s.match(text[i:bounds.End], plain); end > size {
			return duizhao.Span{Start: i, End: i + end}, true
		}
		i += size
	}
	return duizhao.Span{}, false
}

// match returns how many bytes at the start of text plain spells, 0 where it does
// not.
func (s *speller) match(text, plain string) int {
	r, size := utf8.DecodeRuneInString(text)
	if !unicode.Is(unicode.Han, r) {
		return 0
	}
	for _, p := range s.readings(r) {
		rest, ok := strings.CutPrefix(plain, p)
		switch {
		case !ok:
		case rest == "":
			return size
		default:
			if n := s.match(text[size:], rest); n > 0 {
				return size + n
			}
		}
	}
	return 0
}

// longestSpelling bounds the length of a spelled name, in bytes.
const longestSpelling = 24

// maxSpellings bounds the spellings of one word.
const maxSpellings = 8

// all returns the spellings of a Chinese word.
func (s *speller) all(word string) []string {
	out := []string{""}
	for _, r := range word {
		var next []string
		for _, head := range out {
			for _, p := range s.readings(r) {
				if len(next) < maxSpellings {
					next = append(next, head+p)
				}
			}
		}
		out = next
	}
	return out
}

// usual returns the spelling of a Chinese word in its characters' usual readings.
func (s *speller) usual(word string) string {
	var b strings.Builder
	for _, r := range word {
		if p := s.readings(r); len(p) > 0 {
			b.WriteString(p[0])
		}
	}
	return b.String()
}

// syllables are those of Hanyu Pinyin, as initials and finals.
var (
	initials = strings.Fields("zh ch sh b p m f d t n l g k h j q x r z c s y w")
	finals   = strings.Fields("iang iong uang ang eng ing ong ian iao uai uan yuan ai ei ao ou an en in un ia ie iu ua ui uo ue yu er a e i o u v ü")
)

// possible reports whether plain can be cut into syllables, most of which are
// Pinyin's: a quick look that spares the search in the Chinese text.
func (s *speller) possible(plain string) bool {
	if plain == "" || len(plain) > longestSpelling {
		return plain == ""
	}
	try := func(rest string) bool {
		return slices.ContainsFunc(finals, func(f string) bool {
			tail, ok := strings.CutPrefix(rest, f)
			return ok && s.possible(tail)
		})
	}
	if try(plain) {
		return true
	}
	for _, i := range initials {
		if rest, ok := strings.CutPrefix(plain, i); ok && try(rest) {
			return true
		}
	}
	return false
}

// near reports whether a and b differ by one to limit slips. Words of which neither
// the first nor the last letters agree are not compared any further.
func near(a, b string, limit int) bool {
	if d := len(a) - len(b); d > limit || -d > limit || a[0] != b[0] && a[len(a)-1] != b[len(b)-1] || len(a) > longestSpelling || len(b) > longestSpelling {
		return false
	}
	d := slip(a, b)
	return d >= 1 && d <= limit
}

// slip returns by how many slips of the pen a and b differ: a letter lost, added or
// exchanged, or two neighbouring ones turned round (Damerau, 1964, in its optimal
// string alignment form). Neither may be longer than longestSpelling.
func slip(a, b string) int {
	var room [3][longestSpelling + 1]int
	rows := [3][]int{room[0][:len(b)+1], room[1][:len(b)+1], room[2][:len(b)+1]}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, last, before := rows[2], rows[1], rows[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+boolInt(a[i-1] != b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		rows = [3][]int{last, row, before}
	}
	return rows[1][len(b)]
}

// behindNames are words that stand behind the name of a place or body, and
// openings before it.
var (
	behindNames = strings.Fields("市 省 区 县 镇 乡 村 州 盟 旗 海关 法院 大学 港 湖 江 河 山 岛 路 桥 机场 检察院 公安 经济 高新 开发区 新区 自贸 仲裁 地铁 口岸 人民 法庭 行动 海 湾 寺")
	openings    = []string{"“", "‘", "「", "《", "（", "("}
)

// nameLike reports whether h stands as names do: before what it is the name of, or
// at the beginning of a quotation.
func (n *names) nameLike(h han) bool {
	text, b := n.v.zh.rd.Document.Text, n.v.zh.rd.Document.Blocks[h.block].Span
	behind, before := text[h.span.End:b.End], text[b.Start:h.span.Start]
	return slices.ContainsFunc(behindNames, func(w string) bool { return strings.HasPrefix(behind, w) }) ||
		slices.ContainsFunc(openings, func(w string) bool { return strings.HasSuffix(before, w) })
}

// spelt is a Chinese word with one of its spellings.
type spelt struct {
	han
	plain string
}

// longestName is how many characters a name is looked for in.
const longestName = 4

// longSpelling is the length from which no English word is like a spelling of three
// characters, so that these need not stand as names do.
const longSpelling = 8

// spellings returns those of h that are worth comparing.
func (n *names) spellings(h han) (out []spelt) {
	if !n.nameLike(h) {
		if plain := n.spell.usual(h.text); len(plain) >= longSpelling {
			out = append(out, spelt{h, plain})
		}
		return out
	}
	for _, plain := range n.spell.all(h.text) {
		if len(plain) > shortName {
			out = append(out, spelt{h, plain})
		}
	}
	return out
}

// likelyNames returns the Chinese words beside English block b that stand as names
// do or are long, with their spellings.
func (n *names) likelyNames(b int) []spelt {
	k := n.v.en.bead[b]
	if out, ok := n.like[k]; ok {
		return out
	}
	var out []spelt
	d := n.v.zh.rd.Document
	for _, z := range n.chineseOf(b) {
		s := d.Blocks[z].Span
		starts := []int{}
		for i, r := range s.Of(d.Text) {
			if !unicode.Is(unicode.Han, r) {
				starts = starts[:0]
				continue
			}
			end := s.Start + i + utf8.RuneLen(r)
			starts = append(starts, s.Start+i)
			for back := 2; back <= min(longestName, len(starts)); back++ {
				start := starts[len(starts)-back]
				if h := (han{d.Text[start:end], z, duizhao.Span{Start: start, End: end}}); back == 3 || n.nameLike(h) {
					out = append(out, n.spellings(h)...)
				}
			}
		}
	}
	n.like[k] = out
	return out
}

// conventional are spellings of Chinese names that are right and not Pinyin.
var conventional = wordSet("shaanxi taipei taipeh tsinghua peking hohai moutai kweichow macau macao tibet soochow yangtze sinopec sinochem lyuliang hongkong canton harbin hohhot urumqi kashgar")

// provinces maps short names to the places, first of all provinces, that they stand
// for: 涉港澳台 names each by one character.
var provinces = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for pair := range strings.FieldsSeq(`京Beijing 津Tianjin 冀Hebei 晋Shanxi 蒙Mongolia 辽Liaoning 吉Jilin 黑Heilongjiang 沪Shanghai 苏Jiangsu 浙Zhejiang
		皖Anhui 闽Fujian 赣Jiangxi 鲁Shandong 豫Henan 鄂Hubei 湘Hunan 粤Guangdong 桂Guangxi 琼Hainan 渝Chongqing 川Sichuan 黔Guizhou 滇Yunnan
		藏Xizang 陕Shaanxi 甘Gansu 青Qinghai 宁Ningxia 疆Xinjiang 台Taiwan 澳Macao 深Shenzhen`) {
		size := strings.IndexFunc(pair, func(r rune) bool { return r < utf8.RuneSelf })
		out[pair[:size]] = pair[size:]
	}
	return out
})
