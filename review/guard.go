package review

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"duizhao"
)

// The limits of what a client may send.
const (
	maxBody     = 4 << 20 // bytes
	maxHeader   = 16 << 10
	headerTime  = 5 * time.Second
	bodyTime    = 20 * time.Second
	answerTime  = 2 * time.Minute
	maxClients  = 256
	maxSessions = 256
	maxWait     = 2 * time.Second // for a wrong token: guessing is slow
)

// guard decides who may speak to the server. The zero value lets nobody in.
type guard struct {
	address net.Addr
	hosts   []string // names of the server besides its address
	shared  string   // the token that does not wear out; empty for one-time tokens
	used    func()   // called when a one-time token was exchanged

	mu       sync.Mutex
	once     string // the next one-time token
	sessions []string
}

// wrap lets a request through to h where its Host, Origin and cookie are right.
// Hosts are checked before anything else: a page of another name that resolves to
// this address (DNS rebinding) must not even learn that there is a server.
func (g *guard) wrap(h http.Handler) http.Handler {
	h = http.NewCrossOriginProtection().Handler(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.knows(r.Host) {
			refuse(w, http.StatusMisdirectedRequest, "不是本服务的地址", "not an address of this server")
			return
		}
		harden(w.Header())
		if !sameOrigin(r) {
			refuse(w, http.StatusForbidden, "来自其他网站的请求", "a request from another site")
			return
		}
		if t := r.URL.Query().Get("token"); t != "" && r.URL.Path == "/" && r.Method == http.MethodGet {
			g.exchange(w, r, t)
			return
		}
		if !g.session(r) {
			refuse(w, http.StatusUnauthorized, "请打开终端中显示的链接", "open the link that the terminal shows")
			return
		}
		if r.Method == http.MethodPost {
			if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); strings.TrimSpace(kind) != "application/json" {
				refuse(w, http.StatusUnsupportedMediaType, "内容类型须为 application/json", "the content type must be application/json")
				return
			}
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		}
		h.ServeHTTP(w, r)
	})
}

func harden(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// knows reports whether host, as a request names it, is this server.
func (g *guard) knows(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = host, ""
	}
	name = strings.TrimSuffix(strings.ToLower(strings.Trim(name, "[]")), ".")
	if slices.ContainsFunc(g.hosts, func(h string) bool { return strings.EqualFold(h, name) || strings.EqualFold(h, host) }) {
		return true // somebody said so; a server in front may have any port
	}
	own, ok := g.address.(*net.TCPAddr)
	if !ok || port != portOf(own) {
		return false
	}
	ip := net.ParseIP(name)
	switch {
	case name == "localhost" || ip != nil && ip.IsLoopback():
		return own.IP.IsLoopback() || own.IP.IsUnspecified()
	case ip == nil:
		return false
	}
	return own.IP.IsUnspecified() || own.IP.Equal(ip) // an address cannot be rebound
}

// sameOrigin reports whether r comes from the server's own page or from no page. A
// link to the server from elsewhere may be followed, but only to the page itself.
func sameOrigin(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return r.Method == http.MethodGet && r.URL.Path == "/" && r.Header.Get("Sec-Fetch-Mode") == "navigate"
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host)
}

// exchange gives a session for a token. The token leaves the address bar, and a
// one-time token is of no use to who finds it in a history.
func (g *guard) exchange(w http.ResponseWriter, r *http.Request, token string) {
	session, ok := g.admit(token)
	if !ok {
		select {
		case <-time.After(maxWait / 4):
		case <-r.Context().Done():
		}
		refuse(w, http.StatusUnauthorized, "链接已用过或不对；请打开终端中最新的链接", "this link is used up or wrong; open the latest one that the terminal shows")
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: g.cookie(), Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
	})
	http.Redirect(w, r, "/", http.StatusSeeOther)
	if g.shared == "" && g.used != nil {
		g.used()
	}
}

// admit returns a new session for a right token.
func (g *guard) admit(token string) (session string, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	want := g.shared
	if want == "" {
		want = g.once
	}
	if want == "" || subtle.ConstantTimeCompare([]byte(token), []byte(want)) != 1 {
		return "", false
	}
	if g.shared == "" {
		g.once = rand.Text()
	}
	session = rand.Text()
	g.sessions = append(g.sessions, session)
	if n := len(g.sessions) - maxSessions; n > 0 {
		g.sessions = slices.Delete(g.sessions, 0, n)
	}
	return session, true
}

// token returns what the next link holds.
func (g *guard) token() string {
	if g.shared != "" {
		return g.shared
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.once == "" {
		g.once = rand.Text()
	}
	return g.once
}

// session reports whether r carries the cookie of a session.
func (g *guard) session(r *http.Request) bool {
	c, err := r.Cookie(g.cookie())
	if err != nil {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	found := 0
	for _, s := range g.sessions {
		found |= subtle.ConstantTimeCompare([]byte(s), []byte(c.Value))
	}
	return found == 1
}

// cookie is the name of the cookie: cookies do not tell ports apart, and several
// folders may be under review at once.
func (g *guard) cookie() string {
	if a, ok := g.address.(*net.TCPAddr); ok {
		return "duizhao-" + portOf(a)
	}
	return "duizhao"
}

// refuse answers with an error that the page shows.
func refuse(w http.ResponseWriter, code int, zh, en string) {
	answer(w, code, map[string]any{"error": duizhao.Bilingual{Zh: zh, En: en}})
}
