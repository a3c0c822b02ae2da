package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"duizhao"
)

// The limits of an Office file. A report's largest part has a few megabytes, and XML
// packs to a tenth or twentieth.
const (
	maxEntries   = 20_000
	maxPartBytes = 64 << 20
	maxRatio     = 400 // of unpacked to packed bytes, for parts over a megabyte
)

// officeMessages are what is wrong with an Office file, as formats of fmt.
var officeMessages = map[string]duizhao.Bilingual{
	"password": {
		Zh: "文件有密码保护；请用办公软件去掉密码后另存",
		En: "the file is protected by a password; save it without one in an office program",
	},
	"damaged": {
		Zh: "文件已损坏或不完整，无法打开；请重新下载，或用办公软件修复后另存",
		En: "the file is damaged or incomplete; download it again, or repair it in an office program",
	},
	"too_complex": {
		Zh: "文件内容超过上限，未予读取；请用办公软件另存后再试",
		En: "the file unpacks to more than the limits allow and was not read; save it anew in an office program",
	},
}

var saveAsWord = duizhao.Bilingual{
	Zh: "请在办公软件中另存为 .docx", En: "save it as .docx in an office program"}

func officeFailure(code string, cause error) *duizhao.Error {
	return &duizhao.Error{Stage: stage, Code: code, Text: officeMessages[code], Err: cause}
}

// officeFile is an opened Office Open XML or OpenDocument file.
type officeFile struct {
	entries map[string]*zip.File
}

// openOffice opens a file of either family, and refuses archives that were made to
// exhaust the reader.
func openOffice(data []byte) (*officeFile, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, officeFailure("damaged", err)
	}
	if len(z.File) > maxEntries {
		return nil, officeFailure("too_complex", fmt.Errorf("%d entries", len(z.File)))
	}
	f := &officeFile{entries: make(map[string]*zip.File, len(z.File))}
	for _, e := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(e.Name, `\`, "/"), "/"))
		if f.entries[name] == nil {
			f.entries[name] = e
		}
	}
	return f, nil
}

// part returns the bytes of a part, nil where there is none of that name.
func (f *officeFile) part(name string) ([]byte, error) {
	e := f.entries[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if e == nil {
		return nil, nil
	}
	if e.Flags&1 != 0 {
		return nil, officeFailure("password", nil)
	}
	r, err := e.Open()
	if err != nil {
		return nil, officeFailure("damaged", err)
	}
	defer r.Close()
	limit := int64(maxPartBytes)
	if packed := int64(e.CompressedSize64); packed < limit/maxRatio {
		limit = max(packed*maxRatio, 1<<20)
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, officeFailure("damaged", fmt.Errorf("%s: %w", e.Name, err))
	}
	if int64(len(data)) > limit {
		return nil, officeFailure("too_complex", fmt.Errorf("%s has more than %d bytes", e.Name, limit))
	}
	return data, nil
}

// relations returns the targets of a part's relations by the last word of their type
// (officeDocument, styles, footnotes, ...). Targets are paths from the root of the file.
func (f *officeFile) relations(of string) (map[string]string, error) {
	dir, base := path.Split(of)
	data, err := f.part(dir + "_rels/" + base + ".rels")
	if err != nil || data == nil {
		return nil, err
	}
	root, err := readTree(data)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, r := range root.all("Relationship") {
		kind, target := path.Base(r.attr("Type")), r.attr("Target")
		if r.attr("TargetMode") == "External" || out[kind] != "" || target == "" {
			continue
		}
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		out[kind] = strings.TrimPrefix(target, "/")
	}
	return out, nil
}

// isProtected knows a container that holds an encrypted Office file.
func isProtected(data []byte) bool {
	return begins("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")(data) &&
		bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"))
}

func readProtected([]byte) (*content, error) { return nil, officeFailure("password", nil) }
