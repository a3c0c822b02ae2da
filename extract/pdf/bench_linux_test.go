package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
)

// BenchmarkRead reads each of the measuring files whole, and pdftotext -layout does
// the same in the same run: pages/s and the peak of memory are what to compare.
// pdftotext's time includes the start of its process, ours does not; its peak is
// that of the process, ours the growth of this one, which holds the file already.
func BenchmarkRead(b *testing.B) {
	for _, path := range files(b, "inputs/pdf") {
		data := readFile(b, path)
		name, pages := filepath.Base(path), len(mustRead(b, data).Pages)
		b.Run(name+"/duizhao", func(b *testing.B) {
			b.ReportAllocs()
			before := resetPeak()
			for b.Loop() {
				mustRead(b, data)
			}
			b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(float64(max(0, peak("VmHWM")-before))/1024, "peak-MB")
		})
		b.Run(name+"/pdftotext", func(b *testing.B) {
			most := int64(0)
			for b.Loop() {
				c := exec.Command("pdftotext", "-layout", path, os.DevNull)
				if err := c.Run(); err != nil {
					b.Skip("pdftotext is not here: ", err)
				}
				most = max(most, c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(float64(most)/1024, "peak-MB")
		})
	}
}

// resetPeak lets the kernel forget the peak of memory so far and returns what is in
// use, in KiB; 0 where the system does not tell.
func resetPeak() int64 {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
	return peak("VmRSS")
}

func peak(key string) int64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range bytes.Lines(status) {
		if rest, ok := strings.CutPrefix(string(line), key+":"); ok {
			var kib int64
			fmt.Sscan(rest, &kib)
			return kib
		}
	}
	return 0
}
