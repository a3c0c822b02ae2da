package batch

import "duizhao"

// keptYears is what the comparison of the years said, and what it followed from.
type keptYears struct {
	From  string              `json:"from"`
	Years []duizhao.Bilingual `json:"years"`
}

// yearsFrom stands for the reports as they are and what they were made from: the
// checks that compare them are among that.
func (w *work) yearsFrom(stamps []*stamp) string {
	all := []string{w.joinedFrom(stamps)}
	for _, k := range stamps {
		all = append(all, k.origin())
	}
	return digest(all...)
}

// keepYears keeps what the comparison of the years has said of these reports.
func (w *work) keepYears(s *Summary, stamps []*stamp) {
	w.st.remember(keptYears{w.yearsFrom(stamps), s.Years}, "years.json")
}

// knownYears fills in what an earlier run has kept of the same reports, and reports
// whether there was anything.
func (w *work) knownYears(s *Summary, stamps []*stamp) bool {
	var k keptYears
	if !w.st.recall(&k, "years.json") || k.From != w.yearsFrom(stamps) {
		return false
	}
	s.Years = k.Years
	return true
}
