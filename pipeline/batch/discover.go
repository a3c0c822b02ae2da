package batch

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"duizhao"
	"duizhao/pipeline"
)

// Plan is what Discover found below the paths it was given.
type Plan struct {
	Reports []pipeline.Source // in the order of their ids
	Failed  []Record          // reports that cannot even be begun, with the reason
	Skipped []string          // files that are no reports by their name
	Notes   []Note            // what was decided about files, or could not be

	marks map[string]duizhao.Lang // by id: the mark of language in the name of a report in one file
}

// Note says how files were taken together, or that they could not be.
type Note struct {
	Files []string          `json:"files"`
	Text  duizhao.Bilingual `json:"text"`
}

// IDs lists the ids of all reports, in the order in which they are told of.
func (p *Plan) IDs() []string {
	var ids []string
	for i := range p.Failed {
		ids = append(ids, p.Failed[i].ID)
	}
	for _, src := range p.Reports {
		ids = append(ids, src.ID)
	}
	return ids
}

// extensions lists the names of files that may be reports. What a file really is,
// extract finds out from its content.
var extensions = map[string]bool{
	".txt": true, ".text": true, ".md": true, ".markdown": true,
	".pdf": true, ".html": true, ".htm": true, ".docx": true, ".odt": true,
	".doc": true, ".rtf": true, // which are not read, but must not be passed over in silence
	".zip": true,
}

// Discover finds the reports below paths: files, folders, archives (.zip), patterns
// (*, ?, [...]) and manifests. A manifest, named by the caller or found in a folder
// under one of the names reports.yaml and reports.csv, says which files are one
// report. For all other files their names say which are the Chinese and the English
// text of one report: those that differ in a mark of language only ("x.zh.txt" and
// "x.en.txt", "x_cn" and "x_en", "zh/x" and "en/x", 中文 and 英文). The folder out is
// never looked into. A path that is missing, cannot be read or holds no report is a
// failure of its own, so that it costs the other paths nothing.
func Discover(paths []string, out string) *Plan {
	plan := &Plan{marks: map[string]duizhao.Lang{}}
	groups := map[string][]candidate{}
	listed := map[string]bool{} // files of manifests, which names decide nothing about
	for _, root := range expand(paths) {
		if m := manifestOf(root); m != "" {
			plan.list(m, listed)
			if m == root {
				continue
			}
		}
		for _, c := range plan.walk(root, out) {
			groups[c.id] = append(groups[c.id], c)
		}
	}
	for _, id := range sortedKeys(groups) {
		files := slices.DeleteFunc(groups[id], func(c candidate) bool { return listed[absolute(c.path)] })
		if len(files) > 0 {
			plan.take(id, files)
		}
	}
	slices.SortStableFunc(plan.Reports, func(a, b pipeline.Source) int { return cmp.Compare(a.ID, b.ID) })
	plan.single()
	return plan
}

