package contain

import (
	"errors"
	"sync"
	"time"
)

// Children are child processes that do one piece of work after the other: the start
// of a process costs more than reading most files does. A child whose work has come
// to grief is no more, one that has done many or grown large is replaced, and one
// that has nothing to do for a while ends. The zero value has no children; they are
// started as they are needed, as many as pieces of work are done at the same time.
type Children struct {
	mu     sync.Mutex
	idle   []*child // the one that waits longest first
	clock  *time.Timer
	closed bool
}

// patience is how long a child waits for more work.
const patience = 10 * time.Second

// Run has a child do one piece of work, and kills it after limit. Errors wrap one
// of those above. Work whose child had done other work before and then crashed or
// ran out of memory is done once more by a new child, so that no file can spoil
// what is read after it.
func (k *Children) Run(kind string, input []byte, limit time.Duration) ([]byte, error) {
	c, err := k.take()
	if err != nil {
		return nil, err
	}
	out, err := k.with(c, kind, input, limit)
	if err == nil || c.done == 1 || errors.Is(err, ErrTimeout) || errors.Is(err, ErrOutput) {
		return out, err
	}
	if c, err = start(); err != nil {
		return nil, err
	}
	return k.with(c, kind, input, limit)
}

func (k *Children) with(c *child, kind string, input []byte, limit time.Duration) ([]byte, error) {
	out, goesOn, err := c.do(kind, input, limit)
	switch {
	case err != nil:
	case goesOn:
		k.put(c)
	default:
		c.end()
	}
	return out, err
}

// take returns the child that has waited least, or a new one.
func (k *Children) take() (*child, error) {
	k.mu.Lock()
	if n := len(k.idle); n > 0 {
		c := k.idle[n-1]
		k.idle = k.idle[:n-1]
		k.mu.Unlock()
		return c, nil
	}
	k.mu.Unlock()
	return start()
}

func (k *Children) put(c *child) {
	k.mu.Lock()
	if k.closed {
		k.mu.Unlock()
		c.end()
		return
	}
	defer k.mu.Unlock()
	k.idle = append(k.idle, c)
	if k.clock == nil {
		k.clock = time.AfterFunc(patience, k.dismiss)
	} else {
		k.clock.Reset(patience)
	}
}

// dismiss ends the children that wait.
func (k *Children) dismiss() {
	k.mu.Lock()
	idle := k.idle
	k.idle = nil
	k.mu.Unlock()
	for _, c := range idle {
		c.end()
	}
}

// Close ends all children that are not at work, and those that are when they have
// done it.
func (k *Children) Close() {
	k.mu.Lock()
	k.closed = true
	if k.clock != nil {
		k.clock.Stop()
	}
	k.mu.Unlock()
	k.dismiss()
}
