// Command duizhao (对照) reads government reports published in Chinese and in
// English, lays the two side by side, reads every number in each and says where
// they disagree. `duizhao help` tells the rest.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"duizhao/extract"
	"duizhao/internal/contain"
)

// The collector lets the heap grow to twice what lives. Over tens of thousands of
// reports, whose names and figures the tables over all of them need, that would be more
// than a machine may have; beyond this it works harder instead. Each core works on a
// report of its own.
const (
	calmMemory = 256 << 20 // bytes
	calmCore   = 32 << 20
)

func main() {
	if contain.Main(os.Args[1:], extract.Work) {
		return
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(calmMemory + calmCore*runtime.GOMAXPROCS(0)))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	u := newUI(os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	os.Exit(execute(ctx, u, os.Args[1:]))
}
