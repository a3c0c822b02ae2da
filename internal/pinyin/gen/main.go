// Command gen writes readings.txt from the data of go-pinyin: a line for each list of
// readings, with the characters that have it.
package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

func main() {
	with := map[string][]rune{}
	for code := range pinyin.PinyinDict {
		readings := pinyin.SinglePinyin(rune(code), pinyin.Args{Style: pinyin.Normal, Heteronym: true})
		key := strings.Join(readings, " ")
		with[key] = append(with[key], rune(code))
	}
	var b strings.Builder
	b.WriteString("# Made by gen of the data of go-pinyin and pinyin-data, MIT: see LICENSE.\n")
	for _, key := range slices.Sorted(maps.Keys(with)) {
		slices.Sort(with[key])
		fmt.Fprintf(&b, "%s %s\n", key, string(with[key]))
	}
	if err := os.WriteFile("readings.txt", []byte(b.String()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
