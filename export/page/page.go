// Package page holds the parts of the page html/index.html: its markup, its
// style and its program, which is written as ES modules so that a server can
// hand them out one by one, and joined into one script for the single file.
package page

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"io"
	"regexp"
	"strings"
	"text/template"
)

// Files holds style.css and the ES modules (*.js), each importing only its
// neighbours by "./name.js".
//
//go:embed style.css *.js
var Files embed.FS

//go:embed index.html
var markup string

// modules lists the ES modules in an order in which each comes after those it
// imports.
func modules() []string {
	return []string{
		"words.js", "dom.js", "data.js", "numbers.js", "marks.js", "dock.js", "beads.js",
		"lists.js", "findings.js", "indicators.js", "charts.js", "search.js", "reports.js", "report.js", "main.js",
	}
}

// Style returns the page's style sheet.
func Style() string { return read("style.css") }

var (
	importLine = regexp.MustCompile(`(?m)^import \{[^}]*\} from "\./[a-z]+\.js";\n`)
	exportWord = regexp.MustCompile(`(?m)^export (const|let|function|class|async function) `)
)

// Script returns the modules as one. They share no top-level name, so leaving
// out their import and export words joins them; a test holds that.
func Script() string {
	var b strings.Builder
	for _, name := range modules() {
		source := importLine.ReplaceAllString(read(name), "")
		b.WriteString(exportWord.ReplaceAllString(source, "$1 "))
	}
	return b.String()
}

// read returns an embedded file; that it is there is settled when the program is
// built.
func read(name string) string {
	b, err := Files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// Head is what the page's beginning depends on.
type Head struct {
	Lang  string // language the page opens in, "zh" or "en"
	Title string
	Date  string // when it was made; empty for none
}

// WriteHead writes the page up to where the data elements stand. The policy lets
// nothing but the page's own script and style run, and nothing be loaded.
func WriteHead(w io.Writer, h Head) error {
	return run(w, "head", struct {
		Head
		Policy, Style string
	}{h, policy(), Style()})
}

// WriteFoot writes what follows the data elements.
func WriteFoot(w io.Writer) error { return run(w, "foot", struct{ Script string }{Script()}) }

func run(w io.Writer, name string, data any) error {
	t, err := template.New("page").Parse(markup)
	if err != nil {
		return err
	}
	return t.ExecuteTemplate(w, name, data)
}

func policy() string {
	return fmt.Sprintf("default-src 'none'; script-src %s; style-src %s; base-uri 'none'; form-action 'none'", hash(Script()), hash(Style()))
}

// hash returns the source expression of Content Security Policy that allows
// exactly s between its tags.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
