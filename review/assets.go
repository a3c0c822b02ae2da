package review

import (
	"bytes"
	"embed"
	"encoding/json"
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
	err = t.Execute(&b, map[string]string{"Lang": lang, "Words": string(words)})
	return b.Bytes(), err
}
