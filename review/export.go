package review

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"strconv"
	"time"

	"duizhao/export"
)

// exportTime is how long an export waits until the report is laid out with all that
// is decided.
const exportTime = time.Minute

// export writes the report in a format, with the decisions in.
func (s *Server) export(w http.ResponseWriter, r *http.Request, st *state) error {
	f, err := export.Find(r.PathValue("format"))
	if err != nil {
		return wrong(http.StatusNotFound, "没有这种格式", "there is no such format")
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{}) // waiting is no slowness of the client
	if !st.settled(exportTime) {
		return wrong(http.StatusServiceUnavailable, "报告还在重新对齐，请稍后再导出", "the report is still being aligned again; export it a little later")
	}
	st.mu.Lock()
	report := st.now.report
	st.mu.Unlock()
	var b bytes.Buffer
	if err := export.Write(&b, f.Name, export.Reports(report), export.Options{Lang: s.o.Lang}); err != nil {
		return err
	}
	name := path.Base(f.Path(st.id))
	if f.Report == nil {
		name = st.id + "-" + name
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	_, _ = w.Write(b.Bytes())
	return nil
}
