package batch

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"duizhao"
	"duizhao/pipeline"
)

// queue is how many reports may wait between two stages: enough that a worker
// rarely waits, few enough that memory stays flat.
const queue = 4

// Meter tells how busy a stage was, so that the bottleneck can be seen: the stage
// whose workers neither wait for work nor for the next stage.
type Meter struct {
	Stage   string
	Workers int

	reports, busy, starved, blocked, waiting atomic.Int64 // times in nanoseconds
}

// Reading is what a Meter shows at one moment. Times are of all workers together.
type Reading struct {
	Stage   string        `json:"stage"`
	Workers int           `json:"workers"`
	Reports int           `json:"reports"`
	Busy    time.Duration `json:"busy"`    // working
	Starved time.Duration `json:"starved"` // waiting for the stage before
	Blocked time.Duration `json:"blocked"` // waiting for the stage after
	Queue   float64       `json:"queue"`   // reports that waited before the stage, on average
}

// Read returns what the meter shows.
func (m *Meter) Read() Reading {
	n := m.reports.Load()
	return Reading{
		Stage: m.Stage, Workers: m.Workers, Reports: int(n), Busy: time.Duration(m.busy.Load()),
		Starved: time.Duration(m.starved.Load()), Blocked: time.Duration(m.blocked.Load()),
		Queue: float64(m.waiting.Load()) / float64(max(n, 1)),
	}
}

// stage runs do on each job of in with n workers and hands it on. A job that has
// failed, or has nothing left to do, passes through untouched.
func (w *work) stage(n int, in <-chan *job, name string, idle func(*job) bool, do func(*job)) <-chan *job {
	out := make(chan *job, queue)
	m := &Meter{Stage: name, Workers: n}
	w.meters = append(w.meters, m)
	var workers sync.WaitGroup
	for range n {
		workers.Go(func() {
			for asked := time.Now(); ; asked = time.Now() {
				j, more := <-in
				got := time.Now()
				m.starved.Add(int64(got.Sub(asked)))
				if !more {
					return
				}
				m.waiting.Add(int64(len(in)))
				if j.err == nil && !idle(j) {
					j = w.timed(j, name, do)
				}
				done := time.Now()
				m.busy.Add(int64(done.Sub(got)))
				out <- j
				m.blocked.Add(int64(time.Since(done)))
				m.reports.Add(1)
			}
		})
	}
	go func() {
		workers.Wait()
		close(out)
	}()
	return out
}

// timed does one stage's work on j within what is left of its time. A report that
// takes longer has failed; what it was doing is left to itself, since nothing can
// stop it, and works on a copy that nobody looks at any more.
func (w *work) timed(j *job, name string, do func(*job)) *job {
	if w.Timeout <= 0 {
		guarded(j, name, do)
		return j
	}
	left := w.Timeout
	for _, s := range j.record.Seconds {
		left -= time.Duration(s * float64(time.Second))
	}
	ctx, cancel := context.WithTimeout(context.Background(), left)
	defer cancel()
	own := *j
	own.record.Seconds, own.turn = nil, new(atomic.Bool)
	ended := make(chan struct{})
	start := time.Now()
	go func() {
		defer close(ended)
		guarded(&own, name, do)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
		if own.turn.CompareAndSwap(false, true) {
			late := &job{src: j.src, record: j.record, need: j.need, err: expired(j, name, w.Timeout)}
			late.record.stopwatch(name, start)
			return late
		}
		<-ended // its files are being put in their places
	}
	own.record.Seconds = j.record.Seconds
	own.record.stopwatch(name, start)
	return &own
}

// guarded does a stage's work. A panic ends the job, not the run: one hostile
// report must not cost the others their result.
func guarded(j *job, name string, do func(*job)) {
	defer j.record.stopwatch(name, time.Now())
	defer func() {
		if v := recover(); v != nil {
			j.err = &duizhao.Error{
				Stage: name, Code: "panic", Path: j.src.Files[0],
				Text: duizhao.Bilingual{
					Zh: "程序在处理此报告时出错，其他报告不受影响；请附上此文件报告问题",
					En: "the program failed on this report, the others are not affected; please report this with the file",
				},
				Err: fmt.Errorf("%v\n%s", v, debug.Stack()),
			}
		}
	}()
	do(j)
}

// start sends the sources through the stages and returns the queue of ended jobs.
func (w *work) start(ctx context.Context, sources []pipeline.Source) <-chan *job {
	first := make(chan *job)
	go func() {
		defer close(first)
		for _, src := range sources {
			select {
			case first <- &job{src: src, record: Record{ID: src.ID, Files: src.Files}}:
			case <-ctx.Done():
				return
			}
		}
	}()
	n := w.workers()
	unread := func(*job) bool { return false }
	uncompared := func(j *job) bool { return !j.need.result }
	unwritten := func(j *job) bool { return j.report == nil }
	at := w.stage(n, first, "read", unread, w.read)
	if w.Until == Read {
		return at
	}
	at = w.stage(n, at, "analyse", uncompared, w.analyse)
	at = w.stage(n, at, "compare", uncompared, w.compare)
	if w.Until == Compare {
		return at
	}
	return w.stage(n, at, "write", unwritten, w.write)
}
