package pdf

import "math"

// path collects the straight parts of a path in the Page's coordinates, to find the
// rules that tables are drawn with.
type path struct {
	segments []segment
	boxes    []Rect // of rectangles and of closed upright polygons
	x, y     float64
	startX   float64
	startY   float64
	from     int  // first segment of the subpath
	crooked  bool // the subpath has a curve or a slanting line
}

type segment struct{ x0, y0, x1, y1 float64 }

const (
	maxSegments = 1 << 14
	maxRules    = 1 << 15
	slant       = 0.5 // points that a rule may deviate over its length
	thin        = 4.0 // points: a filled rectangle that is narrower is a rule
	shortest    = 3.0 // points: what is shorter is part of a drawing
)

func newPath() path { return path{segments: []segment{}} }

func (p *path) clear() {
	p.segments, p.boxes, p.from, p.crooked = p.segments[:0], p.boxes[:0], 0, false
}

func (p *path) move(m matrix, x, y float64) {
	p.endSubpath()
	p.x, p.y = m.apply(x, y)
	p.startX, p.startY = p.x, p.y
}

func (p *path) line(m matrix, x, y float64) {
	x, y = m.apply(x, y)
	p.lineTo(x, y)
}

func (p *path) lineTo(x, y float64) {
	if len(p.segments) < maxSegments {
		p.segments = append(p.segments, segment{p.x, p.y, x, y})
	}
	if math.Abs(x-p.x) > slant && math.Abs(y-p.y) > slant {
		p.crooked = true
	}
	p.x, p.y = x, y
}

func (p *path) curve(m matrix, x, y float64) {
	p.crooked = true
	p.x, p.y = m.apply(x, y)
}

func (p *path) close() {
	if p.x != p.startX || p.y != p.startY {
		p.lineTo(p.startX, p.startY)
	}
	p.endSubpath()
}

// endSubpath keeps the box of an upright polygon, which filling may make a rule.
func (p *path) endSubpath() {
	if part := p.segments[min(p.from, len(p.segments)):]; len(part) >= 3 && !p.crooked {
		box := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, s := range part {
			box = box.Union(Rect{min(s.x0, s.x1), min(s.y0, s.y1), max(s.x0, s.x1), max(s.y0, s.y1)})
		}
		p.boxes = append(p.boxes, box)
	}
	p.from, p.crooked = len(p.segments), false
}

func (p *path) rectangle(m matrix, x, y, w, h float64) {
	p.move(m, x, y)
	p.line(m, x+w, y)
	p.line(m, x+w, y+h)
	p.line(m, x, y+h)
	p.close()
}

// paint turns what a path fills or strokes into rules.
func (c *content) paint(fill, stroke bool) {
	c.path.endSubpath()
	if fill {
		for _, b := range c.path.boxes {
			if min(b.Width(), b.Height()) <= thin {
				c.rule(b)
			}
		}
	}
	if stroke {
		m := c.state.ctm
		half := c.state.strokeWidth * math.Sqrt(math.Abs(m[0]*m[3]-m[1]*m[2])) / 2
		for _, s := range c.path.segments {
			if half*2 <= thin && (math.Abs(s.x1-s.x0) <= slant || math.Abs(s.y1-s.y0) <= slant) {
				c.rule(s.box(half))
			}
		}
	}
	c.path.clear()
}

// box returns the rectangle a stroke of width 2·half covers, its ends cut square.
func (s segment) box(half float64) Rect {
	b := Rect{min(s.x0, s.x1), min(s.y0, s.y1), max(s.x0, s.x1), max(s.y0, s.y1)}
	if b.Width() >= b.Height() {
		b.Y0, b.Y1 = b.Y0-half, b.Y1+half
	} else {
		b.X0, b.X1 = b.X0-half, b.X1+half
	}
	return b
}

func (c *content) rule(b Rect) {
	onPage := b.X0 < c.page.Width && b.X1 > 0 && b.Y0 < c.page.Height && b.Y1 > 0
	if onPage && max(b.Width(), b.Height()) >= shortest && len(c.page.Rules) < maxRules {
		c.page.Rules = append(c.page.Rules, b)
	}
}