// expand replaces patterns that are no files by the files they match.
func expand(paths []string) []string {
	var out []string
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil && strings.ContainsAny(p, "*?[") {
			if matches, err := filepath.Glob(p); err == nil && len(matches) > 0 {
				out = append(out, matches...)
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// manifestOf returns the manifest that root is or holds; "" for none.
func manifestOf(root string) string {
	info, err := os.Stat(root)
	switch {
	case err != nil:
		return ""
	case !info.IsDir():
		if ext := strings.ToLower(filepath.Ext(root)); ext == ".yaml" || ext == ".yml" || ext == ".csv" {
			return root
		}
		return ""
	}
	for _, name := range manifests {
		if m := filepath.Join(root, name); !gone(m) {
			return m
		}
	}
	return ""
}

// list takes the reports of a manifest.
func (p *Plan) list(manifest string, listed map[string]bool) {
	sources, err := readManifest(manifest)
	if err != nil {
		p.fail(manifest, err)
		return
	}
	for _, src := range sources {
		p.Reports = append(p.Reports, src)
		for _, f := range src.Files {
			listed[absolute(f)] = true
		}
	}
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// single keeps the first report of each id and fails the others: a manifest and
// names, or two manifests, may have chosen the same one.
func (p *Plan) single() {
	var kept []pipeline.Source
	for _, src := range p.Reports {
		if n := len(kept); n > 0 && kept[n-1].ID == src.ID {
			both := pipeline.Source{ID: src.ID, Files: append(slices.Clone(src.Files), kept[n-1].Files...)}
			p.Failed = append(p.Failed, failure(src, clash(both)))
			continue
		}
		kept = append(kept, src)
	}
	p.Reports = kept
}

// candidate is one file that may be a report or half of one.
type candidate struct {
	name
	path string
}

// walk lists the candidates at or below root.
func (p *Plan) walk(root, out string) []candidate {
	info, err := os.Stat(root)
	if err != nil {
		p.fail(root, pathError(root, err))
		return nil
	}
	if !info.IsDir() && isArchive(root) {
		return p.walkArchive(root)
	}
	if !info.IsDir() {
		return []candidate{candidateOf(filepath.Base(root), root)}
	}
	var found []candidate
	failed := len(p.Failed)
	_ = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			p.fail(path, pathError(path, err))
			return skip(e)
		}
		if path != root && strings.HasPrefix(e.Name(), ".") || e.IsDir() && samePath(path, out) {
			return skip(e)
		}
		if e.IsDir() {
			return nil
		}
		if !extensions[strings.ToLower(filepath.Ext(path))] {
			if filepath.Dir(path) != filepath.Clean(root) || !slices.Contains(manifests, e.Name()) {
				p.Skipped = append(p.Skipped, path)
			}
			return nil
		}
		if isArchive(path) {
			found = append(found, p.walkArchive(path)...)
			return nil
		}
		rel, _ := filepath.Rel(root, path)
		found = append(found, candidateOf(rel, path))
		return nil
	})
	if len(found) == 0 && len(p.Failed) == failed {
		p.fail(root, noReports(root))
	}
	return found
}

// fail notes a path that cannot be used.
func (p *Plan) fail(path string, err error) {
	src := pipeline.Source{ID: cmp.Or(slug(filepath.Base(path)), "path"), Files: []string{path}}
	p.Failed = append(p.Failed, failure(src, err))
}

func candidateOf(rel, path string) candidate {
	n := nameOf(strings.TrimSuffix(rel, filepath.Ext(rel)))
	if n.id == "" { // the name is nothing but a mark: zh.txt beside en.txt
		abs, err := filepath.Abs(path)
		if err == nil {
			n.id = slug(filepath.Base(filepath.Dir(abs)))
		}
		n.id = cmp.Or(n.id, "report")
	}
	return candidate{n, path}
}

// take makes one report of the files that share an id, or a failure where more
// files claim it than a report has languages.
func (p *Plan) take(id string, files []candidate) {
	slices.SortStableFunc(files, func(a, b candidate) int {
		// Chinese first, so that a file without a mark is taken for the other half.
		return cmp.Or(cmp.Compare(rank(a.lang), rank(b.lang)), cmp.Compare(a.path, b.path))
	})
	files = slices.CompactFunc(files, func(a, b candidate) bool { return samePath(a.path, b.path) })
	src := pipeline.Source{ID: id}
	for _, f := range files {
		src.Files = append(src.Files, f.path)
	}
	if ok := len(files) == 1 || len(files) == 2 && files[0].lang != files[1].lang && files[0].lang != both && files[1].lang != both; !ok {
		p.Failed = append(p.Failed, failure(src, clash(src)))
		return
	}
	p.Reports = append(p.Reports, src)
	if len(files) == 1 {
		p.marks[id] = files[0].lang
	}
}

func rank(l duizhao.Lang) int {
	return slices.Index([]duizhao.Lang{duizhao.Chinese, "", duizhao.English, both}, l)
}

func clash(src pipeline.Source) error {
	return &duizhao.Error{
		Stage: "discover", Code: "clash", Path: src.Files[0],
		Text: duizhao.Bilingual{
			Zh: fmt.Sprintf("与 %s 同指报告 %q；请改名，或用 .zh 与 .en 标明语言", strings.Join(src.Files[1:], "、"), src.ID),
			En: fmt.Sprintf("claims report %q together with %s; rename one, or mark the languages with .zh and .en", src.ID, strings.Join(src.Files[1:], ", ")),
		},
	}
}

func noReports(root string) error {
	return &duizhao.Error{
		Stage: "discover", Code: "no_reports", Path: root,
		Text: duizhao.Bilingual{
			Zh: "其中没有报告；请放入 PDF、HTML、DOCX、ODT、TXT 或 MD 文件，或直接指定文件",
			En: "no report in there; put PDF, HTML, DOCX, ODT, TXT or MD files there, or name the files themselves",
		},
	}
}

// pathError says why a path the caller named cannot be used.
func pathError(path string, err error) error {
	e := &duizhao.Error{
		Stage: "discover", Code: "unreadable", Path: path, Err: errors.Unwrap(err),
		Text: duizhao.Bilingual{Zh: "无法读取；请检查权限", En: "cannot be read; check its permissions"},
	}
	if errors.Is(err, fs.ErrNotExist) {
		e.Code, e.Err = "missing", nil
		e.Text = duizhao.Bilingual{Zh: "没有这个文件或文件夹；请检查路径", En: "no such file or folder; check the path"}
	}
	return e
}

func skip(e fs.DirEntry) error {
	if e.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// samePath reports whether a and b name the same place.
func samePath(a, b string) bool {
	if b == "" {
		return false
	}
	x, err1 := filepath.Abs(a)
	y, err2 := filepath.Abs(b)
	return err1 == nil && err2 == nil && x == y
}
