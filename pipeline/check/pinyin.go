package check

import (
	"iter"
	"slices"
	"sort"
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
type speller struct {
	number []int32         // of the list of a character, from firstHan
	rare   map[rune]int32  // the same of the others
	lists  []readings      // the first is of what is no Chinese character
	maybe  map[string]bool // what possible has returned
}

// readings are the syllables that a character may be read as, the usual one first.
type readings struct {
	syllables []string
	initials  uint32 // the letters they begin with
}

func newSpeller() *speller {
	return &speller{make([]int32, lastHan-firstHan+1), map[rune]int32{}, make([]readings, 1), map[string]bool{}}
}

// glyph is a character of a text: where it stands and how it is read.
type glyph struct {
	at   int32
	size int32
	list int32 // of speller.lists, 0 for none
}

func (g *glyph) end() int32 { return g.at + g.size }

// glyphs returns the characters of text within s.
func (s *speller) glyphs(text string, bounds duizhao.Span) []glyph {
	out := make([]glyph, 0, bounds.Len()/len("中")+1)
	for i := bounds.Start; i < bounds.End; {
		r, size := utf8.DecodeRuneInString(text[i:bounds.End])
		list := int32(0)
		if isHan(r) {
			list = s.list(r)
		}
		out = append(out, glyph{int32(i), int32(size), list})
		i += size
	}
	return out
}

// within returns those of g, which are in order, that stand in s.
func within(g []glyph, s duizhao.Span) []glyph {
	from := sort.Search(len(g), func(k int) bool { return int(g[k].at) >= s.Start })
	to := from + sort.Search(len(g)-from, func(k int) bool { return int(g[from+k].at) >= s.End })
	return g[from:to]
}

// firstHan and lastHan bound nearly all Chinese characters.
const firstHan, lastHan = 0x4E00, 0x9FFF

// isHan is unicode.Is(unicode.Han, r), quickly for nearly all of them.
func isHan(r rune) bool {
	return r >= firstHan && r <= lastHan || r > unicode.MaxLatin1 && unicode.Is(unicode.Han, r)
}

// initial is the bit of readings.initials for c.
func initial(c byte) uint32 {
	if c < 'a' || c > 'z' {
		return 1 << 31
	}
	return 1 << (c - 'a')
}

// list returns the number of the readings of the Chinese character r.
func (s *speller) list(r rune) int32 {
	usual := r >= firstHan && r <= lastHan
	k := int32(0)
	if usual {
		k = s.number[r-firstHan]
	} else {
		k = s.rare[r]
	}
	if k == 0 {
		k = int32(len(s.lists))
		if usual {
			s.number[r-firstHan] = k
		} else {
			s.rare[r] = k
		}
		list := readings{syllables: syllables(r)}
		for _, p := range list.syllables {
			if p != "" {
				list.initials |= initial(p[0])
			}
		}
		s.lists = append(s.lists, list)
	}
	return k
}

// syllables returns what r may be read as, without tones. The ü of lü and nü is
// written in four ways.
func syllables(r rune) []string {
	var out []string
	for _, p := range pinyin.Readings(r) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
		if base, ok := strings.CutSuffix(p, "v"); ok {
			out = append(out, base+"u", base+"yu", base+"ü")
		}
	}
	return out
}

// find returns where in text the first run of two and more characters begins that plain,
// which is not empty, spells, and how many they are: 0 where there is none.
func (s *speller) find(text []glyph, plain string) (at, n int) {
	first := initial(plain[0])
	for i := range text {
		if s.lists[text[i].list].initials&first != 0 {
			if n := s.match(text[i:], plain); n > 1 {
				return i, n
			}
		}
	}
	return 0, 0
}

// match returns how many characters at the start of text plain spells, 0 where it does
// not.
func (s *speller) match(text []glyph, plain string) int {
	if len(text) == 0 {
		return 0
	}
	for _, p := range s.lists[text[0].list].syllables {
		rest, ok := strings.CutPrefix(plain, p)
		switch {
		case !ok:
		case rest == "":
			return 1
		default:
			if n := s.match(text[1:], rest); n > 0 {
				return 1 + n
			}
		}
	}
	return 0
}

