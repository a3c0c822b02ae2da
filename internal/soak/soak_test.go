//go:build linux

package soak

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duizhao/internal/corpus"
	"duizhao/internal/testkit"
)

var (
	kills   = flag.Int("kills", 6, "how often a run is killed")
	reports = flag.Int("reports", 24, "reports of the run that is killed")
	many    = flag.Int("many", 300, "reports of the long run")
)

var program string

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "duizhao-*")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "duizhao")
	build := exec.Command("go", "build", "-o", program, "duizhao/cmd/duizhao")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// made writes n made-up reports, in turn as text, HTML and DOCX, and returns their folder.
func made(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		r := corpus.Make(5, i)
		data, ext := corpus.Text(r), ".txt"
		switch i % 3 {
		case 1:
			data, ext = corpus.HTML(r), ".html"
		case 2:
			var err error
			if data, err = corpus.DOCX(r); err != nil {
				t.Fatal(err)
			}
			ext = ".docx"
		}
		if err := os.WriteFile(filepath.Join(dir, r.ID+ext), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func duizhao(args ...string) *exec.Cmd { return exec.Command(program, args...) }

func must(t *testing.T, args ...string) string {
	t.Helper()
	out, err := duizhao(args...).CombinedOutput()
	if err != nil {
		t.Fatalf("duizhao %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// results returns the hashes of the files below out, the program's own cache left out.
func results(t *testing.T, out string) map[string]string {
	t.Helper()
	sums := map[string]string{}
	err := filepath.WalkDir(out, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == "cache":
			return fs.SkipDir
		case e.IsDir():
			return nil
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(out, path)
		sums[rel] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// TestKilled holds that a run that is killed again and again ends, when it is let,
// with the very files of one that was left alone.
func TestKilled(t *testing.T) {
	in, dir := made(t, *reports), t.TempDir()
	whole, out := filepath.Join(dir, "whole"), filepath.Join(dir, "out")
	start := time.Now()
	must(t, "run", in, "-o", whole)
	length := time.Since(start)
	r := rand.New(rand.NewPCG(1, 2))
	for killed := 0; killed < *kills; {
		c := duizhao("run", in, "-o", out)
		c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// Early kills come soon, so that there is something left to do for late ones.
		time.Sleep(time.Duration(r.Float64() * float64(length) / 2))
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL)
		if err := c.Wait(); err != nil {
			killed++
			continue
		}
		// It came too late: the run had ended. The next one begins anew.
		if diff := cmp.Diff(results(t, whole), results(t, out)); diff != "" {
			t.Fatalf("not the files of a run left alone, %d kills (-want +got):\n%s", killed, diff)
		}
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
	must(t, "run", in, "-o", out)
	if diff := cmp.Diff(results(t, whole), results(t, out)); diff != "" {
		t.Errorf("not the files of a run left alone (-want +got):\n%s", diff)
	}
}

// TestDiskFull holds that a full disk costs reports their results, with a clear
// word, and nothing else; and that the next run, with room, does the rest.
func TestDiskFull(t *testing.T) {
	out := t.TempDir()
	if err := syscall.Mount("tmpfs", out, "tmpfs", 0, "size=1500k"); err != nil {
		if errors.Is(err, syscall.EPERM) {
			t.Skip("a small disk can be mounted by root only")
		}
		t.Fatal(err)
	}
	defer func() { _ = syscall.Unmount(out, syscall.MNT_DETACH) }()
	in := made(t, 24)
	said, err := duizhao("run", in, "-o", out).CombinedOutput()
	if err == nil || !bytes.Contains(said, []byte("cannot be written")) {
		t.Errorf("on a full disk: %v\n%s", err, said)
	}
	if err := syscall.Mount("tmpfs", out, "tmpfs", syscall.MS_REMOUNT, "size=100m"); err != nil {
		t.Fatal(err)
	}
	must(t, "run", in, "-o", out)
	whole := filepath.Join(t.TempDir(), "whole")
	must(t, "run", in, "-o", whole)
	if diff := cmp.Diff(results(t, whole), results(t, out)); diff != "" {
		t.Errorf("with room again (-want +got):\n%s", diff)
	}
}

// TestVanished holds that a file that goes while a run is on is one failed report.
func TestVanished(t *testing.T) {
	// More reports than the stages and their queues hold, so that the last is not
	// read before the first is written.
	in, out := made(t, 40), filepath.Join(t.TempDir(), "out")
	files, err := filepath.Glob(filepath.Join(in, "*"))
	if err != nil {
		t.Fatal(err)
	}
	c := duizhao("run", in, "-o", out, "-j", "1")
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	last := files[len(files)-1]
	for _, err := os.Stat(filepath.Join(out, "reports")); err != nil; _, err = os.Stat(filepath.Join(out, "reports")) {
		time.Sleep(time.Millisecond)
	}
	if err := os.Remove(last); err != nil {
		t.Fatal(err)
	}
	err = c.Wait()
	if code := c.ProcessState.ExitCode(); code != 3 || !strings.Contains(said.String(), filepath.Base(last)+": there is no such file") {
		t.Errorf("exit code %d, %v\n%s", code, err, &said)
	}
}

// TestClockSetBack holds that a clock that goes backwards changes nothing: files of
// the cache may be newer than now, and what has changed is told by content alone.
func TestClockSetBack(t *testing.T) {
	in, out := made(t, 3), filepath.Join(t.TempDir(), "out")
	must(t, "run", in, "-o", out)
	later := time.Now().Add(1000 * time.Hour)
	_ = filepath.WalkDir(out, func(path string, _ fs.DirEntry, _ error) error { return os.Chtimes(path, later, later) })
	before := results(t, out)
	files, _ := filepath.Glob(filepath.Join(in, "*.txt"))
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0], bytes.ReplaceAll(data, []byte("家企业"), []byte("户企业")), 0o644); err != nil {
		t.Fatal(err)
	}
	must(t, "run", in, "-o", out)
	if cmp.Equal(before, results(t, out)) {
		t.Error("a changed report was not worked out again")
	}
}

// TestReadOnly holds that a folder that cannot be written is said at once.
func TestReadOnly(t *testing.T) {
	out := t.TempDir()
	if err := syscall.Mount("tmpfs", out, "tmpfs", syscall.MS_RDONLY, ""); err != nil {
		if errors.Is(err, syscall.EPERM) {
			t.Skip("a read-only disk can be mounted by root only")
		}
		t.Fatal(err)
	}
	defer func() { _ = syscall.Unmount(out, syscall.MNT_DETACH) }()
	said, err := duizhao("run", made(t, 3), "-o", out).CombinedOutput()
	if err == nil || !bytes.Contains(said, []byte("cannot be written")) || bytes.Count(said, []byte("\n")) != 1 {
		t.Errorf("%v\n%s", err, said)
	}
}

// TestMany holds that neither memory nor open files grow with the number of reports.
func TestMany(t *testing.T) {
	few, lots := *many/10, *many
	a, b := usage(t, few), usage(t, lots)
	t.Logf("%d reports: %d MB, %d files open at most; %d reports: %d MB, %d files", few, a.memory>>20, a.files, lots, b.memory>>20, b.files)
	if b.memory > 400<<20 {
		t.Errorf("%d MB for %d reports, at most 400 are meant to be needed", b.memory>>20, lots)
	}
	if b.files > a.files+8 {
		t.Errorf("open files grow: %d, then %d", a.files, b.files)
	}
}

type used struct{ memory, files int }

// usage runs n reports and returns the most memory, in bytes, and the most open
// files that were seen.
func usage(t *testing.T, n int) used {
	t.Helper()
	c := duizhao("run", made(t, n), "-o", filepath.Join(t.TempDir(), "out"))
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	var u used
	for {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			u.memory = int(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) << 10
			return u
		case <-time.After(20 * time.Millisecond):
			open, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", c.Process.Pid))
			u.files = max(u.files, len(open))
		}
	}
}

// TestNoSocket holds what SECURITY.md promises: reading reports of every format, OCR
// and child processes included, opens no socket.
func TestNoSocket(t *testing.T) {
	strace := testkit.Program(t, "strace")
	for _, file := range []string{"report.html", "report.docx", "report.odt", "report.pdf", "scan.pdf"} {
		trace := filepath.Join(t.TempDir(), "trace")
		run := exec.Command(strace, "-f", "-qq", "-e", "trace=socket,connect,bind,sendto", "-o", trace,
			program, "run", filepath.Join(testkit.Root(t), "testdata", "formats", file), "-o", filepath.Join(t.TempDir(), "out"))
		if out, err := run.CombinedOutput(); err != nil {
			if bytes.Contains(out, []byte("PTRACE")) || bytes.Contains(out, []byte("ptrace")) {
				t.Skipf("this system lets nobody trace: %s", out)
			}
			t.Fatalf("%s: %v\n%s", file, err, out)
		}
		calls, err := os.ReadFile(trace)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(calls)) {
			if strings.Contains(line, "socket(") || strings.Contains(line, "connect(") || strings.Contains(line, "bind(") {
				t.Errorf("%s: a run asked for the network: %s", file, line)
			}
		}
	}
}
