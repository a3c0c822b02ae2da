package export

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"duizhao"
)

// EditedAlignment is a workbook that Alignment wrote and that people may have edited
// since: what it says now and what it said then.
type EditedAlignment struct {
	File   string // as the caller named it
	Report string // the id of its report

	maker    duizhao.Maker
	units    map[string]baseUnitRecord // by number and by id
	rows     map[string]baseRowRecord  // by row id
	findings map[string]baseFindingRecord
	edited   []editedRow
	decided  []editedFinding
	lacking  []Edit // sheets that cannot be read
}

type baseUnitRecord struct {
	level            duizhao.UnitLevel
	lang             duizhao.Lang
	number, id, hash string
}

type baseRowRecord struct {
	level           duizhao.UnitLevel
	id              string
	zh, en          []string
	status, comment string // the comment's hash
	decision        string
	zhText, enText  string // hashes
	findings        []string
}

type baseFindingRecord struct{ status, comment string }

// place is where in the workbook something stands.
type place struct {
	sheet string
	row   int // from 1, as the program shows it
}

// editedRow is a row of a sheet of units as it is now.
type editedRow struct {
	place
	id               string
	zhUnits, enUnits string
	zh, en           string
	status, decision string
	comment          string
}

// editedFinding is a row of the sheet of findings as it is now.
type editedFinding struct {
	place
	id, status, comment string
}

// unzipLimit is how many bytes a workbook may have unpacked.
const unzipLimit = 1 << 30

// ReadAlignment reads a workbook that Alignment wrote, saved again by any program:
// columns are found by their headings in either language, rows by their ids, the
// report by the hidden sheet. File is its name for messages. The error, a
// *duizhao.Error, says that it is no such workbook, or one of a newer form.
func ReadAlignment(r io.Reader, file string) (*EditedAlignment, error) {
	f, err := excelize.OpenReader(r, excelize.Options{RawCellValue: true, UnzipSizeLimit: unzipLimit})
	if err != nil {
		return nil, &duizhao.Error{Stage: "import", Code: "workbook", Path: file, Err: err, Text: duizhao.Bilingual{
			Zh: "不是 .xlsx 工作簿；请另存为 .xlsx 后再导入",
			En: "is no .xlsx workbook; save it as .xlsx and import that",
		}}
	}
	defer f.Close()
	e := &EditedAlignment{
		File: file, units: map[string]baseUnitRecord{}, rows: map[string]baseRowRecord{}, findings: map[string]baseFindingRecord{},
	}
	sheets := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			continue // a sheet of charts
		}
		sheets[name] = rows
	}
	if err := e.readBase(sheets); err != nil {
		return nil, err
	}
	if p, err := f.GetDocProps(); err == nil && p.LastModifiedBy != "" && p.LastModifiedBy != "duizhao" {
		e.maker = duizhao.Maker{By: p.LastModifiedBy, When: p.Modified}
	}
	for _, name := range f.GetSheetList() {
		e.readSheet(name, sheets[name])
	}
	return e, nil
}

// readBase finds the hidden sheet by its mark, whatever it is called, and reads it.
func (e *EditedAlignment) readBase(sheets map[string][][]string) error {
	for _, rows := range sheets {
		for i, row := range rows[:min(len(rows), 5)] {
			for j, v := range row {
				switch {
				case (v == baseSchema || v == baseOlder) && j+1 < len(row):
					e.Report = row[j+1]
					e.records(v, rows[i+1:], j)
					return nil
				case strings.HasPrefix(v, baseForm):
					return &duizhao.Error{Stage: "import", Code: "schema", Path: e.File, Text: duizhao.Bilingual{
						Zh: fmt.Sprintf("工作簿格式是 %.40q，本程序读取 %q；请用写出它的版本导入", v, baseSchema),
						En: fmt.Sprintf("the workbook's form is %.40q, this program reads %q; import it with the version that wrote it", v, baseSchema),
					}}
				}
			}
		}
	}
	return &duizhao.Error{Stage: "import", Code: "no_base", Path: e.File, Text: duizhao.Bilingual{
		Zh: "没有 duizhao 的隐藏工作表，无法知道改了什么；请在 OUT/alignment 的工作簿中校订，不要只复制其中的行",
		En: "lacks duizhao's hidden sheet, so that nobody can tell what was edited; edit the workbook of OUT/alignment itself, not a copy of its rows",
	}}
}

// records reads the rows below the one that says the form, from a column, counted
// from 0.
func (e *EditedAlignment) records(form string, rows [][]string, from int) {
	var all strings.Builder
	for _, fields := range rows {
		fields = fields[min(from, len(fields)):]
		switch {
		case form == baseOlder:
			e.record(fields)
		case len(fields) > 0:
			all.WriteString(fields[0])
		}
	}
	for fields := range baseRecords(all.String()) {
		e.record(fields)
	}
}

