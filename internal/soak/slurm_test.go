//go:build linux

package soak

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"duizhao/internal/testkit"
)

// TestSlurm holds that a run as an array of a Slurm cluster, one node of which dies
// with its task in mid-run, ends with the very files of a run on one machine, and
// that merge waits for all tasks.
func TestSlurm(t *testing.T) {
	testkit.Program(t, "slurmctld")
	testkit.Program(t, "munged")
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	ctx, stop := context.WithTimeout(t.Context(), 8*time.Minute)
	defer stop()
	script := exec.CommandContext(ctx, filepath.Join(testkit.Root(t), "scripts", "slurm-test.sh"), "400")
	script.Env = append(os.Environ(), "DUIZHAO="+program)
	script.Cancel = func() error { return script.Process.Signal(syscall.SIGTERM) } // it ends what it has started
	script.WaitDelay = 30 * time.Second
	out, err := script.CombinedOutput()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended) && ended.ExitCode() == 77:
		testkit.Missing(t, "slurm-wlm with munge")
	case err != nil:
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
