// Package review serves the review page: people walk through the reports in a
// folder of results, mend the alignment and settle findings. What they settle goes
// to the decisions beside the reports (docs/decisions.md), on disk before any
// answer says so. The page is in static/ and export/page; docs/review.md is for
// those who use it.
//
// A report is kept as it was written, base, and as it is with the decisions in, its
// layout. A change is applied to the layout at once, so that everybody sees it, and
// the report is laid out anew behind, which takes seconds for long ones. A layout
// never changes; each has a name, the revision, by which a client says what it saw.
package review

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"golang.org/x/net/netutil"

	"duizhao"
)

// Options says what is served and to whom.
type Options struct {
	Out  string       // the folder of results
	Lang duizhao.Lang // the page's first language; English where it is empty

	// Redo returns the report laid out anew with these decisions. It must leave both
	// as they are, and is called by several goroutines.
	Redo func(*duizhao.Report, *duizhao.Decisions) *duizhao.Report

	// Draft does the same for one report, for which it may keep what it has found out;
	// it stands in place of Redo where it is set. What it returns is called by several
	// goroutines.
	Draft func(*duizhao.Report) Draft

	// Program names the version of what Redo does: what was laid out is kept in OUT/cache
	// for a program of the same name. Nothing is kept where it is empty.
	Program string

	// Token lets everybody in who knows it, any number of times. Where it is empty the
	// server makes tokens that can be used once.
	Token string
	Hosts []string     // names of the server besides its address, such as that of a proxy before it
	Used  func()       // called when a one-time token was used: the next link is another
	Log   *slog.Logger // what goes wrong behind the answers; nil for none
}

// Draft lays one report out with decisions.
type Draft struct {
	Whole func(*duizhao.Decisions) *duizhao.Report

	// Near lays out only what is near the decisions that changed since last, which Whole
	// or Near returned or which has no decisions in; nil where that cannot be. It is for
	// reports of so many beads of paragraphs that Whole takes long.
	Near func(last *duizhao.Report, d *duizhao.Decisions) *duizhao.Report
	From int
}

func (o *Options) draft(base *duizhao.Report) *Draft {
	if o.Draft != nil {
		d := o.Draft(base)
		return &d
	}
	return &Draft{Whole: func(d *duizhao.Decisions) *duizhao.Report { return o.Redo(base, d) }}
}

// Server serves the reports of one folder.
type Server struct {
	o       Options
	guard   *guard
	store   *store
	events  *events
	base    string // of the paths of the page's files
	index   []byte
	program string // the page's modules as one script
	log     *slog.Logger
}

// New makes a Server for connections to address. The error says what is wrong with
// the folder.
func New(o Options, address net.Addr) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{o: o, log: o.Log, events: newEvents()}
	s.guard = &guard{address: address, hosts: o.Hosts, shared: o.Token, used: o.Used}
	var err error
	if s.base, err = assetBase(); err != nil {
		return nil, err
	}
	if s.program, err = program(); err != nil {
		return nil, err
	}
	if s.index, err = indexPage(string(o.Lang), s.base); err != nil {
		return nil, err
	}
	s.store, err = newStore(o, s.events)
	return s, err
}

// Link returns the address that lets a person in.
func (s *Server) Link() string {
	host := s.guard.address.String()
	if a, ok := s.guard.address.(*net.TCPAddr); ok && a.IP.IsUnspecified() {
		host = net.JoinHostPort("127.0.0.1", portOf(a))
	}
	return "http://" + host + "/?token=" + url.QueryEscape(s.guard.token())
}

func portOf(a *net.TCPAddr) string { return strconv.Itoa(a.Port) }

// Serve answers requests to l until ctx ends. What was answered is on disk by then.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	h := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, WriteTimeout: answerTime, IdleTimeout: answerTime,
		MaxHeaderBytes: maxHeader, BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	watching := make(chan struct{})
	go func() { defer close(watching); s.store.watch(ctx) }()
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done() // which also ends the streams of events
		patience, done := context.WithTimeout(context.Background(), 5*time.Second)
		defer done()
		err := h.Shutdown(patience) // a change that is being written is waited for
		if errors.Is(err, context.DeadlineExceeded) {
			err = h.Close()
		}
		stopped <- err
	}()
	err := h.Serve(netutil.LimitListener(l, maxClients))
	cancel()
	if errors.Is(err, http.ErrServerClosed) {
		err = <-stopped
	}
	<-watching
	s.store.close()
	return err
}

