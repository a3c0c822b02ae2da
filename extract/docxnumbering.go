package extract

import (
	"strconv"
	"strings"
)

const listLevels = 9

// listLevel is how one level of a list is numbered.
type listLevel struct {
	start   int
	format  string // a value of ST_NumberFormat (ECMA-376 part 1, 17.18.59)
	text    string // with %1 to %9 for the numbers of the levels
	restart int    // the level (from 1) after which it begins anew; 0: never; -1: after any above
	legal   bool   // every number of the text is written in Arabic digits
	owner   string // id of the paragraph style that uses it
}

// listKind is an abstract numbering: lists that share it go on counting each other.
type listKind struct {
	levels [listLevels]listLevel
	link   string // id of the numbering style that it stands for
	style  string // id of the numbering style that it defines
	count  [listLevels]int
	used   [listLevels]bool
}

// listUse is a numbering as paragraphs refer to it: a kind, with exceptions.
type listUse struct {
	kind   string
	levels map[int]listLevel
	start  map[int]int // where the level begins anew when this use of it begins
	begun  [listLevels]bool
}

// docxLists numbers the paragraphs of lists in the order of the document, as
// ECMA-376 part 1, section 17.9 says.
type docxLists struct {
	kinds map[string]*listKind
	uses  map[string]*listUse
}

func readLists(data []byte) (*docxLists, error) {
	l := &docxLists{kinds: map[string]*listKind{}, uses: map[string]*listUse{}}
	if data == nil {
		return l, nil
	}
	root, err := readTree(data)
	if err != nil {
		return nil, err
	}
	for _, e := range root.all("abstractNum") {
		k := &listKind{link: e.child("numStyleLink").attr("val"), style: e.child("styleLink").attr("val")}
		for _, lvl := range e.all("lvl") {
			if i, ok := levelIndex(lvl.attr("ilvl")); ok {
				k.levels[i] = readLevel(lvl)
			}
		}
		l.kinds[e.attr("abstractNumId")] = k
	}
	for _, e := range root.all("num") {
		u := &listUse{kind: e.child("abstractNumId").attr("val"), levels: map[int]listLevel{}, start: map[int]int{}}
		for _, o := range e.all("lvlOverride") {
			i, ok := levelIndex(o.attr("ilvl"))
			if !ok {
				continue
			}
			if lvl := o.child("lvl"); lvl != nil {
				u.levels[i] = readLevel(lvl)
			}
			if start := o.child("startOverride"); start != nil {
				u.start[i], _ = strconv.Atoi(start.attr("val"))
			}
		}
		l.uses[e.attr("numId")] = u
	}
	return l, nil
}

func levelIndex(s string) (int, bool) {
	i, err := strconv.Atoi(s)
	return i, err == nil && i >= 0 && i < listLevels
}

func readLevel(e *element) listLevel {
	l := listLevel{start: 1, format: e.child("numFmt").attr("val"), text: e.child("lvlText").attr("val"), restart: -1}
	if choice := e.child("AlternateContent", "Choice", "numFmt"); l.format == "" && choice != nil {
		l.format = choice.attr("val")
	}
	if start, err := strconv.Atoi(e.child("start").attr("val")); err == nil {
		l.start = start
	}
	if restart, err := strconv.Atoi(e.child("lvlRestart").attr("val")); err == nil {
		l.restart = restart
	}
	l.legal = e.child("isLgl").on()
	l.owner = e.child("pStyle").attr("val")
	return l
}

// next counts a paragraph at a level (from 0) of numbering id and returns the label
// before it; "" where it has none.
func (l *docxLists) next(id string, level int) string {
	u := l.uses[id]
	if u == nil || level < 0 || level >= listLevels {
		return ""
	}
	k := l.resolve(u.kind)
	if k == nil {
		return ""
	}
	k.advance(u, level)
	own := u.level(k, level)
	if own.format == "bullet" {
		return "•"
	}
	var b strings.Builder
	for i := 0; i < len(own.text); i++ {
		if own.text[i] != '%' || i+1 == len(own.text) || own.text[i+1] < '1' || own.text[i+1] > '9' {
			b.WriteByte(own.text[i])
			continue
		}
		i++
		at := int(own.text[i] - '1')
		of := u.level(k, at)
		value := k.count[at]
		if !k.used[at] {
			value = of.start
		}
		if own.legal {
			of.format = "decimal"
		}
		b.WriteString(listNumber(of.format, value))
	}
	return b.String()
}

