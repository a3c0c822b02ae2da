package quantity

import (
	"strings"

	"duizhao"
)

// sectionLabel returns the end of a section's number at the beginning of a
// block: 一、 （二） 3. 第四章.
func sectionLabel(s string) int {
	i := 0
	for i < len(s) && (s[i] == ' ' || s[i] == '*' || s[i] == '#' || s[i] == '\t') {
		i++
	}
	i = skipSpaces(s, i)
	for _, open := range [...]string{"（", "(", "第"} {
		if !has(s, i, open) {
			continue
		}
		n := readZh(s, i+len(open))
		if !n.ok() || n.is(over|vague|scaled) || n.digits > 2 {
			return 0
		}
		for _, end := range [...]string{"）", ")", "章", "节", "条", "编"} {
			if has(s, n.end, end) && (open == "第") == strings.Contains("章节条编", end) {
				return n.end + len(end)
			}
		}
		return 0
	}
	n := readZh(s, i)
	if !n.ok() || n.is(over|vague|scaled|pointed|grouped) || n.end-i > 9 {
		return 0
	}
	for _, end := range [...]string{"、", "．", ".", "）", ")"} {
		if has(s, n.end, end) && (n.is(words) || n.digits <= 2) {
			if _, size := digitAt(s, n.end+len(end)); size == 0 && !has(s, n.end, "..") {
				return n.end + len(end)
			}
		}
	}
	return 0
}

// name reads what begins with an Arabic digit and is a name: 1+13, 7×24, 12345热线,
// 10:30. It returns its end, or i.
func (z *zh) name(i int) int {
	s := z.s
	r := digitRun(s, i)
	if end := z.signed(i, r); end > i {
		return end
	}
	if end := z.beforeLatin(i, r); end > i {
		return end
	}
	if end := z.telephone(i, r); end > i {
		return end
	}
	if r.n <= 2 && (has(s, r.end, "：") || has(s, r.end, ":")) && (endsWith(s, i, "案例") || endsWith(s, i, "专栏") || endsWith(s, i, "附件")) {
		return z.label(i, r.end, "name "+s[i:r.end])
	}
	if r.n >= 3 && r.n <= 5 && hotline(s, r.end) {
		return z.label(i, r.end, "name "+s[i:r.end])
	}
	if r.n == 4 && r.value >= 1900 && r.value <= 2100 && closesQuote(s, r.end) && runeAt(s, backOver(s, i)-3) >= 0x4E00 && runeAt(s, backOver(s, i)-3) < 0xA000 {
		return z.label(i, r.end, "name "+s[i:r.end]) // “剑网2022”
	}
	if p := pointAt(s, r.end); p > 0 {
		second := digitRun(s, r.end+p)
		if pointAt(s, second.end) > 0 {
			return z.label(i, chain(s, i, ".．"), "name "+s[i:chain(s, i, ".．")])
		}
	}
	return i
}

// chain returns the end of digits joined by any of the given signs.
func chain(s string, i int, signs string) int {
	end := digitRun(s, i).end
	for end < len(s) {
		size := runeSize(s, end)
		if !strings.Contains(signs, s[end:end+size]) {
			break
		}
		r := digitRun(s, end+size)
		if r.n == 0 {
			break
		}
		end = r.end
		if f := digitRun(s, end+1); byteAt(s, end) == '.' && f.n > 0 {
			end = f.end // 1:2.5
		}
	}
	return end
}

// signed reads digits joined by a sign that makes them a name, and ‘4+’.
func (z *zh) signed(i int, r run) int {
	s := z.s
	for _, w := range [...]string{"+", "＋", "×", "*", ":", "：", "∶", "#"} {
		if !has(s, r.end, w) {
			continue
		}
		if w == "#" {
			return z.label(i, r.end, "name "+s[i:r.end])
		}
		if d := digitRun(s, r.end+len(w)); d.n > 0 {
			end := chain(s, i, "+＋×*:：∶")
			return z.label(i, end, "name "+strings.ReplaceAll(s[i:end], "＋", "+"))
		}
		if strings.Contains("+＋", w) && (opensQuote(s, i) && closesQuote(s, r.end+len(w)) || has(s, r.end+len(w), "X") || has(s, r.end+len(w), "N")) {
			return z.label(i, r.end+len(w), "name "+s[i:r.end]+"+")
		}
	}
	return i
}

// beforeLatin passes over digits that belong to a Latin name: 5G, 3D. Digits
// before a unit of measure or k do not.
func (z *zh) beforeLatin(i int, r run) int {
	s := z.s
	end := r.end
	if p := pointAt(s, end); p > 0 {
		end = digitRun(s, end+p).end
	}
	if !isLetter(byteAt(s, end)) || isKilo(s, end) {
		return i
	}
	if _, u := zhUnit(s, end); !u.Empty() && u.Start == end {
		return i
	}
	return latinTail(s, end)
}

// telephone reads 025-12345678, 400-820-8820 and long numbers without a unit.
func (z *zh) telephone(i int, r run) int {
	s := z.s
	end := chain(s, i, "-－—")
	if end > r.end {
		last := digitRun(s, r.end+runeSize(s, r.end))
		if r.n >= 3 && r.n <= 4 && last.n >= 7 || end > last.end && !has(s, skipSpaces(s, end), "年") {
			return z.label(i, end, "name "+s[i:end])
		}
		return i
	}
	if r.n >= 11 {
		if _, u := zhUnit(s, r.end); u.Empty() && hanAt(s, r.end).class == hanNone && byteAt(s, r.end) != '.' {
			return z.label(i, r.end, "name "+s[i:r.end])
		}
	}
	return i
}

