//go:build unix

package align

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"duizhao/pipeline/align/lexicon"
)

// blocksOf cuts a text and its translation at the beads of goldSet into blocks of about
// n beads.
func (g goldSet) blocks(n int) (out [][2][]Unit) {
	zh, en := blocksOf(g.zh, newMemo(lexicon.Default())), blocksOf(g.en, newMemo(lexicon.Default()))
	z, e, fromZ, fromE := 0, 0, 0, 0
	for k, s := range g.gold {
		l, r, _ := strings.Cut(s, ":")
		z, e = z+len(strings.Fields(strings.Trim(l, "[]"))), e+len(strings.Fields(strings.Trim(r, "[]")))
		if (k+1)%n == 0 || k == len(g.gold)-1 {
			out = append(out, [2][]Unit{zh[fromZ:z], en[fromE:e]})
			fromZ, fromE = z, e
		}
	}
	return out
}

// madeUpBlocks returns blocks of sentences that are rows of terms of the lexicon.
func madeUpBlocks(r *rand.Rand) (out [][2][]Unit) {
	terms := lexicon.Default().Terms()
	for range 60 {
		var block [2][]Unit
		for range 20 {
			var z, e Unit
			for range 5 + r.IntN(12) {
				t := terms[int(float64(len(terms))*r.Float64()*r.Float64())]
				z.Words, z.Len = append(z.Words, t), z.Len+3*len([]rune(t))
				for g := range lexicon.Default().Lookup(t) {
					e.Words, e.Len = append(e.Words, g.Stem), e.Len+len(g.Stem)+2
					if r.IntN(2) == 0 {
						break
					}
				}
			}
			block[0] = append(block[0], z)
			if cut := len(e.Words) / 2; r.IntN(5) > 1 {
				block[1] = append(block[1], e)
			} else {
				block[1] = append(block[1], Unit{Words: e.Words[:cut], Len: e.Len / 2}, Unit{Words: e.Words[cut:], Len: e.Len / 2})
			}
		}
		out = append(out, block)
	}
	return out
}

// longText repeats and shuffles blocks until the Chinese side has n units.
func longText(r *rand.Rand, blocks [][2][]Unit, n int) (zh, en []Unit) {
	for len(zh) < n {
		for _, k := range r.Perm(len(blocks)) {
			if len(zh) < n {
				zh, en = append(zh, blocks[k][0]...), append(en, blocks[k][1]...)
			}
		}
	}
	return zh, en
}

// cpu returns the processor time of the program so far.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkLong aligns texts of growing length and reports the processor's seconds, the
// most memory in use, and the time for a thousand Chinese units.
func BenchmarkLong(b *testing.B) {
	for _, source := range []string{"made up", "gold"} {
		r := rand.New(rand.NewPCG(1, 2))
		blocks := madeUpBlocks(r)
		for _, n := range []int{1000, 3000, 10000, 30000} {
			b.Run(fmt.Sprintf("%s/%d", source, n), func(b *testing.B) {
				if source == "gold" {
					blocks = nil
					for _, s := range goldSets(b) {
						if s.name == "articles" || s.name == "novels" {
							blocks = append(blocks, s.blocks(20)...)
						}
					}
				}
				zh, en := longText(r, blocks, n)
				a := newAligner(b, Options{})
				a.Align(zh[:1], en[:1])
				runtime.GC()
				b.ReportAllocs()
				var most uint64
				used := time.Duration(0)
				for b.Loop() {
					stop := watchMemory(&most)
					from := cpu()
					a.Align(zh, en)
					used += cpu() - from
					stop()
				}
				per := used.Seconds() / float64(b.N)
				b.ReportMetric(float64(len(en)), "en-units")
				b.ReportMetric(per, "cpu-s/op")
				b.ReportMetric(per*1e6/float64(len(zh)), "cpu-ms/1000-units")
				b.ReportMetric(float64(most)/1e6, "MB-most")
			})
		}
	}
}

// watchMemory keeps the greatest heap seen until the function it returns is called.
func watchMemory(most *uint64) (stop func()) {
	done, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			*most = max(*most, m.HeapInuse+m.StackInuse)
			select {
			case <-done:
				return
			case <-time.After(200 * time.Millisecond):
			}
		}
	}()
	return func() { close(done); <-ended }
}