// levelOf returns the level of numbering id that belongs to a paragraph style, or
// level where none does.
func (l *docxLists) levelOf(id, style string, level int) int {
	if u := l.uses[id]; u != nil {
		if k := l.resolve(u.kind); k != nil {
			for i := range k.levels {
				if style != "" && u.level(k, i).owner == style {
					return i
				}
			}
		}
	}
	return level
}

// resolve follows a kind that only names the style that defines it.
func (l *docxLists) resolve(id string) *listKind {
	k := l.kinds[id]
	if k == nil || k.link == "" {
		return k
	}
	for _, other := range l.kinds {
		if other.style == k.link {
			return other
		}
	}
	return k
}

func (u *listUse) level(k *listKind, i int) listLevel {
	if own, ok := u.levels[i]; ok {
		return own
	}
	return k.levels[i]
}

// advance moves the count of a level on, and sets back those below it.
func (k *listKind) advance(u *listUse, level int) {
	start, anew := u.start[level]
	switch {
	case anew && !u.begun[level]:
		k.count[level] = start
	case k.used[level]:
		k.count[level]++
	default:
		k.count[level] = u.level(k, level).start
	}
	u.begun[level], k.used[level] = true, true
	for below := level + 1; below < listLevels; below++ {
		if r := u.level(k, below).restart; r < 0 || r > level {
			k.used[below] = false
		}
	}
}

// listNumber writes n in a number format.
func listNumber(format string, n int) string {
	if write := numberFormats[format]; write != nil {
		if s := write(n); s != "" || format == "none" {
			return s
		}
	}
	return strconv.Itoa(n)
}

// numberFormats are the formats that reports in Chinese and English use. Others are
// written in Arabic digits.
var numberFormats = map[string]func(int) string{
	"none":        func(int) string { return "" },
	"decimalZero": func(n int) string { return strings.Repeat("0", max(0, 2-len(strconv.Itoa(n)))) + strconv.Itoa(n) },
	"upperRoman":  romanNumeral,
	"lowerRoman":  func(n int) string { return strings.ToLower(romanNumeral(n)) },
	"upperLetter": func(n int) string { return strings.ToUpper(lowerLetters(n)) },
	"lowerLetter": lowerLetters,
	"ordinal":     englishOrdinal,

	"chineseCounting": hanNumeral, "chineseCountingThousand": hanNumeral, "japaneseCounting": hanNumeral,
	"taiwaneseCounting": hanNumeral, "taiwaneseCountingThousand": hanNumeral,
	"ideographDigital": hanDigitByDigit, "taiwaneseDigital": hanDigitByDigit, "japaneseDigitalTenThousand": hanDigitByDigit,
	"chineseLegalSimplified": hanLegal, "ideographLegalTraditional": hanLegal,
	"ideographTraditional": oneOf("甲乙丙丁戊己庚辛壬癸"), "ideographZodiac": oneOf("子丑寅卯辰巳午未申酉戌亥"),

	"decimalFullWidth": fullWidth, "decimalFullWidth2": fullWidth,
	"decimalEnclosedCircle": oneOf(circled), "decimalEnclosedCircleChinese": oneOf(circled),
	"decimalEnclosedParen":    oneOf("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
	"decimalEnclosedFullstop": oneOf("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
	"ideographEnclosedCircle": oneOf("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
}

const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

// englishOrdinal writes 1st, 22nd, 13th.
func englishOrdinal(n int) string {
	ending := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return strconv.Itoa(n) + ending
}
