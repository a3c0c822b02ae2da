package export_test

import (
	"fmt"
	"os"
	"strings"

	"duizhao"
	"duizhao/export"
)

// sample is a report with one figure, as a run's reports/<id>.json holds many.
func sample() *duizhao.Report {
	return &duizhao.Report{
		Schema: duizhao.SchemaID, ID: "lanjiang-ip-2022", Period: "2022", Area: duizhao.Bilingual{Zh: "澜江", En: "Lanjiang"},
		Title: duizhao.Bilingual{Zh: "澜江市2022年知识产权保护与发展情况", En: "Intellectual Property in Lanjiang, 2022"},
		Observations: []duizhao.ReportObservation{{
			ID: "o1", Indicator: "patents_granted", Label: duizhao.Bilingual{Zh: "专利授权量", En: "patents granted"},
			Area: "澜江", Period: "2022", Value: duizhao.MustDecimal("14100"), Unit: "patent",
			Qualifier: duizhao.Exact, Role: duizhao.Level, Agreement: duizhao.Agree, Rule: "patents_granted", Confidence: 0.95,
		}},
	}
}

// Write writes reports in any format; a format of all reports takes as many as
// there are.
func ExampleWrite() {
	var b strings.Builder
	if err := export.Write(&b, "reports.csv", export.Reports(sample()), export.Options{}); err != nil {
		fmt.Println(err)
	}
	fmt.Print(strings.TrimPrefix(b.String(), "\uFEFF"))
	// Output:
	// REPORT,TITLE_ZH,TITLE_EN,TIME_PERIOD,REF_AREA_ZH,REF_AREA_EN,SOURCE_ZH,SHA256_ZH,SOURCE_EN,SHA256_EN,OBSERVATIONS,FINDINGS,PROBLEMS
	// lanjiang-ip-2022,澜江市2022年知识产权保护与发展情况,"Intellectual Property in Lanjiang, 2022",2022,澜江,Lanjiang,,,,,1,0,0
}

// Reports that do not fit into memory are read while they are written: a sequence
// yields them one at a time, by ascending id.
func ExampleWrite_many() {
	files := []string{"reports/a.json", "reports/b.json"}
	reports := func(yield func(*duizhao.Report, error) bool) {
		for _, name := range files {
			f, err := os.Open(name)
			if err != nil {
				yield(nil, err)
				return
			}
			r, err := export.ReadJSON(f)
			f.Close()
			if !yield(r, err) {
				return
			}
		}
	}
	out, err := os.Create("observations.parquet")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer out.Close()
	if err := export.Write(out, "observations.parquet", reports, export.Options{}); err != nil {
		fmt.Println(err)
	}
}

// Choose takes names of formats and of groups, as --format does.
func ExampleChoose() {
	formats, err := export.Choose("json", "parquet")
	if err != nil {
		fmt.Println(err)
	}
	for _, f := range formats {
		fmt.Println(f.Path("lanjiang-ip-2022"))
	}
	// Output:
	// reports/lanjiang-ip-2022.json
	// data/observations.parquet
	// data/quantities.parquet
	// data/paragraphs.parquet
	// data/beads.parquet
	// data/findings.parquet
	// data/reports.parquet
}
