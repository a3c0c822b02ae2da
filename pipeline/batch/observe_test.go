package batch

import (
	"bytes"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// TestMetricsAreRead holds that Prometheus's own parser reads the account of a run,
// and every family of it has a help text and the values of the run.
func TestMetricsAreRead(t *testing.T) {
	s := &Summary{Seconds: 12.5, Reports: []Record{{ID: "a", Status: Done}, {ID: "b", Status: Failed}}, Stages: []Reading{{Stage: "read", Busy: time.Second}}}
	var b bytes.Buffer
	if err := s.Metrics(&b, time.Unix(1_795_833_285, 0)); err != nil {
		t.Fatal(err)
	}
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(&b)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for name, f := range families {
		if f.GetHelp() == "" {
			t.Errorf("%s has no help", name)
		}
		for _, m := range f.GetMetric() {
			for _, l := range m.GetLabel() {
				name += "," + l.GetValue()
			}
			got[name] = m.GetGauge().GetValue()
			name = f.GetName()
		}
	}
	for name, want := range map[string]float64{
		"duizhao_reports,failed": 1, "duizhao_reports,done": 1, "duizhao_run_seconds": 12.5,
		"duizhao_run_end_timestamp_seconds": 1_795_833_285, "duizhao_stage_seconds,read,busy": 1,
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}
