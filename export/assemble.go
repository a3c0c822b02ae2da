package export

import (
	"errors"
	"strconv"
	"strings"

	"duizhao"
)

// assemble writes the sheets over all reports and puts all sheets in order.
func (s *indicators) assemble() error {
	v := &wide{figures: s.figures, places: newPlaces(s.figures.reports), periods: s.figures.periods(), sentences: s.sentences, lang: s.o.Lang}
	all := s.figures.allSeries(v.periods, v.places)
	years, levels, err := s.years(v, all)
	if err != nil {
		return err
	}
	fields, err := s.fields(v, all)
	if err != nil {
		return err
	}
	notes, codebook, codes := s.k.start(notesSheet()), s.k.start(codebookSheet()), s.k.start(codesSheet())
	charts := s.k.start(v.chartsSheet(years, v.charts(levels)))
	revisions, arithmetic := s.k.start(revisionsSheet()), s.k.start(arithmeticSheet())
	findings := s.k.start(findingsSheet())
	err = errors.Join(
		addNotes(notes, s.o.Lang), s.addCodebook(codebook), s.addCodes(codes),
		v.addRevisions(revisions, all),
		s.addFindings(findings, arithmetic), v.addRelations(arithmetic), s.findings.remove(),
	)
	sheets := []*sheet{notes, s.reports, years}
	sheets = append(sheets, fields...)
	sheets = append(sheets, charts, findings, arithmetic, revisions, s.unnamed, s.data, s.sentences, codebook, codes)
	if s.k.rest != nil {
		sheets = append(sheets, s.k.rest)
	}
	s.made = sheets
	if err != nil {
		return err
	}
	contents := s.k.start(contentsSheet())
	s.made = append(s.made, contents)
	if err := errors.Join(addContents(contents, sheets, s.o.Lang), s.addCover(), s.k.finish(contents)); err != nil {
		return err
	}
	for _, t := range sheets {
		if err := s.k.finish(t); err != nil {
			return err
		}
	}
	return s.k.setProperties(properties{
		title: both(indicatorsName), description: s.described(), lang: s.o.Lang,
	})
}

// described names the workbook's reports, the first ones of many.
func (s *indicators) described() string {
	var names []string
	for i, r := range s.figures.reports {
		if i == 20 {
			names = append(names, "… "+strconv.Itoa(len(s.figures.reports)))
			break
		}
		names = append(names, r.id)
	}
	return strings.Join(names, "; ")
}

// years writes the table of years and returns the series it shows, a row each.
func (s *indicators) years(v *wide, all []series) (*sheet, []series, error) {
	t := s.k.start(v.yearsSheet())
	s.made = append(s.made, t)
	var levels []series
	for i := range all {
		if v.figures.manners[all[i].key.manner].role != duizhao.Level {
			continue
		}
		if _, err := t.add(v.yearsRow(&all[i])); err != nil {
			return nil, nil, err
		}
		if _, _, n := v.valued(&all[i]); n > 1 && len(v.trends) < mostSparklines {
			v.trends = append(v.trends, len(levels))
		}
		levels = append(levels, all[i])
	}
	return t, levels, nil
}

// fields writes the tables of the domains that occur.
func (s *indicators) fields(v *wide, all []series) ([]*sheet, error) {
	tables := make([]*sheet, len(s.domains.domains))
	for i := range all {
		m := v.figures.manners[all[i].key.manner]
		n := s.domains.place(v.figures.names.of[all[i].key.indicator], m.body)
		if tables[n] == nil {
			tables[n] = s.k.start(v.domainSheet(&s.domains.domains[n]))
			s.made = append(s.made, tables[n])
		}
		if _, err := tables[n].add(v.domainRow(&all[i])); err != nil {
			return nil, err
		}
	}
	var out []*sheet
	for _, t := range tables {
		if t != nil {
			out = append(out, t)
		}
	}
	return out, nil
}

func (s *indicators) addFindings(findings, arithmetic *sheet) error {
	return s.findings.each(func(f *spooled) error {
		if _, err := findings.add(f.row()); err != nil {
			return err
		}
		if f.Finding.Check != arithmeticCheck {
			return nil
		}
		_, err := arithmetic.add(f.arithmeticRow(s.o.Lang))
		return err
	})
}

func (v *wide) addRelations(t *sheet) error {
	relations := v.growths()
	for i := range relations {
		if _, err := t.add(v.relationRow(&relations[i])); err != nil {
			return err
		}
	}
	return nil
}
