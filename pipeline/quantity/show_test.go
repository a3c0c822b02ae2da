package quantity

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"duizhao"
)

// show writes quantities in the notation of the case files.
func show(text string, qs []duizhao.Quantity) string {
	var parts []string
	for _, q := range qs {
		parts = append(parts, fmt.Sprintf("[%s] %s", q.Span.Of(text), note(text, q)))
	}
	return strings.Join(parts, "; ")
}

// note writes what was read: kind, value or bounds, unit, qualifier, reason.
func note(text string, q duizhao.Quantity) string {
	w := []string{string(q.Kind)}
	switch {
	case q.Malformed:
		w = append(w, "malformed")
	case q.Value.Valid():
		w = append(w, q.Value.String())
	case q.Low.Valid() || q.High.Valid():
		w = append(w, q.Low.String()+".."+q.High.String())
	}
	if q.Unit != "" {
		w = append(w, q.Unit)
	}
	if q.Qualifier != duizhao.Exact {
		w = append(w, string(q.Qualifier))
	}
	if q.Kind == duizhao.Date || q.Kind == duizhao.Label {
		w = append(w, strings.TrimPrefix(q.Reason, "date "))
	}
	return strings.Join(w, " ")
}

// TestShow prints what is read in the file QUANTITY_TEXT names, for a person to
// look through: QUANTITY_TEXT=report.txt QUANTITY_LANG=en go test -run Show -v
func TestShow(t *testing.T) {
	path := os.Getenv("QUANTITY_TEXT")
	if path == "" {
		t.Skip("QUANTITY_TEXT names no file")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	l := duizhao.Chinese
	if os.Getenv("QUANTITY_LANG") == "en" {
		l = duizhao.English
	}
	for line := range strings.Lines(string(b)) {
		for _, q := range Scan(l, line) {
			from, to := max(q.Span.Start-30, 0), min(q.Span.End+30, len(line))
			fmt.Printf("%-40s | %s\n", note(line, q), strings.ToValidUTF8(line[from:q.Span.Start]+"⟦"+q.Span.Of(line)+"⟧"+line[q.Span.End:to], ""))
		}
	}
}
