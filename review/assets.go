package review

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
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

// assets serves the page's files below base: /program.js its modules as one, /static/…
// its own files, /page/… those it shares with html/index.html. A browser keeps them, since
// base names what they hold.
func assets(base, program string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /program.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = io.WriteString(w, program)
	})
	mux.Handle("GET /static/", http.FileServerFS(static))
	mux.Handle("GET /page/", http.StripPrefix("/page/", http.FileServerFS(page.Files)))
	return http.StripPrefix(base, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
		mux.ServeHTTP(w, r)
	}))
}

// assetBase returns the path of the page's files, which another version has not.
func assetBase() (string, error) {
	sum := sha256.New()
	for _, files := range []fs.FS{static, page.Files} {
		err := fs.WalkDir(files, ".", func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := fs.ReadFile(files, path)
			fmt.Fprintf(sum, "%s %d\n%s", path, len(b), b)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return "/files/" + hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

// indexPage returns the page's markup in a language, "zh" or "en", with the names
// of all codes as a data element. encoding/json writes <, > and & as escapes, so
// the data cannot end their element.
func indexPage(lang, base string) ([]byte, error) {
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
	err = t.Execute(&b, map[string]any{"Lang": lang, "Words": string(words), "Base": base, "Early": early()})
	return b.Bytes(), err
}
