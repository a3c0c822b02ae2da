// Command gen writes hashes.txt, the hashes of the stages' code.
package main

import (
	"fmt"
	"os"

	"duizhao/internal/stagehash/stages"
)

func main() {
	text, err := stages.Hashes()
	if err == nil {
		err = os.WriteFile("hashes.txt", text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
