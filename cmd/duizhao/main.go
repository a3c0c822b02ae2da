// Command duizhao (对照) reads government reports published in Chinese and in
// English, lays the two side by side, reads every number in each and says where
// they disagree. `duizhao help` tells the rest.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"duizhao/extract"
	"duizhao/internal/contain"
)

func main() {
	if contain.Main(os.Args[1:], extract.Work) {
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	u := newUI(os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	os.Exit(execute(ctx, u, os.Args[1:]))
}
