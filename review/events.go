package review

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// event says that a report changed.
type event struct {
	Report   string `json:"report"`
	Revision string `json:"revision"`
	By       string `json:"by"`
	Ready    bool   `json:"ready"` // the report was laid out anew; nothing is going on behind
}

// events hands events to everybody who listens. A listener that does not keep up
// misses some: the revision of the next one tells it.
type events struct {
	mu        sync.Mutex
	listeners map[chan event]bool
}

func newEvents() *events { return &events{listeners: map[chan event]bool{}} }

func (e *events) listen() (c chan event, stop func()) {
	c = make(chan event, 64)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.listeners[c] = true
	return c, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.listeners, c)
	}
}

func (e *events) tell(v event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for c := range e.listeners {
		select {
		case c <- v:
		default:
		}
	}
}

// stream sends events as they come (server-sent events of the HTML standard).
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	c, stop := s.events.listen()
	defer stop()
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // the question was read; the stream has no end
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	send := func(format string, args ...any) bool {
		_ = control.SetWriteDeadline(time.Now().Add(bodyTime))
		_, err := fmt.Fprintf(w, format, args...)
		return err == nil && control.Flush() == nil
	}
	beat := time.NewTicker(15 * time.Second)
	defer beat.Stop()
	for ok := send("retry: 1000\n\n"); ok; {
		select {
		case v := <-c:
			b, _ := json.Marshal(v)
			ok = send("data: %s\n\n", b)
		case <-beat.C:
			ok = send(": \n\n")
		case <-r.Context().Done():
			return
		}
	}
}
