package batch

import (
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"duizhao"
)

// queue is how many reports may wait between two stages: enough that a worker
// rarely waits, few enough that memory stays flat.
const queue = 4

// stage runs work on each job of in with n workers and hands it on. A job that
// has failed passes through untouched. A panic ends the job, not the run: one
// hostile report must not cost the others their result.
func stage(n int, in <-chan *job, name string, work func(*job)) <-chan *job {
	out := make(chan *job, queue)
	var workers sync.WaitGroup
	for range n {
		workers.Go(func() {
			for j := range in {
				if j.err == nil {
					guarded(j, name, work)
				}
				out <- j
			}
		})
	}
	go func() {
		workers.Wait()
		close(out)
	}()
	return out
}

func guarded(j *job, name string, work func(*job)) {
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
	work(j)
}
