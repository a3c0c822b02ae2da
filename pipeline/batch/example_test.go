package batch_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"duizhao"
	"duizhao/pipeline"
	"duizhao/pipeline/batch"
)

// A run over a folder that writes each report as JSON, and what became of each.
func ExampleRun() {
	out, err := os.MkdirTemp("", "out-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(out)
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	inputs := []string{filepath.FromSlash("../../testdata/lanjiang")}
	s, err := batch.Run(context.Background(), p, batch.Discover(inputs, out), inputs, batch.Options{
		Out: out,
		Base: batch.Base{
			Output: batch.Output{
				Path:  func(id string) string { return filepath.Join("reports", id+".json") },
				Write: func(w io.Writer, r *duizhao.Report) error { return json.NewEncoder(w).Encode(r) },
				Key:   "json 1", // another key has the files written again
			},
			Read: func(rd io.Reader) (*duizhao.Report, error) {
				r := new(duizhao.Report)
				return r, json.NewDecoder(rd).Decode(r)
			},
		},
	})
	if err != nil {
		fmt.Println(err) // the run itself could not be done
		return
	}
	for _, r := range s.Reports {
		fmt.Println(r.ID, r.Status, r.Err())
	}
	// Output:
	// lanjiang-ip-2022 done <nil>
	// lanjiang-ip-2023 done <nil>
}
