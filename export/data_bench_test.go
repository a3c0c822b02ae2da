//go:build unix

package export

import (
	"io"
	"runtime"
	"syscall"
	"testing"
	"time"

	"duizhao"
)

// narrow is the table of observations cut down to ten columns.
func narrow() dataset {
	d := observationsData()
	wanted := map[string]bool{}
	for _, name := range []string{"REPORT", "OBSERVATION", "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "QUALIFIER", "QUOTE_ZH"} {
		wanted[name] = true
	}
	var columns []dataColumn
	for _, c := range d.columns {
		if wanted[c.name] {
			columns = append(columns, c)
		}
	}
	d.columns = columns
	return d
}

type counter struct{ n int64 }

func (c *counter) Write(b []byte) (int, error) { c.n += int64(len(b)); return len(b), nil }

// processorTime is what the process has used of all processors: on a machine with
// other work the clock on the wall measures that work.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkData writes 1,000,000 observations in reports of 10,000, with ten
// columns and with all. peak-MB is the heap above what the reports take.
func BenchmarkData(b *testing.B) {
	const perReport, reports = 10_000, 100
	r := manyObservations(b, perReport)
	for _, shape := range []struct {
		name string
		set  dataset
	}{{"10columns", narrow()}, {"all", observationsData()}} {
		for _, f := range []struct {
			name string
			open func(io.Writer, Options) (duizhao.Sink, error)
		}{{"csv", shape.set.csv}, {"parquet", shape.set.parquet}} {
			b.Run(f.name+"/"+shape.name, func(b *testing.B) {
				runtime.GC()
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				var out counter
				peak := uint64(0)
				start := processorTime()
				for b.Loop() {
					s, err := f.open(&out, Options{})
					if err != nil {
						b.Fatal(err)
					}
					for range reports {
						if err := s.Add(r); err != nil {
							b.Fatal(err)
						}
						runtime.ReadMemStats(&after)
						peak = max(peak, after.HeapAlloc-min(before.HeapAlloc, after.HeapAlloc))
					}
					if err := s.Close(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(perReport*reports*b.N)/(processorTime()-start).Seconds(), "rows/cpu-s")
				b.ReportMetric(float64(out.n)/float64(b.N)/1e6, "MB")
				b.ReportMetric(float64(peak)/1e6, "peak-MB")
			})
		}
	}
}
