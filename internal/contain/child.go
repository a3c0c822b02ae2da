package contain

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"
)

// A request is three numbers of eight bytes, little-endian, and what the first and
// last of them measure: the kind's length, the limit in nanoseconds, the input's
// length; the kind, the input. A reply is two such numbers and the output: whether
// the child goes on (1) or ends (0), the output's length.

// answer does pieces of work, one after the other, until in ends or the child has
// done enough.
func answer(in io.Reader, out io.Writer, work func(kind string, input []byte) []byte) error {
	for n := 1; ; n++ {
		var head [24]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		kind := make([]byte, binary.LittleEndian.Uint64(head[:]))
		limit := time.Duration(binary.LittleEndian.Uint64(head[8:]))
		input := make([]byte, binary.LittleEndian.Uint64(head[16:]))
		for _, b := range [][]byte{kind, input} {
			if _, err := io.ReadFull(in, b); err != nil {
				return err
			}
		}
		if err := allow(limit); err != nil {
			return err
		}
		made := work(string(kind), input)
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		goesOn := uint64(0)
		if n < mostPieces && memory.Sys-memory.HeapReleased < grown {
			goesOn = 1
		}
		reply := binary.LittleEndian.AppendUint64(nil, goesOn)
		reply = binary.LittleEndian.AppendUint64(reply, uint64(len(made)))
		for _, b := range [][]byte{reply, made} {
			if _, err := out.Write(b); err != nil {
				return err
			}
		}
		if goesOn == 0 {
			return nil
		}
	}
}

// child is a child process between two pieces of work, or at one.
type child struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	message *capped
	dir     string // for its temporary files, which a killed child leaves
	done    int    // pieces of work
}

func start() (*child, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCrashed, err)
	}
	c := &child{message: &capped{most: mostMessage}}
	if c.dir, err = os.MkdirTemp("", "duizhao-*"); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCrashed, err)
	}
	c.cmd = exec.Command(program, word, serve)
	c.cmd.Env = append(os.Environ(), "TMPDIR="+c.dir, "TMP="+c.dir, "GOMAXPROCS=2", "GOTRACEBACK=none")
	c.cmd.Stderr = c.message
	c.cmd.WaitDelay = 2 * time.Second
	group(c.cmd)
	c.in, err = c.cmd.StdinPipe()
	if err == nil {
		var out io.ReadCloser
		out, err = c.cmd.StdoutPipe()
		c.out = bufio.NewReaderSize(out, 1<<16)
	}
	if err == nil {
		err = c.cmd.Start()
	}
	if err != nil {
		os.RemoveAll(c.dir)
		return nil, fmt.Errorf("%w: %w", ErrCrashed, err)
	}
	return c, nil
}

// do has the child do a piece of work and reports whether it can do another. After
// an error the child is no more.
func (c *child) do(kind string, input []byte, limit time.Duration) (out []byte, goesOn bool, err error) {
	c.message.reset()
	var late atomic.Bool
	clock := time.AfterFunc(limit, func() {
		late.Store(true)
		kill(c.cmd)
	})
	out, goesOn, err = c.exchange(kind, input, limit)
	clock.Stop()
	c.done++
	switch {
	case err == nil && !late.Load():
		c.tidy()
		return out, goesOn, nil
	case late.Load():
		c.bury()
		return nil, false, fmt.Errorf("%w: %s", ErrTimeout, limit)
	case errors.Is(err, ErrOutput):
		c.bury()
		return nil, false, ErrOutput
	}
	// It has ended, or is about to: how, is in its state.
	c.in.Close()
	last := time.AfterFunc(goodTime, func() { kill(c.cmd) })
	ended := c.cmd.Wait()
	itself := last.Stop()
	c.bury()
	if ended == nil || !itself {
		return nil, false, fmt.Errorf("%w: %w", ErrCrashed, err)
	}
	return nil, false, verdict(c.cmd.ProcessState, ended, c.message.String())
}

func (c *child) exchange(kind string, input []byte, limit time.Duration) ([]byte, bool, error) {
	head := binary.LittleEndian.AppendUint64(nil, uint64(len(kind)))
	head = binary.LittleEndian.AppendUint64(head, uint64(limit))
	head = binary.LittleEndian.AppendUint64(head, uint64(len(input)))
	for _, b := range [][]byte{append(head, kind...), input} {
		if _, err := c.in.Write(b); err != nil {
			return nil, false, err
		}
	}
	var reply [16]byte
	if _, err := io.ReadFull(c.out, reply[:]); err != nil {
		return nil, false, err
	}
	n := binary.LittleEndian.Uint64(reply[8:])
	if n > mostOutput {
		return nil, false, ErrOutput
	}
	out := make([]byte, n)
	_, err := io.ReadFull(c.out, out)
	return out, binary.LittleEndian.Uint64(reply[:]) == 1, err
}

// goodTime is how long a child that is to end may take to.
const goodTime = 5 * time.Second

// tidy removes what a piece of work has left in the child's folder.
func (c *child) tidy() {
	left, _ := os.ReadDir(c.dir)
	for _, e := range left {
		os.RemoveAll(filepath.Join(c.dir, e.Name()))
	}
}

// end lets the child end in peace: it does, when there is nothing more to read.
func (c *child) end() {
	c.in.Close()
	last := time.AfterFunc(goodTime, func() { kill(c.cmd) })
	_ = c.cmd.Wait()
	last.Stop()
	os.RemoveAll(c.dir)
}

// bury ends the child and all its own children at once.
func (c *child) bury() {
	kill(c.cmd)
	c.in.Close()
	if c.cmd.ProcessState == nil {
		_ = c.cmd.Wait()
	}
	os.RemoveAll(c.dir)
}
