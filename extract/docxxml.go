package extract

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"duizhao/internal/decode"
)

// The limits of what is in memory of a part at once.
const (
	maxElements = 3_000_000
	maxDepth    = 400
)

// element is an element of a part, under its name without a namespace: the families
// of Office formats use each name for one thing. A run of text is an element without
// a name.
type element struct {
	name     string
	text     string
	attrs    []xml.Attr
	children []*element
}

// attr returns the value of an attribute by its name without a namespace, or "".
func (e *element) attr(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// child returns the first child of that name, or nil. A nil element has no children.
func (e *element) child(names ...string) *element {
	for _, name := range names {
		var found *element
		if e != nil {
			for _, c := range e.children {
				if c.name == name {
					found = c
					break
				}
			}
		}
		e = found
	}
	return e
}

// all returns the children of that name.
func (e *element) all(name string) (out []*element) {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c.name == name {
			out = append(out, c)
		}
	}
	return out
}

// on reports whether a switch such as <w:b/> is there and not turned off.
func (e *element) on() bool {
	if e == nil {
		return false
	}
	switch e.attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// readTree reads a part as a tree.
func readTree(data []byte) (*element, error) {
	root := &element{}
	err := walkParts(data, func(depth int, e *element) bool {
		if depth == 0 {
			root = e
		}
		return true
	})
	return root, err
}

// walkParts reads a part. Each element is handed to keep when it is complete, with its
// depth (the root has 0); it stays in its parent where keep says so. Entities other than
// XML's own are refused, so that a few of them cannot become gigabytes.
func walkParts(data []byte, keep func(depth int, e *element) bool) error {
	text, _, _, err := decode.Text(data)
	if err != nil {
		return officeFailure("damaged", err)
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var open []*element
	for count := 0; ; count++ {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && len(open) == 0 {
			return nil
		}
		if err != nil {
			return officeFailure("damaged", err)
		}
		if count > maxElements || len(open) > maxDepth {
			return officeFailure("too_complex", fmt.Errorf("more than %d elements or %d levels", maxElements, maxDepth))
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, &element{name: t.Name.Local, attrs: t.Attr})
		case xml.CharData:
			if n := len(open); n > 0 {
				open[n-1].children = append(open[n-1].children, &element{text: string(t)})
			}
		case xml.EndElement:
			n := len(open)
			if n == 0 || open[n-1].name != t.Name.Local {
				return officeFailure("damaged", fmt.Errorf("element %s ends where it has not begun", t.Name.Local))
			}
			e := open[n-1]
			open = open[:n-1]
			if !keep(n-1, e) {
				count = 0
			} else if n > 1 {
				open[n-2].children = append(open[n-2].children, e)
			}
		}
	}
}

// plainText returns the text in e, that of its descendants included.
func (e *element) plainText() string {
	var b bytes.Buffer
	e.addText(&b)
	return b.String()
}

func (e *element) addText(b *bytes.Buffer) {
	if e == nil {
		return
	}
	b.WriteString(e.text)
	for _, c := range e.children {
		c.addText(b)
	}
}
