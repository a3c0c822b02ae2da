package extract

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
)

// readMHTML reads a page that a browser or Word has saved in one file with its
// pictures (RFC 2557), often under the name of a Word file.
func readMHTML(data []byte) (*content, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, officeFailure("damaged", err)
	}
	page, err := htmlPart(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, 0)
	if err != nil {
		return nil, officeFailure("damaged", err)
	}
	return readHTML(page)
}

var errNoPage = errors.New("no page in it")

// htmlPart returns the first page of a message or of a part of one.
func htmlPart(kind, encoding string, body io.Reader, depth int) ([]byte, error) {
	media, params, err := mime.ParseMediaType(kind)
	if err != nil || depth > 4 {
		return nil, errNoPage
	}
	if media == "text/html" {
		switch strings.ToLower(strings.TrimSpace(encoding)) {
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		}
		return io.ReadAll(io.LimitReader(body, maxPageBytes+1))
	}
	if !strings.HasPrefix(media, "multipart/") {
		return nil, errNoPage
	}
	parts := multipart.NewReader(body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err != nil {
			return nil, errNoPage
		}
		page, err := htmlPart(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p, depth+1)
		if !errors.Is(err, errNoPage) {
			return page, err
		}
	}
}

// isMHTML knows the header that browsers and Word write.
func isMHTML(data []byte) bool {
	start := bytes.ToLower(head(data, 4096))
	return (bytes.HasPrefix(start, []byte("mime-version:")) || bytes.HasPrefix(start, []byte("from:"))) &&
		bytes.Contains(start, []byte("multipart/related"))
}