// Handler returns the server's routes behind its guard.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page)
	mux.Handle("GET "+s.base+"/", assets(s.base, s.program))
	mux.HandleFunc("GET /api/events", s.stream)
	mux.HandleFunc("GET /api/reports", s.list)
	mux.HandleFunc("GET /api/reports/{id}/view", s.failing(s.view))
	for route, h := range map[string]func(http.ResponseWriter, *http.Request, *state) error{
		"GET /api/reports/{id}":                     s.get,
		"GET /api/reports/{id}/rows":                s.rows,
		"GET /api/reports/{id}/search":              s.search,
		"POST /api/reports/{id}/ops":                s.ops,
		"POST /api/reports/{id}/undo":               s.undo,
		"POST /api/reports/{id}/redo":               s.redo,
		"GET /api/reports/{id}/pages":               s.pages,
		"GET /api/reports/{id}/page/{file}/{image}": s.image,
		"GET /api/reports/{id}/boxes/{file}/{n}":    s.boxes,
		"GET /api/reports/{id}/source/{file}":       s.source,
		"GET /api/reports/{id}/export/{format}":     s.export,
	} {
		mux.HandleFunc(route, s.report(h))
	}
	return s.guard.wrap(mux)
}

func (s *Server) page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(s.index)
}

// failing answers with the error of h.
func (s *Server) failing(h func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// report finds the report that a request is about in the list of those that are
// there: what the client sent never becomes part of a path.
func (s *Server) report(h func(http.ResponseWriter, *http.Request, *state) error) http.HandlerFunc {
	return s.failing(func(w http.ResponseWriter, r *http.Request) error {
		st, err := s.store.find(r.PathValue("id"))
		if err != nil {
			return err
		}
		defer st.users.Add(-1)
		return h(w, r, st)
	})
}

// problem is an error with the status code that says it.
type problem struct {
	code int
	text duizhao.Bilingual
}

func (p *problem) Error() string { return p.text.En }

func wrong(code int, zh, en string) error { return &problem{code, duizhao.Bilingual{Zh: zh, En: en}} }

// fail answers with err. Errors of the machine are told without what only concerns
// the machine; the log has all of it.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	p, ok := errors.AsType[*problem](err)
	if !ok {
		s.log.Error("request", "path", r.URL.Path, "error", err)
		p = &problem{http.StatusInternalServerError, duizhao.Bilingual{Zh: "服务出错，改动未保存；详见终端", En: "something failed and nothing was saved; see the terminal"}}
		if e, ok := errors.AsType[*duizhao.Error](err); ok {
			p.text = duizhao.Bilingual{Zh: e.In(duizhao.Chinese), En: e.In(duizhao.English)}
		}
	}
	refuse(w, p.code, p.text.Zh, p.text.En)
}

// answer writes v as JSON. encoding/json writes <, > and & as escapes, so that no
// text of a report is markup even where somebody takes the answer for a page.
func answer(w http.ResponseWriter, code int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "{}", http.StatusInternalServerError)
		return
	}
	answerBytes(w, code, b)
}

const jsonType = "application/json; charset=utf-8"

func answerBytes(w http.ResponseWriter, code int, b []byte) {
	h := w.Header()
	h.Set("Content-Type", jsonType)
	h.Set("Content-Length", strconv.Itoa(len(b)))
	w.WriteHeader(code)
	_, _ = w.Write(b)
}

// question reads the body of a POST, of which every field must be known.
func question(r *http.Request, v any) error {
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	if err == nil && dec.More() {
		err = errors.New("more than one value")
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return wrong(http.StatusRequestEntityTooLarge, "请求过大", "the request is too large")
	}
	if err != nil {
		return wrong(http.StatusBadRequest, "请求无法读取："+err.Error(), "the request cannot be read: "+err.Error())
	}
	return nil
}
