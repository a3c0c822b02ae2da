package review

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"duizhao/internal/decode"
)

// plain returns what a file says as text: of a web page what stands between its tags.
func plain(kind string, data []byte) (string, error) {
	switch kind {
	case "text":
		text, _, _, err := decode.Text(data)
		if err != nil {
			return "", notText()
		}
		return text, nil
	case "html":
		p, err := decode.Web(data)
		if err != nil {
			return "", notText()
		}
		return tagless(p.Text), nil
	}
	return "", notText()
}

func notText() error {
	return wrong(http.StatusNotFound, "这种文件不能显示为文字", "a file of this kind cannot be shown as text")
}

// hidden are the elements whose content is not for reading; blocks are those that
// begin a line.
func hidden(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Svg, atom.Iframe:
		return true
	}
	return false
}

func block(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Br, atom.Li, atom.Tr, atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section, atom.Article,
		atom.Ul, atom.Ol, atom.Blockquote, atom.Pre, atom.Hr, atom.Dt, atom.Dd, atom.Figure, atom.Header, atom.Footer, atom.Nav:
		return true
	}
	return false
}

// tagless returns the words of a web page, a line a block.
func tagless(page string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(page))
	z.SetMaxBuf(1 << 20)
	skip := atom.Atom(0)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				b.WriteString("\n…\n")
			}
			return tidy(b.String())
		case html.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if skip == 0 && hidden(t.DataAtom) && t.Type == html.StartTagToken {
				skip = t.DataAtom
			}
			if block(t.DataAtom) {
				b.WriteByte('\n')
			} else if t.DataAtom == atom.Td || t.DataAtom == atom.Th {
				b.WriteByte('\t')
			}
		case html.EndTagToken:
			t := z.Token()
			if t.DataAtom == skip {
				skip = 0
			}
			if block(t.DataAtom) {
				b.WriteByte('\n')
			}
		}
	}
}

// tidy resolves character references and leaves out empty lines.
func tidy(text string) string {
	var out []string
	for l := range strings.SplitSeq(html.UnescapeString(text), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n") + "\n"
}