// longestSpelling bounds the length of a spelled name, in bytes.
const longestSpelling = 24

// maxSpellings bounds the spellings of one word.
const maxSpellings = 8

// all yields the spellings of a Chinese word, at most maxSpellings, in a buffer that it
// uses again.
func (s *speller) all(word []glyph) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var buf [longestSpelling]byte
		left := maxSpellings
		s.spell(word, buf[:0], &left, yield)
	}
}

// spell yields head with each spelling of word behind it, as long as there are any left.
func (s *speller) spell(word []glyph, head []byte, left *int, yield func([]byte) bool) bool {
	if len(word) == 0 {
		*left--
		return yield(head) && *left > 0
	}
	for _, p := range s.lists[word[0].list].syllables {
		if !s.spell(word[1:], append(head, p...), left, yield) {
			return false
		}
	}
	return true
}

// appendUsual appends to b the spelling of a Chinese word in its characters' usual
// readings.
func (s *speller) appendUsual(b []byte, word []glyph) []byte {
	for _, g := range word {
		if p := s.lists[g.list].syllables; len(p) > 0 {
			b = append(b, p[0]...)
		}
	}
	return b
}

// usualSize is how many bytes appendUsual appends.
func (s *speller) usualSize(word []glyph) (n int) {
	for _, g := range word {
		if p := s.lists[g.list].syllables; len(p) > 0 {
			n += len(p[0])
		}
	}
	return n
}

// syllables are those of Hanyu Pinyin, as initials and finals.
var (
	initials = strings.Fields("zh ch sh b p m f d t n l g k h j q x r z c s y w")
	finals   = strings.Fields("iang iong uang ang eng ing ong ian iao uai uan yuan ai ei ao ou an en in un ia ie iu ua ui uo ue yu er a e i o u v ü")
)

// possible reports whether plain can be cut into syllables, most of which are
// Pinyin's: a quick look that spares the search in the Chinese text.
func (s *speller) possible(plain string) bool {
	is, known := s.maybe[plain]
	if !known {
		is = possible(plain)
		s.maybe[plain] = is
	}
	return is
}

