package review

import (
	"bytes"
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"text/template"

	"duizhao/export"
	"duizhao/export/page"
)

// static holds the page: its markup, its style and its ES modules. What it shares
// with html/index.html comes from export/page.
//
//go:embed static
var static embed.FS

// assets serves the page's files: /static/… its own, /page/… those it shares with
// html/index.html.
func assets() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /static/", http.FileServerFS(static))
	mux.Handle("GET /page/", http.StripPrefix("/page/", http.FileServerFS(page.Files)))
	return mux
}

// indexPage returns the page's markup in a language, "zh" or "en", with the names
// of all codes as a data element. encoding/json writes <, > and & as escapes, so
// the data cannot end their element.
func indexPage(lang string) ([]byte, error) {
	words, err := json.Marshal(export.Vocabularies())
	if err != nil {
		return nil, err
	}
	t, err := template.ParseFS(static, "static/index.html")
	if err != nil {
		return nil, err
	}
	if lang != "zh" {
		lang = "en"
	}
	var b bytes.Buffer
	err = t.Execute(&b, map[string]any{"Lang": lang, "Words": string(words), "Modules": modules()})
	return b.Bytes(), err
}

// modules lists the page's ES modules, so that a browser asks for all of them at
// once instead of one after the other as they import each other.
func modules() []string {
	var out []string
	own, _ := fs.Glob(static, "static/*.js")
	for _, name := range own {
		out = append(out, "/"+name)
	}
	for _, name := range []string{"words", "dom", "data", "numbers", "marks", "dock"} {
		out = append(out, "/page/"+name+".js")
	}
	return out
}
