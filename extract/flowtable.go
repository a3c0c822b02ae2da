package extract

import (
	"strings"

	"duizhao"
)

// grid is a table as a format has it: cells at their places.
type grid struct {
	cells    []gridCell
	rows     int
	cols     int
	arranges bool // it lays out the page: the format says so, or it holds another table
	headed   bool // it has cells that are headings of rows or columns
}

// gridCell is a cell and what it holds. Row and col are those of its upper left
// corner.
type gridCell struct {
	row, col int
	passages []passage
}

// maxColumns is far above any table that is read by people.
const maxColumns = 512

// placer finds the places of cells that reach over several rows and columns.
type placer struct {
	until []int // for each column, the row in which it is free again
	row   int
	col   int
}

// next returns the column of the next cell of the row, which takes cols columns of
// rows rows. What lies beyond the last column a table may have stands in that one.
func (p *placer) next(rows, cols int) int {
	for p.col < len(p.until) && p.until[p.col] > p.row {
		p.col++
	}
	col := min(p.col, maxColumns-1)
	for i := 0; i < max(cols, 1) && p.col < maxColumns; i++ {
		if p.col == len(p.until) {
			p.until = append(p.until, 0)
		}
		p.until[p.col] = p.row + max(rows, 1)
		p.col++
	}
	return col
}

// nextRow begins a row.
func (p *placer) nextRow() { p.row, p.col = p.row+1, 0 }

// passages returns what the table holds, row by row: cells, or, where the table only
// arranges the page, the paragraphs in them. tables counts the tables of the file.
func (g *grid) passages(tables *int) []passage {
	langs := g.columnLangs()
	sides := g.sides(langs)
	if sides || g.isLayout() {
		return g.flowing(langs, sides)
	}
	var out []passage
	common := g.commonLang()
	row, before := -1, duizhao.Lang("") // the language of the cells before in the row
	for _, c := range g.cells {
		if c.row != row {
			row, before = c.row, common
		}
		p := c.merged()
		p.cell = &duizhao.Cell{Table: *tables, Row: c.row, Col: c.col}
		p.lang = before
		if common == "" {
			if lang := Language(p.text()); lang != "" {
				p.lang, before = lang, lang
			}
		}
		out = append(out, p)
	}
	if len(out) > 0 {
		*tables++
	}
	return out
}

// merged returns what the cell holds as the lines of one passage.
func (c *gridCell) merged() passage {
	var p passage
	for i := range c.passages {
		for _, l := range c.passages[i].lines {
			if len(p.lines) > 0 {
				l.page = p.lines[0].page
			}
			if l.text != "" {
				p.lines = append(p.lines, l)
			}
		}
	}
	return p
}

func (g *grid) flowing(langs []duizhao.Lang, sides bool) []passage {
	var out []passage
	for _, c := range g.cells {
		for _, p := range c.passages {
			if sides && p.cell == nil && c.col < len(langs) {
				p.lang = langs[c.col]
			}
			out = append(out, p)
		}
	}
	return out
}

func (c *gridCell) text() string {
	parts := make([]string, len(c.passages))
	for i := range c.passages {
		parts[i] = c.passages[i].text()
	}
	return strings.Join(parts, "\n")
}

// isLayout reports whether the table holds running text: most of it in one cell, or
// headings, or a single column.
func (g *grid) isLayout() bool {
	if g.arranges || g.cols < 2 {
		return true
	}
	all, most, paragraphs, sentences := 0, 0, 0, false
	for i := range g.cells {
		c := &g.cells[i]
		text := c.text()
		all += len(text)
		sentences = sentences || sentence(text)
		if len(text) > most {
			most, paragraphs = len(text), len(c.passages)
		}
		for _, p := range c.passages {
			if p.kind == duizhao.Heading && !g.headed && len(c.passages) > 1 {
				return true
			}
		}
	}
	return g.rows < 2 && sentences || paragraphs >= 3 && most*10 >= all*7
}

// columnLangs returns the language in which nearly all cells of each column are; ""
// where there is none.
func (g *grid) columnLangs() []duizhao.Lang {
	count := make([]map[duizhao.Lang]int, g.cols)
	for i := range g.cells {
		c := &g.cells[i]
		if c.col >= g.cols {
			continue
		}
		if count[c.col] == nil {
			count[c.col] = map[duizhao.Lang]int{}
		}
		count[c.col][Language(c.text())]++
	}
	langs := make([]duizhao.Lang, g.cols)
	for i, n := range count {
		zh, en := n[duizhao.Chinese], n[duizhao.English]
		switch {
		case zh > 0 && en*5 <= zh:
			langs[i] = duizhao.Chinese
		case en > 0 && zh*5 <= en:
			langs[i] = duizhao.English
		}
	}
	return langs
}

// sides reports whether the table lays running text in two languages side by side:
// one column for each, perhaps with a number before.
func (g *grid) sides(langs []duizhao.Lang) bool {
	if g.cols < 2 || g.cols > 4 {
		return false
	}
	var has [2]bool
	for _, l := range langs {
		has[0] = has[0] || l == duizhao.Chinese
		has[1] = has[1] || l == duizhao.English
	}
	if !has[0] || !has[1] {
		return false
	}
	units, worded, sentences := 0, 0, 0
	for i := range g.cells {
		text := g.cells[i].text()
		outside, inside := scripts(text)
		if n := outside.plus(inside).units(); n > 0 {
			units += n
			worded++
		}
		if sentence(text) {
			sentences++
		}
	}
	return sentences >= 2 && (2*sentences >= worded || units >= 15*worded)
}

// commonLang returns the language of the table where nearly all its cells have one:
// a name in the other language is then a part of it. Otherwise it returns "".
func (g *grid) commonLang() duizhao.Lang {
	zh, en := 0, 0
	for i := range g.cells {
		switch Language(g.cells[i].text()) {
		case duizhao.Chinese:
			zh++
		case duizhao.English:
			en++
		}
	}
	switch {
	case zh > 6*en:
		return duizhao.Chinese
	case en > 6*zh:
		return duizhao.English
	}
	return ""
}
