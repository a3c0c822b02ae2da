package extract

import (
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability"
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"duizhao"
)

// mainPart is the part of a page that is read.
type mainPart struct {
	nodes    []*html.Node // in the order of the page; none holds another
	title    string       // what the page says it is called; "" where it does not
	problems []duizhao.Problem
}

// findArticle finds the article of a page in three ways, from the surest to the most
// general: by the names that publishing systems give to the element an editor fills,
// by readability, and by where most of the running text is. It empties doc of what
// belongs to the site.
func findArticle(doc *html.Node) mainPart {
	d := goquery.NewDocumentFromNode(doc)
	a := mainPart{title: pageTitle(d)}
	dropped := dropSiteParts(d)
	weights := weighText(doc)
	all := weights[doc]
	a.nodes = namedNodes(d, weights)
	if a.nodes == nil {
		a.nodes = judgedNodes(doc, weights)
	}
	if a.nodes == nil {
		a.nodes = []*html.Node{densestNode(doc, weights)}
	}
	for i, n := range a.nodes {
		a.nodes[i] = wholeTable(n)
	}
	outside := all + dropped
	for _, n := range a.nodes {
		outside -= weights[n]
	}
	if outside >= muchText {
		a.problems = append(a.problems, problem("outside_article",
			fmt.Sprintf("text of the page around the article (%d columns outside of %s) was left out", outside, describeNode(a.nodes[0]))))
	}
	return a
}

// editorParts are the elements that publishing systems have an editor fill: nothing
// else is in them.
var editorParts = []string{
	".TRS_Editor", ".TRS_UEDITOR", ".trs_editor_view", ".trs_paper_default", "#UCAP-CONTENT", // TRS WCM, of most ministries
	".Custom_UnionStyle", ".pages_content", ".b12c", // gov.cn
	"#vsb_content", "[id^=vsb_content]", ".v_news_content", // Visual SiteBuilder
	".wp_articlecontent", ".arti_content", ".Article_Content", // Sudy
	".easysite-news-text", ".easysite-news-content", // EasySite, of Customs
	".ewb-article-info", ".ewb-info-con", ".news_conent_two_text", // Epoint
	"#zoom", "#Zoom", "#ozoom", "#fontzoom", "#fontZoom", ".bt_content", ".main-txt", // Hanweb
	".txt_txt", ".detail_mod_zw", ".fd-article-text", // courts
	"#js_content", "[itemprop=articleBody]", ".article-content", ".article_content", ".articleContent", ".article-con",
	".article_con", "#article-content", "#article_content", "#articleContent", "#artibody", ".news-content", ".news_content",
	".detail-content", ".detail_content", ".xxgk_content", ".view-content", ".entry-content", ".post-content", ".text-content",
}

// generalParts hold the article and, on many sites, more.
var generalParts = []string{"article", ".article", "#article", ".view", ".content", "#content", "main", "[role=main]", "#main"}

// namedNodes finds the article by its element's name. Where several elements have it and
// none is within another, as where each language has its own, all are taken that
// hold much. An editor's element is believed with a fifth of the page's text, another
// with half of it.
func namedNodes(d *goquery.Document, weights map[*html.Node]int) []*html.Node {
	for _, try := range []struct {
		selectors []string
		share     int
	}{{editorParts, 5}, {generalParts, 2}} {
		for _, selector := range try.selectors {
			nodes, sum := outermost(d.Find(selector), weights)
			if len(nodes) > 0 && sum*try.share >= weights[d.Nodes[0]] {
				return nodes
			}
		}
	}
	return nil
}

// outermost returns the nodes of s that are within no other of them and hold a tenth
// of what the fullest one does, with the sum of their weights.
func outermost(s *goquery.Selection, weights map[*html.Node]int) (nodes []*html.Node, sum int) {
	most := 0
	for _, n := range s.Nodes {
		most = max(most, weights[n])
	}
	taken := map[*html.Node]bool{}
	for _, n := range s.Nodes {
		if weights[n] == 0 || weights[n]*10 < most || ancestorIn(n, taken) {
			continue
		}
		taken[n] = true
		nodes = append(nodes, n)
		sum += weights[n]
	}
	return nodes, sum
}

func ancestorIn(n *html.Node, taken map[*html.Node]bool) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if taken[p] {
			return true
		}
	}
	return false
}

// weighText weighs each element by the width of the text in it that is no link: articles
// consist of it, and the rest of a page hardly does.
func weighText(doc *html.Node) map[*html.Node]int {
	weights := map[*html.Node]int{}
	var walk func(n *html.Node) int
	walk = func(n *html.Node) int {
		if n.Type == html.TextNode {
			return columns(strings.TrimSpace(n.Data))
		}
		if n.Type == html.ElementNode && (n.Data == "a" || skippedElements[n.Data] || hiddenElement(n)) {
			return 0
		}
		sum := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			sum += walk(c)
		}
		weights[n] = sum
		return sum
	}
	walk(doc)
	return weights
}

