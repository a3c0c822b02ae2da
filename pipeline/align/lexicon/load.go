package lexicon

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duizhao"
	"duizhao/internal/decode"
)

// MaxFile is the size in bytes of the largest word list that Load reads.
const MaxFile = 64 << 20

// Load returns the built-in lexicon with the terms of the user's file at path added;
// see [ReadTerms].
func Load(path string) (*Lexicon, error) {
	terms, err := ReadTerms(path)
	if err != nil {
		return nil, err
	}
	return Default().With(terms), nil
}

// ReadTerms returns the terms of the user's file at path, in its order. The file is a TBX term base (ISO 30042, either edition), if it begins with "<", or
// lines of a Chinese term, a tab and English translations separated by semicolons.
// There, either column may be the Chinese one, further columns are left out, lines that
// begin with # are comments, and the first line may be a heading. The file may be in
// any encoding that a report may be in. Errors are *duizhao.Error and name the line.
func ReadTerms(path string) ([]Term, error) {
	text, err := read(path)
	if err != nil {
		return nil, err
	}
	parse := parseTSV
	if strings.HasPrefix(strings.TrimSpace(text), "<") {
		parse = parseTBX
	}
	terms, err := parse(text)
	if err != nil {
		var e *duizhao.Error
		if errors.As(err, &e) {
			e.Path = path
		}
		return nil, err
	}
	return terms, nil
}

// Term is a Chinese term with an English translation of it.
type Term struct{ Zh, En string }

// With returns a lexicon that has the given terms besides those of l.
func (l *Lexicon) With(terms []Term) *Lexicon {
	out := &Lexicon{base: l.base, domain: maps.Clone(l.domain), longest: l.longest}
	if out.domain == nil {
		out.domain = map[string][]Gloss{}
	}
	for _, t := range terms {
		out.add(t.Zh, t.En)
	}
	return out
}

// Terms returns the Chinese terms of the hand-made and the user's lists, in order: words
// that a segmenter should know.
func (l *Lexicon) Terms() []string { return slices.Sorted(maps.Keys(l.domain)) }

func read(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", failure(path, "unreadable", "词表无法打开", "the word list cannot be opened", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	switch {
	case err != nil:
		return "", failure(path, "unreadable", "词表无法读取", "the word list cannot be read", err)
	case len(data) > MaxFile:
		return "", failure(path, "too-large", "词表超过 64 MB，请拆分或删减", "the word list is larger than 64 MB: leave some terms out", nil)
	}
	text, _, _, err := decode.Text(data)
	if err != nil {
		return "", failure(path, "encoding", "词表不是文本文件，请另存为 UTF-8 文本", "the word list is not text: save it as UTF-8 text", err)
	}
	return text, nil
}

func failure(path, code, zh, en string, cause error) error {
	return &duizhao.Error{Stage: "lexicon", Code: code, Path: path, Text: duizhao.Bilingual{Zh: zh, En: en}, Err: cause}
}

// badLine returns the error for the line of a word list, counted from 1.
func badLine(line int, zh, en string) error {
	return failure("", "syntax", fmt.Sprintf("第 %d 行：%s", line, zh), fmt.Sprintf("line %d: %s", line, en), nil)
}

func parseTSV(text string) (terms []Term, err error) {
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) < 2 {
			return nil, badLine(n, "没有制表符；应为“中文[制表符]英文”", "no tab; expected a Chinese term, a tab and its English translations")
		}
		zh, en := strings.TrimSpace(fields[0]), strings.TrimSpace(fields[1])
		if !hasHan(zh) && hasHan(en) {
			zh, en = en, zh
		}
		switch {
		case n == 1 && len(terms) == 0 && (!hasHan(zh) || !hasLetter(en)):
			continue // a heading
		case !hasHan(zh):
			return nil, badLine(n, "没有中文词条", "no Chinese term")
		case !hasLetter(en):
			return nil, badLine(n, "没有英文译文", "no English translation")
		}
		for phrase := range strings.FieldsFuncSeq(en, func(r rune) bool { return r == ';' || r == '；' }) {
			terms = append(terms, Term{zh, phrase})
		}
	}
	if len(terms) == 0 {
		return nil, badLine(max(n, 1), "文件中没有词条", "there is no term in the file")
	}
	return terms, nil
}

// parseTBX reads the terms of each entry in Chinese and in English, whatever the
// elements between entry and term are called.
func parseTBX(text string) ([]Term, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	var e entry
	for {
		token, err := d.Token()
		if err == nil {
			err = e.take(d, token)
		}
		line, _ := d.InputPos()
		switch {
		case err == io.EOF && len(e.terms) == 0:
			return nil, badLine(line, "没有一个条目同时含有中文（xml:lang=\"zh\"）和英文（\"en\"）术语", `no entry has both a Chinese (xml:lang="zh") and an English ("en") term`)
		case err == io.EOF:
			return e.terms, nil
		case err != nil:
			return nil, badLine(line, "不是有效的 TBX（XML）："+err.Error(), "not well-formed TBX (XML): "+err.Error())
		}
	}
}

// maxSynonyms is how many terms of one language an entry may have; more are left out.
const maxSynonyms = 100

// entry is the entry of a term base that is being read, and the terms of those before.
type entry struct {
	lang   string
	zh, en []string
	terms  []Term
}

func (e *entry) take(d *xml.Decoder, token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "termEntry", "conceptEntry":
			e.zh, e.en = nil, nil
		case "langSet", "langSec":
			e.lang = language(t)
		case "term":
			var s string
			if err := d.DecodeElement(&s, &t); err != nil {
				return err
			}
			e.term(strings.TrimSpace(s))
		}
	case xml.EndElement:
		if t.Name.Local == "termEntry" || t.Name.Local == "conceptEntry" {
			for _, z := range e.zh[:min(len(e.zh), maxSynonyms)] {
				for _, s := range e.en[:min(len(e.en), maxSynonyms)] {
					e.terms = append(e.terms, Term{z, s})
				}
			}
		}
	}
	return nil
}

func (e *entry) term(s string) {
	switch {
	case e.lang == "zh" && hasHan(s):
		e.zh = append(e.zh, s)
	case e.lang == "en" && hasLetter(s):
		e.en = append(e.en, s)
	}
}

// language returns the first part of an element's xml:lang: "zh" for zh-Hans-CN.
func language(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "lang" {
			lang, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(a.Value, "_", "-")), "-")
			return lang
		}
	}
	return ""
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) })
}