// hotline reports whether the words behind s[i:] make the digits before them the
// name of a law or a service: 337调查, 12345政务服务热线.
func hotline(s string, i int) bool {
	i = skipSpaces(s, i)
	for _, w := range [...]string{"调查", "条款", "热线", "专线", "报警", "急救", "举报"} {
		if has(s, i, w) {
			return true
		}
	}
	if _, u := zhUnit(s, i); !u.Empty() || runeAt(s, i) < 0x4E00 {
		return false
	}
	window := s[i:min(i+33, len(s))]
	if k := strings.IndexAny(window, "，。；、！？\n"); k >= 0 {
		window = window[:k]
	}
	return strings.Contains(window, "热线") || strings.Contains(window, "平台举报")
}

// currencyCodes are Latin words that a sum follows.
const currencyCodes = " RMB CNY USD HKD EUR GBP JPY US HK "

// standards are prefixes of standards, whose numbers are names.
const standards = " GB GB/T ISO IEC ISO/IEC DB DB/T YY YY/T CJ CJJ JGJ QC SC NY NY/T "

// latinWord passes over the Latin word at s[i:] with the digits that belong to
// it: A4, COVID-19, GB/T 19001-2016, PM2.5. Digits that a scale or a unit follows
// do not belong to it: GDP1.2万亿元.
func latinWord(s string, i int) int {
	end := i
	for isLetter(byteAt(s, end)) {
		end++
	}
	if strings.Contains(currencyCodes, " "+s[i:end]+" ") {
		return end
	}
	if _, size := digitAt(s, end); size > 0 && end-i >= 2 {
		n := readZh(s, end)
		if _, u := zhUnit(s, n.end); n.is(scaled) || !u.Empty() && u.Start == n.end {
			return end
		}
	}
	end = latinTail(s, end)
	if strings.Contains(standards, " "+strings.TrimRight(s[i:end], "0123456789")+" ") && byteAt(s, end) == ' ' && isDigit(byteAt(s, end+1)) {
		end = latinTail(s, end+1)
	}
	return end
}

// latinTail passes over letters, digits and the signs that join them.
func latinTail(s string, end int) int {
	for end < len(s) {
		c := s[end]
		switch {
		case isLetter(c), isDigit(c):
		case strings.IndexByte("-_./:@&?=%", c) >= 0 && (isLetter(byteAt(s, end+1)) || isDigit(byteAt(s, end+1)) || byteAt(s, end+1) == '/'):
		case c == '/' && byteAt(s, end-1) == '/':
		default:
			return end
		}
		end++
	}
	return end
}

// documentNumber reads 〔2022〕15号 and the number of a case, （2022）苏01民终123号.
func documentNumber(z *zh, i int) int {
	s := z.s
	at := i + 3
	r := digitRun(s, at)
	if r.n != 4 || r.value < 1900 || r.value > 2100 {
		return i
	}
	for _, w := range [...]string{"〕", "］", "）"} {
		if !has(s, r.end, w) {
			continue
		}
		at = r.end + 3
		last := 0
		for k := 0; k < 30 && at < len(s); k++ {
			if d := digitRun(s, at); d.n > 0 {
				last, at = d.end, skipSpaces(s, d.end)
			} else if has(s, at, "号") && last > 0 {
				return z.label(i, at+3, "name "+strings.ReplaceAll(s[i:at+3], " ", ""))
			} else if r := runeAt(s, at); (r >= 0x4E00 && r < 0xA000 || r == '第') && (w == "）" || has(s, at, "第")) {
				at += 3
			} else if !has(s, at, " ") {
				return i
			} else {
				at++
			}
		}
	}
	return i
}

// hanName reads names made of Chinese numerals: 十四五, 二十大.
func (z *zh) hanName(i int) int {
	s := z.s
	if has(s, i, "十") {
		if t := hanAt(s, i+3); t.class == hanDigit && t.val > 0 && has(s, i+6, "五") && hanAt(s, i+9).class == hanNone {
			return z.label(i, i+9, "plan "+two(10+t.val))
		}
		if has(s, i, "十五五") {
			return z.label(i, i+9, "plan 15")
		}
	}
	for _, row := range congresses {
		if has(s, i, row.word) && (row.value >= 18 && row.value <= 20 && !majorNoun(s, i+len(row.word)) || endsWith(s, i, "党的") || endsWith(s, i, "中共")) {
			end := i + len(row.word)
			return z.add(duizhao.Quantity{
				Span: duizhao.Span{Start: i, End: end}, Numeral: duizhao.Span{Start: i, End: end - 3},
				Kind: duizhao.Ordinal, Value: duizhao.NewDecimal(row.value, 0), Precision: places[12], Unit: "session",
			})
		}
	}
	return i
}

// congresses are the party congresses a report may name.
var congresses = []struct {
	word  string
	value int64
}{{"十六大", 16}, {"十七大", 17}, {"十八大", 18}, {"十九大", 19}, {"二十一大", 21}, {"二十二大", 22}, {"二十大", 20}, {"十五大", 15}, {"十四大", 14}}

// majorNoun reports whether 大 before s[i:] counts what follows: 二十大产业.
func majorNoun(s string, i int) bool {
	for _, w := range [...]string{"产业", "行业", "工程", "任务", "项目", "类", "品牌", "领域", "案例", "行动", "重点", "措施"} {
		if has(s, i, w) {
			return true
		}
	}
	return false
}
