package extract

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"duizhao"
	"duizhao/extract/pdf"
	"duizhao/internal/contain"
)

// readPDF reads a PDF file: its pages as lines, then, of the pages that are
// pictures of text, what text recognition makes of them, then the layout.
func readPDF(data []byte, o Options) (*content, error) {
	sheets, problems, err := sheetsOf(data, o)
	if err != nil {
		return nil, err
	}
	c := layOut(sheets)
	c.problems = append(problems, c.problems...)
	return c, nil
}

// sheetsOf reads the pages of a PDF file, those that need it by text recognition.
func sheetsOf(data []byte, o Options) ([]sheet, []duizhao.Problem, error) {
	r, err := o.work(workPDF, data, pdfTime(data))
	if err != nil {
		if r = o.otherwise(data, err); r == nil {
			return nil, nil, err
		}
	}
	var problems []duizhao.Problem
	for _, p := range r.Problems {
		q := problem(p.Code, p.Message)
		q.Page = p.Page
		problems = append(problems, q)
	}
	more, err := recogniseScans(data, r.Sheets, o)
	return r.Sheets, append(problems, more...), err
}

// layOut turns pages into raw blocks.
func layOut(sheets []sheet) *content {
	c := &content{format: "pdf", pages: len(sheets)}
	for i := range sheets {
		for _, message := range sheets[i].Problems {
			p := problem("page", message)
			p.Page = sheets[i].Number
			c.problems = append(c.problems, p)
		}
	}
	left, problems := strip(sheets)
	c.left, c.problems = left, append(c.problems, problems...)
	c.blocks, c.glue = paragraphsOf(flows(sheets))
	return c
}

// pdfTime is how long reading a file may take: ten seconds and a twentieth of one
// for each page. Only the reader can count pages for certain; here they are as many
// as the file names, or as many as 20,000 bytes each make, whichever is more.
func pdfTime(data []byte) time.Duration {
	pages := max(len(pageObject.FindAllIndex(data, mostPages)), len(data)/20_000)
	return 10*time.Second + time.Duration(min(pages, mostPages))*50*time.Millisecond
}

const mostPages = 5_000

var pageObject = regexp.MustCompile(`/Type\s*/Page[^s]`)

// The kinds of work that Work does.
const (
	workPDF  = "pdf"  // input: the file; output: its pages
	workText = "text" // the same by pdftotext alone
	workOCR  = "ocr"  // input: a scanJob; output: the pages recognised
)

// reply is what Work returns, encoded by gob.
type reply struct {
	Sheets   []sheet
	Problems []pdf.Problem
	Failure  string // the code of an error, "" where there is none
	Cause    string
}

// Work does one piece of the work of reading a file that was made to do harm,
// perhaps: kind and input are what Options.Isolate is called with, and the result
// is what it must return. It reads no file but its input and writes none but
// temporary ones; for "ocr" it runs other programs.
func Work(kind string, input []byte) []byte {
	var r *reply
	switch kind {
	case workPDF:
		r = readPages(input)
	case workText:
		r = readTextOnly(input)
	case workOCR:
		r = recognisePages(input)
	default:
		r = &reply{Failure: "crashed", Cause: "no such work: " + kind}
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(r); err != nil {
		return nil
	}
	return b.Bytes()
}

// work has a piece of work done, apart from this process where the options say how.
func (o Options) work(kind string, input []byte, limit time.Duration) (*reply, error) {
	do := o.Isolate
	if do == nil {
		do = func(kind string, input []byte, _ time.Duration) ([]byte, error) { return Work(kind, input), nil }
	}
	out, err := do(kind, input, limit)
	if err != nil {
		return nil, contained(err, limit)
	}
	var r reply
	if err := gob.NewDecoder(bytes.NewReader(out)).Decode(&r); err != nil {
		return nil, failure("crashed", "", nil)
	}
	if r.Failure != "" {
		var cause error
		if r.Cause != "" {
			cause = errors.New(r.Cause)
		}
		return nil, failure(r.Failure, "", cause)
	}
	r.clean()
	return &r, nil
}

// otherwise reads a file that the readers came to grief over with pdftotext, where
// the work is done apart and can come to grief once more. It returns nil where that
// does not help either.
func (o Options) otherwise(data []byte, err error) *reply {
	var e *duizhao.Error
	if o.Isolate == nil || !errors.As(err, &e) || e.Code != "timeout" && e.Code != "memory" && e.Code != "crashed" {
		return nil
	}
	r, failed := o.work(workText, data, pdfTime(data))
	if failed != nil {
		return nil
	}
	r.Problems = append(r.Problems, pdf.Problem{Code: "reader", Message: e.In(duizhao.English) + "; its text was read by pdftotext"})
	return r
}

// contained turns the end of a contained piece of work into the error that says
// what to do.
func contained(err error, limit time.Duration) error {
	switch {
	case errors.Is(err, contain.ErrTimeout):
		return failure("timeout", "", nil, int(limit.Seconds()))
	case errors.Is(err, contain.ErrMemory):
		return failure("memory", "", nil)
	case errors.Is(err, contain.ErrOutput):
		return failure("output", "", nil)
	}
	return failure("crashed", "", err)
}

// readPages reads a PDF file's pages by the first reader that can.
func readPages(data []byte) *reply {
	file, err := pdf.Read(bytes.NewReader(data), int64(len(data)), pdf.Options{})
	if err != nil {
		return readPagesElse(data, err)
	}
	r := &reply{Problems: file.Problems}
	for i := range file.Pages {
		r.Sheets = append(r.Sheets, newSheet(&file.Pages[i]))
	}
	return r
}

// readPagesElse tries the last reader after the error of the others.
func readPagesElse(data []byte, err error) *reply {
	code := "damaged"
	switch {
	case errors.Is(err, pdf.ErrPassword):
		return &reply{Failure: "password"}
	case errors.Is(err, pdf.ErrEmpty), errors.Is(err, pdf.ErrNoPages):
		code = "empty"
	}
	r := readTextOnly(data)
	if r.Failure != "" {
		return &reply{Failure: code, Cause: oneLine(err.Error())}
	}
	r.Problems = []pdf.Problem{{Code: "reader",
		Message: fmt.Sprintf("the file is damaged (%s); its text was read by pdftotext", oneLine(err.Error()))}}
	return r
}

// readTextOnly reads a PDF file by pdftotext.
func readTextOnly(data []byte) *reply {
	pages, err := pdftotext(data)
	if err != nil || len(pages) == 0 {
		return &reply{Failure: "damaged"}
	}
	r := &reply{}
	for i := range pages {
		r.Sheets = append(r.Sheets, newSheet(&pages[i]))
	}
	return r
}

// oneLine cuts a message of another program or package down to one short line.
func oneLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	if len(s) > 160 {
		s = strings.ToValidUTF8(s[:160], "") + "..."
	}
	return s
}
