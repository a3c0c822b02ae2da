// Command gen writes a corpus of made-up reports and the figures they state.
//
//	go run ./internal/corpus/gen -n 2000 -o corpus
//
// The reports go to DIR/reports, in turn as text, HTML, DOCX and PDF; the figures,
// one JSON object a line, to DIR/figures.jsonl.
//
//	go run ./internal/corpus/gen -n 20 -like report.txt -place 澜江,Lanjiang -formats pdf -o corpus
//
// writes copies of a text in both languages, each about another place.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"duizhao/internal/corpus"
)

func main() {
	n := flag.Int("n", 200, "number of reports")
	out := flag.String("o", "corpus", "folder to write to")
	seed := flag.Uint64("seed", 1, "seed of the places and figures")
	formats := flag.String("formats", "txt,html,docx,pdf", "formats, taken in turn")
	font := flag.String("font", "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf", "TrueType font for PDF, with Chinese and Latin (Debian: fonts-arphic-gbsn00lp)")
	like := flag.String("like", "", "text in both languages of which to write copies")
	place := flag.String("place", "", "Chinese and English name of the place that the text is about, with a comma between")
	flag.Parse()
	makes, err := maker(*like, *place)
	if err == nil {
		err = write(func(i int) *corpus.Report { return makes(*seed, i) }, *n, *out, strings.Split(*formats, ","), *font)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

// maker returns what makes the reports.
func maker(like, place string) (func(seed uint64, i int) *corpus.Report, error) {
	if like == "" {
		return corpus.Make, nil
	}
	zh, en, ok := strings.Cut(place, ",")
	if !ok || zh == "" || en == "" {
		return nil, fmt.Errorf("-place %q: want 中文,English", place)
	}
	text, err := os.ReadFile(like)
	return corpus.Copies{Text: string(text), Zh: zh, En: en}.Make, err
}

func write(makes func(i int) *corpus.Report, n int, out string, formats []string, font string) error {
	dir := filepath.Join(out, "reports")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	answers, err := os.Create(filepath.Join(out, "figures.jsonl"))
	if err != nil {
		return err
	}
	defer answers.Close()
	lines := json.NewEncoder(answers)
	for i := range n {
		r := makes(i)
		format := formats[i%len(formats)]
		data, err := render(r, format, font)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, r.ID+"."+format), data, 0o644); err != nil {
			return err
		}
		for _, f := range r.Figures {
			if err := lines.Encode(f); err != nil {
				return err
			}
		}
	}
	return answers.Close()
}

func render(r *corpus.Report, format, font string) ([]byte, error) {
	switch format {
	case "txt":
		return corpus.Text(r), nil
	case "html":
		return corpus.HTML(r), nil
	case "docx":
		return corpus.DOCX(r)
	case "pdf":
		return corpus.PDF(r, font)
	}
	return nil, fmt.Errorf("no format %q; there are txt, html, docx, pdf", format)
}
