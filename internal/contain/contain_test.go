package contain

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
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

// What a piece of work may leave in its process.
var (
	grownBy []byte
	spoilt  bool
)

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
	case "pid":
		return strconv.AppendInt(nil, int64(os.Getpid()), 10)
	case "grow":
		grownBy = bytes.Repeat([]byte{1}, grown)
	case "leave":
		if err := os.WriteFile(filepath.Join(os.TempDir(), "left"), input, 0o600); err != nil {
			panic(err)
		}
		return []byte(os.TempDir())
	case "print":
		fmt.Println("words that are no reply")
	case "spoil":
		spoilt = true
	case "spoilt":
		if spoilt {
			panic("what was read before has spoilt this")
		}
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
	for _, args := range [][]string{nil, {"run", "x"}, {serve}, {word}, {word, "kind"}, {word, serve, "soon"}} {
		if Main(args, func(string, []byte) []byte { t.Error("worked"); return nil }) {
			t.Errorf("%q were taken for a child's arguments", args)
		}
	}
}

// pid returns the process that does the next piece of work.
func pid(t *testing.T, k *Children) string {
	t.Helper()
	out, err := k.Run("pid", nil, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestChildren: a child goes on after good work, and after bad work another one
// does; no piece of work is told of what another did.
func TestChildren(t *testing.T) {
	for _, test := range []struct {
		kind string
		same bool
		want error
	}{
		{"reverse", true, nil},
		{"print", true, nil},
		{"grow", false, nil},
		{"panic", false, ErrCrashed},
		{"exit", false, ErrCrashed},
		{"output", false, ErrOutput},
		{"sleep", false, ErrTimeout},
		{"grandchild", false, ErrTimeout},
	} {
		t.Run(test.kind, func(t *testing.T) {
			var k Children
			defer k.Close()
			before := pid(t, &k)
			if again := pid(t, &k); again != before {
				t.Errorf("two children, %s and %s, for one after the other", before, again)
			}
			limit := time.Minute
			if test.want == ErrTimeout {
				limit = 300 * time.Millisecond
			}
			if _, err := k.Run(test.kind, []byte("x"), limit); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if after := pid(t, &k); (after == before) != test.same {
				t.Errorf("before it was child %s, after it %s", before, after)
			}
		})
	}
}

// TestSpoilt: work that ends badly in a child that has done other work is done again
// by a new one.
func TestSpoilt(t *testing.T) {
	var k Children
	defer k.Close()
	for _, kind := range []string{"spoil", "spoilt", "spoilt"} {
		if _, err := k.Run(kind, nil, time.Minute); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
	}
}

// TestReplaced: a child does so many pieces of work and no more.
func TestReplaced(t *testing.T) {
	var k Children
	defer k.Close()
	first := pid(t, &k)
	for range mostPieces - 1 {
		if now := pid(t, &k); now != first {
			t.Fatal("replaced too early")
		}
	}
	if pid(t, &k) == first {
		t.Error("not replaced")
	}
}

// TestTidy: a piece of work finds nothing that another has left.
func TestTidy(t *testing.T) {
	var k Children
	dir, err := k.Run("leave", []byte("secret"), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(string(dir)); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
	k.Close()
	if _, err := os.Stat(string(dir)); err == nil {
		t.Errorf("%s is still there", dir)
	}
	if _, err := k.Run("reverse", []byte("ab"), time.Minute); err != nil {
		t.Errorf("after Close: %v", err)
	}
}
