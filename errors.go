package duizhao

import "strings"

// Error says what could not be done to which file and what the reader may do
// about it, in both languages of the interface.
type Error struct {
	Stage string    // "extract", "rules", ...
	Code  string    // stable, for programs: "empty", "binary", ...
	Path  string    // the file concerned
	Text  Bilingual // what is wrong and the way out; one line, without Path
	Err   error     // the cause, or nil
}

// Error returns the English line, beginning with the path.
func (e *Error) Error() string { return e.In(English) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// In returns the line in language l, beginning with the path.
func (e *Error) In(l Lang) string {
	var b strings.Builder
	if e.Path != "" {
		b.WriteString(e.Path)
		b.WriteString(": ")
	}
	b.WriteString(e.Text.In(l))
	if e.Err != nil {
		b.WriteString(" (")
		b.WriteString(e.Err.Error())
		b.WriteString(")")
	}
	return b.String()
}
