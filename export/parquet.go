package export

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"duizhao"
)

// A figure stands in Parquet twice: as a DOUBLE to calculate with, and as text
// with all its digits. Parquet's DECIMAL has one scale for the whole column and 38
// digits at most; figures of reports have their own scales and may have more, and
// readers turn DECIMAL into objects (pandas) or round it themselves (R).

const (
	parquetBatch = 1 << 8    // rows handed to the library at once
	parquetGroup = 120 << 10 // rows of a row group: what is in memory at most, and what DuckDB reads by
)

// parquetSink writes a dataset as Parquet, column by column: values are collected
// for a batch of rows and handed over without a struct or map in between.
type parquetSink struct {
	w       *parquet.GenericWriter[any]
	set     dataset
	columns []*parquet.ColumnWriter
	batch   [][]parquet.Value
	before  []string // the last text of a column, where texts repeat
	text    []byte   // holds the texts of a batch
	rows    int      // in the batch
	group   int      // in the row group, without the batch
}

func (d dataset) parquet(w io.Writer, _ Options) (duizhao.Sink, error) {
	schema := parquet.NewSchema(d.name, d.node())
	s := &parquetSink{set: d, w: parquet.NewGenericWriter[any](w, schema,
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}),
		parquet.CreatedBy("duizhao", "1", "0"),
	)}
	s.columns = s.w.ColumnWriters()
	s.batch = make([][]parquet.Value, len(s.columns))
	s.before = make([]string, len(s.columns))
	return s, nil
}

// parquetColumns is a schema's group with its columns in our order; the library's
// own sorts them by name.
type parquetColumns struct {
	parquet.Group
	fields []parquet.Field
}

func (g parquetColumns) Fields() []parquet.Field { return g.fields }

// node returns the Parquet schema of the dataset.
func (d dataset) node() parquet.Node {
	g := parquetColumns{Group: parquet.Group{}}
	for _, c := range d.columns {
		g.Group[c.name] = c.node()
	}
	byName := map[string]parquet.Field{}
	for _, f := range g.Group.Fields() {
		byName[f.Name()] = f
	}
	for _, c := range d.columns {
		g.fields = append(g.fields, byName[c.name])
	}
	return g
}

func (c *dataColumn) node() parquet.Node {
	var n parquet.Node
	switch c.kind {
	case numberType:
		n = parquet.Leaf(parquet.DoubleType)
	case wholeType:
		n = parquet.Int(32)
	case booleanType:
		n = parquet.Leaf(parquet.BooleanType)
	default: // encodings that readers of any age know
		n = parquet.Encoded(parquet.String(), &parquet.Plain)
		if c.repeats {
			n = parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
		}
	}
	if !c.required {
		n = parquet.Optional(n)
	}
	return n
}

func (s *parquetSink) Add(r *duizhao.Report) error { return s.set.records(r, s.put) }

func (s *parquetSink) put(r *dataRecord) error {
	for i := range s.set.columns {
		c := &s.set.columns[i]
		if c.repeats && s.again(i, c.text(r)) {
			continue
		}
		v, err := s.value(c, r)
		if err != nil {
			return err
		}
		if !c.required && !v.IsNull() {
			v = v.Level(0, 1, i) // there; a null's level is 0 already
		}
		s.batch[i] = append(s.batch[i], v)
	}
	s.rows++
	if s.rows == parquetBatch {
		return s.flush()
	}
	return nil
}

// again writes the value of the row before where the text is the same: most rows
// share report, area and period with the one above.
func (s *parquetSink) again(i int, text string) bool {
	same := s.rows > 0 && text == s.before[i]
	if same {
		s.batch[i] = append(s.batch[i], s.batch[i][s.rows-1])
	}
	s.before[i] = text
	return same
}

// value returns the cell of a column.
func (s *parquetSink) value(c *dataColumn, r *dataRecord) (parquet.Value, error) {
	if c.kind == wholeType {
		n := c.whole(r)
		if n < 0 {
			return parquet.Value{}, nil
		}
		return parquet.Int32Value(int32(n)), nil
	}
	text := c.text(r)
	switch {
	case text == "" && !c.required:
		return parquet.Value{}, nil
	case c.kind == numberType:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) { // beyond a double: infinite, the exact text stands beside it
			return parquet.Value{}, fmt.Errorf("column %s: %w", c.name, err)
		}
		return parquet.DoubleValue(f), nil
	case c.kind == booleanType:
		return parquet.BooleanValue(text == yesNo(true)), nil
	}
	return s.textValue(text), nil
}

// textValue returns a value that lives until the batch is handed over.
func (s *parquetSink) textValue(text string) parquet.Value {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	start := len(s.text)
	s.text = append(s.text, text...)
	return parquet.ByteArrayValue(s.text[start:len(s.text):len(s.text)])
}

// flush hands the batch to the library, and ends the row group when it is full.
func (s *parquetSink) flush() error {
	for i, column := range s.columns {
		if len(s.batch[i]) == 0 { // the library takes the address of what is not there
			continue
		}
		if _, err := column.WriteRowValues(s.batch[i]); err != nil {
			return err
		}
		s.batch[i] = s.batch[i][:0]
	}
	s.text = s.text[:0]
	s.group += s.rows
	s.rows = 0
	if s.group < parquetGroup {
		return nil
	}
	s.group = 0
	return s.w.Flush()
}

func (s *parquetSink) Close() error { return errors.Join(s.flush(), s.w.Close()) }
