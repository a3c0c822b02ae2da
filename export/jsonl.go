package export

import (
	"encoding/json"
	"io"

	"duizhao"
)

// jsonlSink writes reports as JSON Lines: each report in the form of [JSON], on
// one line.
type jsonlSink struct{ enc *json.Encoder }

func newJSONL(w io.Writer, _ Options) (duizhao.Sink, error) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return jsonlSink{enc}, nil
}

func (s jsonlSink) Add(r *duizhao.Report) error { return s.enc.Encode(withLists(r)) }
func (s jsonlSink) Close() error                { return nil }
