package batch

import (
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"duizhao"
)

// languageMarks are the words by which publishers mark the language of a file or
// folder. "both" marks a file that holds both.
var languageMarks = map[string]duizhao.Lang{
	"zh": duizhao.Chinese, "cn": duizhao.Chinese, "chs": duizhao.Chinese, "cht": duizhao.Chinese,
	"chi": duizhao.Chinese, "zho": duizhao.Chinese, "chinese": duizhao.Chinese, "hans": duizhao.Chinese,
	"hant": duizhao.Chinese, "zhcn": duizhao.Chinese, "zhtw": duizhao.Chinese,
	"中文": duizhao.Chinese, "中文版": duizhao.Chinese, "中文本": duizhao.Chinese, "汉语": duizhao.Chinese, "中": duizhao.Chinese,
	"en": duizhao.English, "eng": duizhao.English, "english": duizhao.English, "enus": duizhao.English, "engb": duizhao.English,
	"英文": duizhao.English, "英文版": duizhao.English, "英文本": duizhao.English, "英语": duizhao.English, "英": duizhao.English,
	"zhen": both, "enzh": both, "cnen": both, "encn": both, "bilingual": both,
	"双语": both, "双语版": both, "中英": both, "中英文": both, "中英对照": both, "中英双语": both,
}

// both marks a file in both languages.
const both duizhao.Lang = "both"

// compound finds the marks that are written with a separator inside, which
// splitting at separators would tear apart.
var compound = regexp.MustCompile(`(?i)(^|[._\-\s(（\[【])(zh|en|cn)[-_](cn|tw|hk|hans|hant|zh|en|us|gb)($|[._\-\s)）\]】])`)

// hanMark finds a Chinese mark that ends or begins a name without a separator:
// 年报中文版.
var hanMark = regexp.MustCompile(`^(.*?)(中英对照|中英双语|中英文|双语版|中文版|英文版|中文本|英文本|中文|英文|双语)$`)

var hanMarkFirst = regexp.MustCompile(`^(中英对照|中英双语|中英文|双语版|中文版|英文版|中文|英文|双语)(.+)$`)

// name is what a path below a root says of a report.
type name struct {
	id   string       // what is left when the marks of language are taken out
	lang duizhao.Lang // "", zh, en or both
}

// nameOf reads rel, a slash-separated path below the folder the caller named,
// without its extension: folders and base name give the id, a mark of language
// in any of them the language. The mark nearest to the file's own name counts.
func nameOf(rel string) name {
	var n name
	var parts []string
	segments := strings.Split(filepath.ToSlash(rel), "/")
	for i := len(segments) - 1; i >= 0; i-- {
		rest, lang := cutMark(segments[i])
		if n.lang == "" {
			n.lang = lang
		}
		if rest != "" {
			parts = append([]string{rest}, parts...)
		}
	}
	n.id = slug(strings.Join(parts, "-"))
	return n
}

// cutMark takes the last mark of language out of one path segment.
func cutMark(s string) (rest string, lang duizhao.Lang) {
	if m := compound.FindStringSubmatchIndex(s); m != nil {
		mark := strings.ToLower(s[m[4]:m[5]] + s[m[6]:m[7]])
		if l, ok := languageMarks[mark]; ok {
			return joinParts(s[:m[0]], s[m[1]:]), l
		}
	}
	words := strings.FieldsFunc(s, isSeparator)
	for i := len(words) - 1; i >= 0; i-- {
		if l, ok := languageMarks[strings.ToLower(words[i])]; ok {
			at := strings.LastIndex(s, words[i])
			return joinParts(s[:at], s[at+len(words[i]):]), l
		}
		if m := hanMark.FindStringSubmatch(words[i]); m != nil && m[1] != "" {
			return strings.Replace(s, words[i], m[1], 1), languageMarks[m[2]]
		}
		if m := hanMarkFirst.FindStringSubmatch(words[i]); m != nil {
			return strings.Replace(s, words[i], m[2], 1), languageMarks[m[1]]
		}
	}
	return s, ""
}

// joinParts joins what stood before and after a mark.
func joinParts(before, after string) string {
	before = strings.TrimRightFunc(before, isSeparator)
	after = strings.TrimLeftFunc(after, isSeparator)
	if before == "" || after == "" {
		return before + after
	}
	return before + "-" + after
}

func isSeparator(r rune) bool {
	return strings.ContainsRune("._-()（）[]【】", r) || unicode.IsSpace(r)
}

// maxID bounds an id, in code points: it becomes part of file names.
const maxID = 80

// slug makes s fit for a file name on every system: letters, digits and single
// dashes.
func slug(s string) string {
	var b strings.Builder
	n, dash := 0, false
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			dash = b.Len() > 0
			continue
		}
		if n >= maxID {
			break
		}
		if dash {
			b.WriteByte('-')
			n++
		}
		b.WriteRune(r)
		n, dash = n+1, false
	}
	return b.String()
}
