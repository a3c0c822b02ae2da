// Command gen writes a corpus of made-up reports and the figures they state.
//
//	go run ./internal/corpus/gen -n 2000 -o corpus
//
// The reports go to DIR/reports, in turn as text, HTML, DOCX and PDF; the figures,
// one JSON object a line, to DIR/figures.jsonl.
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
	flag.Parse()
	if err := write(*n, *seed, *out, strings.Split(*formats, ","), *font); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func write(n int, seed uint64, out string, formats []string, font string) error {
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
		r := corpus.Make(seed, i)
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
