package extract

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"duizhao"
	"duizhao/internal/decode"
)

// The limits of a web page. Reports come near to none of them; what is beyond is cut
// off, and a Problem says so.
const (
	maxPageBytes = 32 << 20
	maxPageTags  = 400_000
)

// readHTML reads a web page: the article on it, without what the site puts around
// every page.
func readHTML(data []byte) (*content, error) {
	data, problems := cutPage(data)
	page, err := decode.Web(data)
	if err != nil {
		return nil, err
	}
	problems = append(problems, encodingProblems(page)...)
	doc, err := parsePage(page.Text)
	if err != nil {
		c := settle("html", flatPassages(page.Text))
		c.problems = append(problems, append(c.problems, problem("html_flat",
			fmt.Sprintf("the page is too deeply nested to be read as a page (%v); its text was read without tables", err)))...)
		return c, nil
	}
	found := findArticle(doc)
	w := &pageReader{}
	for _, n := range found.nodes {
		w.block(n, pageState{})
		w.flush()
	}
	passages := withoutEdgeLinks(w.passages)
	if len(passages) == 0 {
		passages = w.passages
	}
	if title := found.title; title != "" && wantsTitle(passages, title) {
		passages = append([]passage{{kind: duizhao.Heading, level: 1, lines: []line{newLine(title, 0, 0)}}}, passages...)
	}
	c := settle("html", passages)
	c.problems = append(append(problems, found.problems...), append(w.problems(), c.problems...)...)
	return c, nil
}

// isHTML looks for the tags a page begins with, in any encoding that writes them as
// ASCII, with or without zero bytes between.
func isHTML(data []byte) bool {
	start := bytes.ReplaceAll(head(data, 4096), []byte{0}, nil)
	start = bytes.TrimLeft(start, "\xEF\xBB\xBF\xFE\xFF \t\r\n")
	start = bytes.ToLower(start)
	for _, tag := range pageTags {
		rest, found := bytes.CutPrefix(start, []byte(tag))
		if found && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n>/"), rest[0]) >= 0) {
			return true
		}
	}
	return (bytes.HasPrefix(start, []byte("<?xml")) || bytes.HasPrefix(start, []byte("<!--"))) &&
		bytes.Contains(start, []byte("<html"))
}

var pageTags = []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<script", "<style", "<link",
	"<div", "<p", "<table", "<span", "<article", "<section", "<center", "<font", "<h1", "<h2", "<h3", "<ul", "<ol"}

// cutPage cuts off what goes beyond the limits.
func cutPage(data []byte) ([]byte, []duizhao.Problem) {
	end := min(len(data), maxPageBytes)
	if end > maxPageTags && bytes.Count(data[:end], []byte("<")) > maxPageTags {
		at := 0
		for range maxPageTags {
			at += bytes.IndexByte(data[at:], '<') + 1
		}
		end = at - 1
	}
	if end == len(data) {
		return data, nil
	}
	return data[:end], []duizhao.Problem{problem("cut_off", fmt.Sprintf(
		"the page is larger than the limit of %d MB or %d tags: what follows byte %d was cut off", maxPageBytes>>20, maxPageTags, end))}
}

func encodingProblems(p decode.Page) []duizhao.Problem {
	var out []duizhao.Problem
	if p.Wrong {
		out = append(out, problem("encoding_wrong",
			fmt.Sprintf("the page declares the encoding %s but is in %s; it was read as %s", p.Declared, p.Encoding, p.Encoding)))
	}
	if p.Guessed && p.Encoding != decode.UTF8 {
		out = append(out, problem("encoding_guessed",
			fmt.Sprintf("the page does not declare its encoding; it was read as %s", p.Encoding)))
	}
	if p.Broken > 0 {
		out = append(out, problem("encoding_broken",
			fmt.Sprintf("%d characters are broken in the file and stand as U+FFFD", p.Broken)))
	}
	return out
}

// parsePage builds the tree of a page. The parser refuses pages nested deeper than 512
// elements. Pages that would make it open the same formatting elements again and again
// are refused here: their trees are many times larger than they are.
func parsePage(text string) (*html.Node, error) {
	if n := reopened(text); n > 2*maxPageTags {
		return nil, fmt.Errorf("%d formatting elements are opened again", n)
	}
	return html.Parse(strings.NewReader(text))
}

// reopened estimates how many formatting elements the parser will open again, because
// they were open when a block began.
func reopened(text string) int {
	open, total := map[string]int{}, 0
	all := 0
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return total
		case html.StartTagToken:
			name, _ := z.TagName()
			if !formatting[string(name)] {
				total += all
				continue
			}
			open[string(name)]++
			all++
		case html.EndTagToken:
			if name, _ := z.TagName(); formatting[string(name)] && open[string(name)] > 0 {
				open[string(name)]--
				all--
			}
		}
	}
}

// formatting holds the elements that stay open over the end of a block (HTML Living
// Standard, section 13.2.4.3).
var formatting = set("a b big code em font i nobr s small strike strong tt u")

// flatPassages reads a page that cannot be parsed: its text between the tags that
// part blocks.
func flatPassages(text string) []passage {
	w := &pageReader{}
	skipped := ""
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			w.flush()
			return w.passages
		}
		if kind == html.TextToken && skipped == "" {
			w.write(string(z.Text()), pageState{})
			continue
		}
		if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		b, _ := z.TagName()
		name := string(b)
		switch {
		case skipped != "":
			if kind == html.EndTagToken && name == skipped {
				skipped = ""
			}
		case kind == html.StartTagToken && (name == "script" || name == "style" || name == "textarea" || name == "select"):
			skipped = name
		case name == "br":
			w.breakLine()
		case blockElements[name]:
			w.flush()
		}
	}
}
