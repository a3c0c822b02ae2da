package extract

import (
	"fmt"
	"strings"

	"duizhao"
)

// lane is one language of a file: its blocks in reading order.
type lane struct {
	lang     duizhao.Lang
	blocks   []*raw
	glue     glue
	problems []duizhao.Problem
}

// share is how much of a file is in one language.
type share struct {
	script   script
	sentence bool
	blocks   []*raw
}

// part gives every block a language and parts the file into lanes, Chinese
// first. Whatever the layout (one language after the other, a mixed front page,
// paragraph by paragraph, line by line), each block is judged for itself.
func part(c *content, name string, want duizhao.Lang) ([]lane, error) {
	settleNeutral(c.blocks)
	shares := map[duizhao.Lang]*share{duizhao.Chinese: {}, duizhao.English: {}}
	var all script
	for _, b := range c.blocks {
		all = all.plus(b.script)
		if s := shares[b.lang]; s != nil {
			s.script = s.script.plus(b.script)
			s.sentence = s.sentence || sentence(b.parts[0])
			s.blocks = append(s.blocks, b)
		}
	}
	langs := present(all, shares)
	switch {
	case want != "" && len(langs) == 0 && all.units() == 0:
		langs = []duizhao.Lang{want} // a table of figures: the caller knows
	case len(langs) == 0:
		return nil, failure("neither_language", name, nil)
	case want != "" && len(langs) == 1 && langs[0] != want:
		return nil, failure("other_language", name, nil, inChinese[want], inEnglish[want])
	}
	if len(langs) == 1 {
		l := lane{lang: langs[0], blocks: c.blocks, glue: c.glue}
		if stray := shares[langs[0].Other()]; len(stray.blocks) > 0 {
			l.problems = append(l.problems, strayProblem(langs[0].Other(), stray.blocks))
		}
		return []lane{l}, nil
	}
	var lanes []lane
	for _, lang := range langs {
		if want != "" && lang != want {
			continue
		}
		l := lane{lang: lang, blocks: shares[lang].blocks, glue: c.glue}
		if want != "" {
			l.problems = append(l.problems, problem("other_language",
				fmt.Sprintf("the file also holds %s text, which was not asked for", inEnglish[lang.Other()])))
		}
		lanes = append(lanes, l)
	}
	return lanes, nil
}

var (
	inChinese = map[duizhao.Lang]string{duizhao.Chinese: "中文", duizhao.English: "英文"}
	inEnglish = map[duizhao.Lang]string{duizhao.Chinese: "Chinese", duizhao.English: "English"}
)

// present returns the languages a file is written in, Chinese first. A few lines
// in the other language (a title, an imprint) do not make it bilingual.
func present(all script, shares map[duizhao.Lang]*share) []duizhao.Lang {
	if all.kana*8 > all.han+all.kana || all.other > all.han+all.words {
		return nil
	}
	var langs []duizhao.Lang
	for _, lang := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
		s := shares[lang]
		if len(s.blocks) > 0 && !s.stray(all) && (lang == duizhao.Chinese || !s.script.foreign()) {
			langs = append(langs, lang)
		}
	}
	return langs
}

// stray reports whether s is too little to be one language of a report: less
// than a tenth without a sentence, or less than a hundredth.
func (s *share) stray(all script) bool {
	mine, total := s.script.units(), all.units()
	return mine*100 < total || mine*10 < total && !s.sentence
}

func strayProblem(lang duizhao.Lang, blocks []*raw) duizhao.Problem {
	var where []string
	unit := "lines"
	for i, b := range blocks {
		if i == 5 {
			where = append(where, "...")
			break
		}
		at := fmt.Sprint(b.lines[0])
		if b.lines[1] > b.lines[0] {
			at = fmt.Sprintf("%d-%d", b.lines[0], b.lines[1])
		}
		if len(b.boxes) > 0 { // of a file that has pages and no lines
			unit, at = "pages", fmt.Sprint(b.page)
		}
		where = append(where, at)
	}
	p := problem("stray_language", fmt.Sprintf("too little %s text for a document of its own was left in its place (%s %s)",
		inEnglish[lang], unit, strings.Join(where, ", ")))
	p.Page = blocks[0].page
	return p
}

// settleNeutral gives the blocks without words (a number, a date, a row of
// marks) the language of the text they stand in: the one around them or, where it
// changes there, the one before, unless the block begins something new.
func settleNeutral(blocks []*raw) {
	next := make([]duizhao.Lang, len(blocks))
	after := duizhao.Lang("")
	for i := len(blocks) - 1; i >= 0; i-- {
		next[i] = after
		if blocks[i].lang != "" {
			after = blocks[i].lang
		}
	}
	before := duizhao.Lang("")
	for i, b := range blocks {
		if b.lang == "" {
			b.lang = before
			if before == "" || labelled(b.parts[0]) && finished(blocks[i-1].parts[0]) && next[i] != "" {
				b.lang = next[i]
			}
		}
		before = b.lang
	}
}
