package contain

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	if Main(os.Args[1:], misbehave) {
		return
	}
	os.Exit(m.Run())
}

// misbehave does what a hostile file might make a reader do.
func misbehave(kind string, input []byte) []byte {
	switch kind {
	case "reverse":
		out := bytes.Clone(input)
		for i := range out {
			out[i] = input[len(input)-1-i]
		}
		return out
	case "sleep":
		time.Sleep(time.Hour)
	case "grandchild":
		_ = exec.Command("sleep", "3600").Run()
	case "panic":
		panic("the reader broke")
	case "memory":
		var hold [][]byte
		for {
			hold = append(hold, bytes.Repeat([]byte{1}, 64<<20))
			runtime.KeepAlive(hold)
		}
	case "stack":
		return make([]byte, recurse(0))
	case "output":
		return make([]byte, mostOutput+1)
	case "exit":
		os.Exit(7)
	case "file":
		f, err := os.CreateTemp("", "big-*")
		if err != nil {
			panic(err)
		}
		for err == nil {
			_, err = f.Write(make([]byte, 16<<20))
		}
		panic(err)
	}
	return nil
}

func recurse(n int) int {
	if n < 0 {
		return 0
	}
	return 1 + recurse(n+1)
}

func TestRun(t *testing.T) {
	out, err := Run("reverse", []byte("abc"), time.Minute)
	if err != nil || string(out) != "cba" {
		t.Fatalf("got %q, %v", out, err)
	}
}

func TestMisbehaviour(t *testing.T) {
	limits := runtime.GOOS == "linux"
	for _, test := range []struct {
		kind    string
		limit   time.Duration
		want    error
		message string
	}{
		{"sleep", 300 * time.Millisecond, ErrTimeout, ""},
		{"grandchild", 300 * time.Millisecond, ErrTimeout, ""},
		{"panic", time.Minute, ErrCrashed, "the reader broke"},
		{"exit", time.Minute, ErrCrashed, "exit status 7"},
		{"output", time.Minute, ErrOutput, ""},
		{"memory", time.Minute, ErrMemory, ""},
		{"stack", time.Minute, nil, ""}, // memory or crash, by which limit is met first
		{"file", time.Minute, ErrCrashed, ""},
	} {
		t.Run(test.kind, func(t *testing.T) {
			if !limits && (test.kind == "memory" || test.kind == "file") {
				t.Skip("no such limit on this system")
			}
			_, err := Run(test.kind, []byte("x"), test.limit)
			if err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if !strings.Contains(err.Error(), test.message) {
				t.Errorf("got %v, want it to say %q", err, test.message)
			}
		})
	}
}

// TestNoLeftovers: what a killed child left in its temporary folder is gone.
func TestNoLeftovers(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	_, _ = Run("file", nil, 300*time.Millisecond)
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestNoChild(t *testing.T) {
	for _, args := range [][]string{nil, {"run", "x", "1s"}, {word}, {word, "kind"}, {word, "kind", "soon"}} {
		if Main(args, func(string, []byte) []byte { t.Error("worked"); return nil }) {
			t.Errorf("%q were taken for a child's arguments", args)
		}
	}
}
