package extract

import (
	"slices"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// dropSiteParts takes out of the page what a site puts around every article, and
// returns the width of the text among it that is no link. An element is known by its
// name or the words of its class or id, and believed where it holds little.
func dropSiteParts(d *goquery.Document) (dropped int) {
	weights := weighText(d.Nodes[0])
	all := weights[d.Nodes[0]]
	var parts []*html.Node
	for n := range d.Nodes[0].Descendants() {
		if n.Type != html.ElementNode || n.Data == "body" || n.Data == "html" || !sitePart(n) || weights[n]*4 > all {
			continue
		}
		if n.Data == "header" && goquery.NewDocumentFromNode(n).Find("h1").Length() > 0 {
			continue
		}
		parts = append(parts, n)
	}
	for _, n := range parts {
		// One that lies in another is gone with it, and its text was counted.
		if n.Parent != nil && rooted(n, d.Nodes[0]) {
			dropped += weights[n]
			n.Parent.RemoveChild(n)
		}
	}
	return dropped
}

func rooted(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

func sitePart(n *html.Node) bool {
	if siteElements[n.Data] {
		return true
	}
	if textElements[n.Data] {
		return false
	}
	if role := attribute(n, "role"); role == "navigation" || role == "search" || role == "banner" || role == "contentinfo" {
		return true
	}
	for _, name := range []string{attribute(n, "class"), attribute(n, "id")} {
		words := nameWords(name)
		if slices.ContainsFunc(words, func(w string) bool { return siteWords[w] }) && !slices.ContainsFunc(words, isNoteWord) {
			return true
		}
	}
	return false
}

var (
	siteElements = set("nav footer aside form header")
	// textElements are never taken for parts of a site: editors copy classes of any
	// name into them.
	textElements = set("p span font b strong i em td th tr tbody table h1 h2 h3 h4 h5 h6 sup sub br img a")
	siteWords    = set("nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs footer foot copyright " +
		"share sharing bdshare bdsharebuttonbox jiathis sidebar related recommend position weizhi dqwz mbx toolbar pagination " +
		"pager search searchbox login topbar xgwz xgyd xgxw qrcode ewm printer comment comments friendlink links banner " +
		"prevnext pagenext fontsize attach attachment fujian")
)

// noteElement reports whether n is written to hold footnotes.
func noteElement(n *html.Node) bool {
	for _, name := range []string{attribute(n, "class"), attribute(n, "id")} {
		if words := nameWords(name); slices.ContainsFunc(words, isNoteWord) {
			return true
		}
	}
	return strings.Contains(inlineStyle(n), "mso-element:footnote")
}

func isNoteWord(w string) bool {
	return w == "footnote" || w == "endnote" || w == "ftn" || w == "note" || w == "fn"
}

// nameWords cuts a class or id into its words: leftNav, left-nav and left_nav alike.
func nameWords(s string) []string {
	var b strings.Builder
	lower := false
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			if lower {
				b.WriteByte(' ')
			}
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsLetter(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
	}
	return strings.Fields(b.String())
}

// siteLine reports whether a short block belongs to the site and not to the article:
// where the page stands, who published it when, how to print it.
func siteLine(text string) bool {
	if columns(text) > 240 || finishes(ending(text)) && ending(text) == '。' {
		return false
	}
	squeezed := squeeze(strings.ToLower(strings.ReplaceAll(text, "\n", "")))
	for _, start := range []string{"当前位置", "您的位置", "您现在的位置", "您当前的位置", "所在位置", "首页>", "首页&gt;", "youarehere", "home>"} {
		if strings.HasPrefix(squeezed, start) {
			return true
		}
	}
	if strings.Contains(squeezed, "，") || strings.ContainsFunc(squeezed, unicode.IsLetter) && !strings.ContainsAny(squeezed, ":：【[（(") {
		return siteButtons[squeezed]
	}
	facts, buttons := 0, 0
	for _, mark := range siteFacts {
		facts += strings.Count(squeezed, mark)
	}
	for mark := range siteButtons {
		buttons += strings.Count(squeezed, mark)
	}
	return facts >= 2 || facts == 1 && buttons >= 1 || buttons >= 2
}

// siteFacts are what a site says about a page.
var siteFacts = []string{"来源：", "来源:", "发布时间", "发布日期", "发布机构", "浏览次数", "浏览量", "点击数", "点击量", "阅读次数", "访问量",
	"字体：", "字体:", "字号：", "字号:", "字体【", "责任编辑", "上一篇", "下一篇", "上一条", "下一条", "fontsize:", "source:", "published:", "views:"}

// siteButtons are what a site offers to do with it.
var siteButtons = set("打印本页 打印 【打印】 关闭窗口 关闭 【关闭】 关闭本页 分享到 分享到： 扫一扫 返回顶部 加入收藏 print printthispage share share: " +
	"shareto close closewindow backtotop")
