package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"duizhao"
)

// list reads ul and ol, and puts before each item the number or mark a browser shows.
func (w *pageReader) list(n *html.Node, in pageState) {
	w.flush()
	before := w.context
	count := newCounter(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "li" {
			w.block(c, in)
			continue
		}
		if hiddenElement(c) {
			continue
		}
		w.context = passage{label: count.next(c)}
		if noteElement(n) || noteElement(c) {
			w.context.kind = duizhao.Note
		}
		w.children(c, in.within(c))
		w.flush()
	}
	w.context = before
}

// counter numbers the items of a list.
type counter struct {
	style string // of the list: "1", "a", "A", "i", "I", "" for marks, "none"
	at    int
	step  int
}

func newCounter(n *html.Node) *counter {
	c := &counter{step: 1, at: 1}
	if n.Data == "ol" {
		c.style = "1"
		if t := attribute(n, "type"); listStyles[t] != nil {
			c.style = t
		}
		if start, err := strconv.Atoi(strings.TrimSpace(attribute(n, "start"))); err == nil && start > -maxCount && start < maxCount {
			c.at = start
		}
	}
	style := inlineStyle(n)
	for name, as := range cssStyles {
		if strings.Contains(style, "list-style-type:"+name) || strings.Contains(style, "list-style:"+name) {
			c.style = as
		}
	}
	return c
}

// next returns the number or mark of item n.
func (c *counter) next(n *html.Node) string {
	if value, err := strconv.Atoi(strings.TrimSpace(attribute(n, "value"))); err == nil && value > -maxCount && value < maxCount {
		c.at = value
	}
	i := c.at
	c.at += c.step
	switch c.style {
	case "none":
		return ""
	case "":
		return "•"
	}
	return listStyles[c.style](i)
}

var listStyles = map[string]func(int) string{
	"1":   func(n int) string { return strconv.Itoa(n) + "." },
	"a":   func(n int) string { return lowerLetters(n) + "." },
	"A":   func(n int) string { return strings.ToUpper(lowerLetters(n)) + "." },
	"i":   func(n int) string { return strings.ToLower(romanNumeral(n)) + "." },
	"I":   func(n int) string { return romanNumeral(n) + "." },
	"han": func(n int) string { return hanNumeral(n) + "、" },
}

// cssStyles are the values of list-style-type that matter here.
var cssStyles = map[string]string{
	"none": "none", "disc": "", "circle": "", "square": "", "decimal": "1", "lower-alpha": "a", "lower-latin": "a",
	"upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I", "cjk-ideographic": "han",
	"simp-chinese-informal": "han", "trad-chinese-informal": "han",
}
