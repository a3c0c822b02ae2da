package main

import (
	"strings"

	"github.com/spf13/cobra"

	"duizhao"
	"duizhao/extract"
	"duizhao/pipeline"
)

// inspectFlags are the options of `duizhao inspect`.
type inspectFlags struct {
	sentences, words, quantities bool
	boxes                        bool
	page                         int
}

func newInspect(u *ui) *cobra.Command {
	var f inspectFlags
	c := &cobra.Command{
		Use:   "inspect FILE",
		Short: u.say("显示读取和切分一个文件的结果", "show what was made of a file: paragraphs, sentences, words, numbers"),
		Long: u.say(
			"逐段显示从文件中读出的内容：语言、序号、种类、原文行号、标题级别和编号。\n--sentences 另列句子，--words 在词之间加空格，--quantities 另列读出的数字。\n--boxes 把 PDF 的一页画成 SVG：各段落的方框、种类和先后，以便看出为何如此切分。",
			"Shows what was read from a file, paragraph by paragraph: language, index, kind, lines of the\nsource, level and label of headings. --sentences adds the sentences, --words puts a space\nbetween words, --quantities adds the numbers that were read. --boxes draws a page of a PDF as\nSVG, with the box, kind and order of each block, to see why it came out as it did."),
		Example: "  duizhao inspect report.txt --sentences --quantities\n  duizhao inspect report.pdf --page 3 --boxes > page.svg",
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return u.inspect(args[0], f) },
	}
	c.Flags().BoolVar(&f.sentences, "sentences", false, u.say("列出句子", "list the sentences"))
	c.Flags().BoolVar(&f.words, "words", false, u.say("词之间加空格", "put a space between words"))
	c.Flags().BoolVar(&f.boxes, "boxes", false, u.say("把一页画成 SVG，写到标准输出", "draw a page as SVG on standard output"))
	c.Flags().IntVar(&f.page, "page", 1, u.say("--boxes 所画的页", "the page that --boxes draws"))
	c.Flags().BoolVar(&f.quantities, "quantities", false, u.say("列出数字", "list the numbers"))
	return c
}

func (u *ui) inspect(file string, f inspectFlags) error {
	if f.boxes {
		return extract.Drawing(u.out, file, f.page, extract.Options{Isolate: u.children.Run})
	}
	p, err := u.newPipeline(pipeline.Options{})
	if err != nil {
		return err
	}
	docs, err := p.Extract(pipeline.Source{ID: "inspect", Files: []string{file}})
	if err != nil {
		return err
	}
	for _, d := range []*duizhao.Document{docs.Zh, docs.En} {
		if d != nil {
			u.document(p.Read(d), f)
		}
	}
	return nil
}

// document prints one language of a file.
func (u *ui) document(r *duizhao.Reading, f inspectFlags) {
	d := r.Document
	u.printf(u.say("%s  格式 %s  语言 %s  段落 %d  句子 %d  数字 %d\n", "%s  format %s  language %s  paragraphs %d  sentences %d  quantities %d\n"),
		d.Path, d.Format, d.Lang, len(d.Blocks), len(r.Sentences), len(r.Quantities))
	for _, p := range d.Problems {
		u.printf("%s %s\n", u.paint(yellow, p.Code+":"), p.Message)
	}
	sentence, number := 0, 0
	for i, b := range d.Blocks {
		u.printf("%s %s\n", u.paint(faint, blockHead(d, i)), words(r, b.Span, f.words && !f.sentences))
		for ; sentence < len(r.Sentences) && r.Sentences[sentence].Block == i; sentence++ {
			if f.sentences {
				u.printf("    %s %s\n", u.paint(faint, "s"+itoa(sentence)), words(r, r.Sentences[sentence].Span, f.words))
			}
		}
		for ; number < len(r.Quantities) && r.Quantities[number].Block == i; number++ {
			if f.quantities {
				u.printf("    %s %s\n", u.paint(faint, "="), quantityLine(d, &r.Quantities[number]))
			}
		}
	}
}

// blockHead is what stands before a block: "zh12 heading 1 L40-42".
func blockHead(d *duizhao.Document, i int) string {
	b := d.Blocks[i]
	parts := []string{string(d.Lang) + itoa(i), string(b.Kind)}
	if b.Level > 0 {
		parts = append(parts, itoa(b.Level))
	}
	if b.Page > 0 {
		parts = append(parts, "p"+itoa(b.Page))
	}
	if b.Lines[0] > 0 {
		parts = append(parts, "L"+itoa(b.Lines[0]))
	}
	return strings.Join(parts, " ")
}

// words returns the text of s, with a space between words where apart is set.
func words(r *duizhao.Reading, s duizhao.Span, apart bool) string {
	text := r.Document.Text
	if !apart {
		return strings.Map(flatten, s.Of(text))
	}
	var out []string
	for _, t := range r.Tokens {
		if s.Contains(t.Span) {
			out = append(out, t.Span.Of(text))
		}
	}
	return strings.Join(out, " ")
}

// quantityLine shows how a number was read.
func quantityLine(d *duizhao.Document, q *duizhao.Quantity) string {
	parts := []string{q.Span.Of(d.Text), "→", string(q.Kind)}
	for _, s := range []string{q.Value.String(), bounds(q), q.Unit, string(q.Qualifier), q.Reason} {
		if s != "" && s != string(duizhao.Exact) {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

func bounds(q *duizhao.Quantity) string {
	if !q.Low.Valid() && !q.High.Valid() {
		return ""
	}
	return "[" + q.Low.String() + ", " + q.High.String() + "]"
}