func (e *EditedAlignment) record(fields []string) {
	at := func(i int) string {
		if i < len(fields) {
			return fields[i]
		}
		return ""
	}
	switch at(0) {
	case baseUnit:
		u := baseUnitRecord{level: duizhao.UnitLevel(at(1)), number: at(2), id: at(3), hash: at(4), lang: duizhao.Chinese}
		if strings.HasPrefix(u.number, string(duizhao.English)) {
			u.lang = duizhao.English
		}
		e.units[u.number], e.units[u.id] = u, u
	case baseRow:
		e.rows[at(2)] = baseRowRecord{
			level: duizhao.UnitLevel(at(1)), id: at(2), zh: strings.Fields(at(3)), en: strings.Fields(at(4)),
			status: at(5), comment: at(6), decision: at(7), zhText: at(8), enText: at(9), findings: strings.Fields(at(10)),
		}
	case baseFound:
		e.findings[at(1)] = baseFindingRecord{at(2), at(3)}
	}
}

// headerRows is how many rows from the top may hold the headings.
const headerRows = 20

// readSheet reads a sheet that holds rows with ids; others are the person's own.
func (e *EditedAlignment) readSheet(name string, rows [][]string) {
	for i, row := range rows[:min(len(rows), headerRows)] {
		columns := columnsOf(row)
		_, units := columns[headRow]
		_, findings := columns[headFinding]
		switch {
		case units:
			if !e.lacks(name, i+1, columns, headZhUnits, headEnUnits) {
				e.readUnits(name, columns, rows, i+1)
			}
			return
		case findings:
			if !e.lacks(name, i+1, columns, headStatus) {
				e.readFindings(name, columns, rows, i+1)
			}
			return
		}
	}
}

// columnsOf finds the columns by their headings.
func columnsOf(row []string) map[string]int {
	out := map[string]int{}
	for i, v := range row {
		v = strings.Join(strings.Fields(v), " ")
		for _, h := range []string{headZhUnits, headEnUnits, headZh, headEn, headStatus, headDecision, headComment, headRow, headFinding} {
			zh, en, _ := strings.Cut(h, " ")
			if _, found := out[h]; !found && (strings.EqualFold(v, h) || v == zh || strings.EqualFold(v, en)) {
				out[h] = i
			}
		}
	}
	return out
}

func (e *EditedAlignment) lacks(sheet string, row int, columns map[string]int, headings ...string) bool {
	for _, h := range headings {
		if _, ok := columns[h]; !ok {
			e.lacking = append(e.lacking, Edit{File: e.File, Sheet: sheet, Row: row,
				What: duizhao.Bilingual{Zh: "整张表", En: "the whole sheet"},
				Refused: duizhao.Bilingual{
					Zh: fmt.Sprintf("找不到“%s”列；请恢复列标题", h), En: fmt.Sprintf("the column %q is not there; put its heading back", h),
				}})
			return true
		}
	}
	return false
}

func (e *EditedAlignment) readUnits(sheet string, columns map[string]int, rows [][]string, from int) {
	for i := from; i < len(rows); i++ {
		get := getter(columns, rows[i])
		r := editedRow{
			place: place{sheet, i + 1}, id: strings.TrimSpace(get(headRow)),
			zhUnits: get(headZhUnits), enUnits: get(headEnUnits), zh: get(headZh), en: get(headEn),
			status: get(headStatus), decision: get(headDecision), comment: get(headComment),
		}
		// A column that is not there says nothing: what it said before counts.
		if b, ok := e.rows[r.id]; ok {
			for h, v := range map[string]*string{headStatus: &r.status, headDecision: &r.decision} {
				if _, there := columns[h]; !there {
					*v = map[string]string{headStatus: b.status, headDecision: b.decision}[h]
				}
			}
		}
		if _, there := columns[headComment]; !there {
			r.comment = absent
		}
		if _, there := columns[headZh]; !there {
			r.zh = absent
		}
		if _, there := columns[headEn]; !there {
			r.en = absent
		}
		e.edited = append(e.edited, r)
	}
}

// absent stands for what a column that is not there would say.
const absent = "\x00"

func (e *EditedAlignment) readFindings(sheet string, columns map[string]int, rows [][]string, from int) {
	for i := from; i < len(rows); i++ {
		get := getter(columns, rows[i])
		d := editedFinding{place{sheet, i + 1}, strings.TrimSpace(get(headFinding)), get(headStatus), get(headComment)}
		if _, there := columns[headComment]; !there {
			d.comment = absent
		}
		e.decided = append(e.decided, d)
	}
}

func getter(columns map[string]int, row []string) func(string) string {
	return func(heading string) string {
		i, ok := columns[heading]
		if !ok || i >= len(row) {
			return ""
		}
		return plainCell(row[i])
	}
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape undoes how the format writes what XML cannot hold: _x0041_ is the letter
// A, and _x005F_ the underscore of a text that looks so.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 16)
		return clean(string(rune(n)))
	})
}
