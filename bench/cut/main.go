// Command cut reads text files and cuts them into words with gse and its own
// dictionary, and does nothing else: the least that anybody would have to do, beside
// which bench/batch.py lays what a run takes. It prints the CPU of that, in
// milliseconds a file; loading the dictionary does not count.
package main

import (
	"fmt"
	"os"
	"syscall"

	"github.com/go-ego/gse"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cut:", err)
		os.Exit(1)
	}
}

func run(files []string) error {
	seg, err := gse.NewEmbed()
	if err != nil {
		return err
	}
	start, err := used()
	if err != nil {
		return err
	}
	words := 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		words += len(seg.Cut(string(text)))
	}
	end, err := used()
	if err != nil {
		return err
	}
	fmt.Printf("%.2f %d\n", (end-start)/float64(max(1, len(files))), words)
	return nil
}

// used returns the CPU of this process so far, in milliseconds.
func used() (float64, error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0, err
	}
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e6, nil
}