func possible(plain string) bool {
	if plain == "" || len(plain) > longestSpelling {
		return plain == ""
	}
	try := func(rest string) bool {
		for _, f := range finals {
			if tail, ok := strings.CutPrefix(rest, f); ok && possible(tail) {
				return true
			}
		}
		return false
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
	d := len(a) - len(b)
	return d <= limit && -d <= limit && (a[0] == b[0] || a[len(a)-1] == b[len(b)-1]) && nearly(a, b, limit)
}

func nearly(a, b string, limit int) bool {
	if len(a) > longestSpelling || len(b) > longestSpelling {
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

// behindNames are words that stand behind the name of a place or body, by their first
// characters.
var behindNames = sync.OnceValue(func() map[rune][]string {
	out := map[rune][]string{}
	for w := range strings.FieldsSeq("市 省 区 县 镇 乡 村 州 盟 旗 海关 法院 大学 港 湖 江 河 山 岛 路 桥 机场 检察院 公安 经济 高新 开发区 新区 自贸 仲裁 地铁 口岸 人民 法庭 行动 海 湾 寺") {
		r, _ := utf8.DecodeRuneInString(w)
		out[r] = append(out[r], w)
	}
	return out
})

// nameLike reports whether h stands as names do: before what it is the name of, or
// at the beginning of a quotation.
func (n *names) nameLike(h han) bool {
	return n.named(h.block, h.span.End) || n.opened(h.block, h.span.Start)
}

// named reports whether at byte end of Chinese block z there is what stands behind
// names.
func (n *names) named(z, end int) bool {
	rest := n.v.zh.rd.Document.Text[end:n.v.zh.rd.Document.Blocks[z].Span.End]
	r, _ := utf8.DecodeRuneInString(rest)
	for _, w := range behindNames()[r] {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// opened reports whether a quotation or bracket opens right before byte start of Chinese
// block z.
func (n *names) opened(z, start int) bool {
	before := n.v.zh.rd.Document.Text[n.v.zh.rd.Document.Blocks[z].Span.Start:start]
	r, _ := utf8.DecodeLastRuneInString(before)
	switch r {
	case '“', '‘', '「', '《', '（', '(':
		return true
	}
	return false
}

// spelt is a Chinese word, by the bytes of its block, with one of its spellings.
type spelt struct {
	block      int
	start, end int32
	from, to   int32 // the spelling, in likely.spellings
}

// likely are Chinese words that look like names.
type likely struct {
	spelt     []spelt
	spellings string // of all, one behind the other
}

func (l *likely) plain(s *spelt) string { return l.spellings[s.from:s.to] }

// longestName is how many characters a name is looked for in.
const longestName = 4

// longSpelling is the length from which no English word is like a spelling of three
// characters, so that these need not stand as names do.
const longSpelling = 8

// likelyNames returns the Chinese words beside English block b that stand as names
// do or are long, with their spellings.
func (n *names) likelyNames(b int) *likely {
	k := n.v.en.bead[b]
	if out, ok := n.like[k]; ok {
		return out
	}
	out := &likely{}
	var plain []byte
	for _, z := range n.chineseOf(b) {
		plain = n.collect(out, z, plain)
	}
	out.spellings = string(plain)
	n.like[k] = out
	return out
}

// collect appends the likely names of Chinese block z to l, and their spellings to plain.
func (n *names) collect(l *likely, z int, plain []byte) []byte {
	text := n.glyphsOf(z)
	run := 0
	for i := range text {
		if run++; text[i].list == 0 {
			run = 0
			continue
		}
		named := run > 1 && n.named(z, int(text[i].end()))
		for back := 2; back <= min(longestName, run); back++ {
			word := text[i+1-back : i+1]
			from := len(plain)
			add := func() {
				l.spelt = append(l.spelt, spelt{z, word[0].at, text[i].end(), int32(from), int32(len(plain))})
				from = len(plain)
			}
			switch {
			case named || n.opened(z, int(word[0].at)):
				for p := range n.spell.all(word) {
					if len(p) > shortName {
						plain = append(plain, p...)
						add()
					}
				}
			case back == 3 && n.spell.usualSize(word) >= longSpelling:
				plain = n.spell.appendUsual(plain, word)
				add()
			}
		}
	}
	return plain
}

// conventional are spellings of Chinese names that are right and not Pinyin.
var conventional = wordSet("shaanxi taipei taipeh tsinghua peking hohai moutai kweichow macau macao tibet soochow yangtze sinopec sinochem lyuliang hongkong canton harbin hohhot urumqi kashgar")

// province is a place with the short name that stands for it.
type province struct{ short, name, plain string }

// provinces are well-known places, first of all provinces, with their short names:
// 涉港澳台 names each by one character.
var provinces = sync.OnceValue(func() (out []province) {
	for pair := range strings.FieldsSeq(`京Beijing 津Tianjin 冀Hebei 晋Shanxi 蒙Mongolia 辽Liaoning 吉Jilin 黑Heilongjiang 沪Shanghai 苏Jiangsu 浙Zhejiang
		皖Anhui 闽Fujian 赣Jiangxi 鲁Shandong 豫Henan 鄂Hubei 湘Hunan 粤Guangdong 桂Guangxi 琼Hainan 渝Chongqing 川Sichuan 黔Guizhou 滇Yunnan
		藏Xizang 陕Shaanxi 甘Gansu 青Qinghai 宁Ningxia 疆Xinjiang 台Taiwan 澳Macao 深Shenzhen`) {
		size := strings.IndexFunc(pair, func(r rune) bool { return r < utf8.RuneSelf })
		out = append(out, province{pair[:size], pair[size:], strings.ToLower(pair[size:])})
	}
	return out
})