// maxJudged is the number of elements up to which readability is asked: its time grows
// faster than a page.
const maxJudged = 20_000

// judgedNodes finds the article by readability (a port of Mozilla's Readability.js), which
// says where it is; since it also leaves out tables and lists, the element that holds
// all it kept is read and not its version.
func judgedNodes(doc *html.Node, weights map[*html.Node]int) []*html.Node {
	if len(weights) > maxJudged {
		return nil
	}
	elements := numberElements(doc)
	parser := readability.NewParser()
	parser.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	found, err := parser.ParseDocument(doc, nil)
	if err != nil || found.Node == nil {
		return nil
	}
	var common *html.Node
	for _, n := range originals(found.Node, elements) {
		if common = commonNode(common, n); common == nil {
			return nil
		}
	}
	if common == nil || weights[common]*2 < weights[doc] {
		return nil
	}
	return []*html.Node{common}
}

// markAttribute is the attribute that tells an element of a copy from the others.
const markAttribute = "data-duizhao"

func numberElements(doc *html.Node) (elements []*html.Node) {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			n.Attr = append(n.Attr, html.Attribute{Key: markAttribute, Val: strconv.Itoa(len(elements))})
			elements = append(elements, n)
		}
	}
	return elements
}

// originals returns the elements of which copies that hold text themselves are below n.
func originals(n *html.Node, elements []*html.Node) (out []*html.Node) {
	for c := range n.Descendants() {
		if c.Type != html.TextNode || strings.TrimSpace(c.Data) == "" {
			continue
		}
		for p := c.Parent; p != nil; p = p.Parent {
			if i, err := strconv.Atoi(attribute(p, markAttribute)); err == nil && i < len(elements) {
				out = append(out, elements[i])
				break
			}
		}
	}
	return out
}

// commonNode returns the innermost element that holds a and b; a may be nil.
func commonNode(a, b *html.Node) *html.Node {
	if a == nil {
		return b
	}
	above := map[*html.Node]bool{}
	for p := a; p != nil; p = p.Parent {
		above[p] = true
	}
	for p := b; p != nil; p = p.Parent {
		if above[p] {
			return p
		}
	}
	return nil
}

// densestNode returns the innermost element that holds four fifths of the page's text.
func densestNode(doc *html.Node, weights map[*html.Node]int) *html.Node {
	n := doc
	for {
		inner := (*html.Node)(nil)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if weights[c]*5 >= weights[doc]*4 && weights[c] > 0 && blockElements[c.Data] && c.Data != "p" {
				inner = c
			}
		}
		if inner == nil {
			return n
		}
		n = inner
	}
}

// wholeTable returns the table where n is a part of one that cannot be read by itself.
func wholeTable(n *html.Node) *html.Node {
	for p := n; p != nil; p = p.Parent {
		switch p.Data {
		case "table":
			return p
		case "tr", "tbody", "thead", "tfoot":
		default:
			return n
		}
	}
	return n
}

// pageTitle returns the title that the page's own elements give to the article.
func pageTitle(d *goquery.Document) string {
	for _, selector := range []string{"meta[name=ArticleTitle]", "meta[name=articletitle]", "meta[property='og:title']"} {
		if s, ok := d.Find(selector).First().Attr("content"); ok && flatten(s) != "" {
			return flatten(s)
		}
	}
	for _, selector := range []string{"h1", "h2.title", ".article-title", ".article_title", ".arti_title", ".title"} {
		s := flatten(d.Find(selector).First().Text())
		if n := utf8.RuneCountInString(s); n >= 6 && n <= 200 {
			return s
		}
	}
	return ""
}

func flatten(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// wantsTitle reports whether the article lacks the title that the page has for it:
// its first lines name no report, and the title is in a language the article is in.
func wantsTitle(passages []passage, title string) bool {
	lang := Language(title)
	if lang == "" || !titled(title) || len(passages) == 0 {
		return false
	}
	spoken, all := 0, 0
	for i := range passages {
		text := passages[i].text()
		if i < 8 && (squeeze(text) == squeeze(title) || titled(text) && len(text) < 300 && !finished(text)) {
			return false
		}
		all += columns(text)
		if Language(text) == lang {
			spoken += columns(text)
		}
	}
	return spoken*5 >= all
}

func describeNode(n *html.Node) string {
	s := n.Data
	if id := attribute(n, "id"); id != "" {
		return s + "#" + id
	}
	if class := strings.Fields(attribute(n, "class")); len(class) > 0 {
		return s + "." + class[0]
	}
	if n.Type == html.DocumentNode {
		return "page"
	}
	return s
}
