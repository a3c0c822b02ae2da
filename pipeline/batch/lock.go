package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"

	"duizhao"
)

// lock keeps two runs from writing to one OUT at the same time. The shards of one
// run share the lock, and each holds another of its own. The operating system
// frees a lock when its process ends, however it ends.
func (st *store) lock(name string, shared bool) (unlock func(), err error) {
	return st.take(name, func(l *flock.Flock) (bool, error) {
		if shared {
			return l.TryRLock()
		}
		return l.TryLock()
	})
}

// lockSoon is lock for one holder, and waits for a moment: Merge looks at a lock by
// taking it.
func (st *store) lockSoon(name string, wait time.Duration) (unlock func(), err error) {
	ctx, stop := context.WithTimeout(context.Background(), wait)
	defer stop()
	return st.take(name, func(l *flock.Flock) (bool, error) {
		ok, err := l.TryLockContext(ctx, wait/20)
		if errors.Is(err, context.DeadlineExceeded) {
			err = nil
		}
		return ok, err
	})
}

func (st *store) take(name string, try func(*flock.Flock) (bool, error)) (unlock func(), err error) {
	path := st.path(name)
	if err := os.MkdirAll(st.path(), 0o755); err != nil {
		return nil, writeError(st.out, err)
	}
	l := flock.New(path)
	ok, err := try(l)
	if err != nil {
		return nil, writeError(path, err)
	}
	if !ok {
		return nil, &duizhao.Error{
			Stage: "run", Code: "locked", Path: st.out,
			Text: duizhao.Bilingual{
				Zh: fmt.Sprintf("另一次运行正在写入此文件夹（%s 已锁定）；请等它结束，或用 -o 另选文件夹", path),
				En: fmt.Sprintf("another run is writing to this folder (it holds %s); wait for it to end, or choose another folder with -o", path),
			},
		}
	}
	return func() { _ = l.Unlock() }, nil
}

// held reports whether somebody holds the lock at path.
func held(path string) bool {
	l := flock.New(path)
	ok, err := l.TryRLock()
	if ok {
		_ = l.Unlock()
	}
	return !ok && err == nil
}
