package review

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"duizhao/export/page"
)

// early is what the page runs before anything else; it stands in the markup itself.
func early() string {
	b, err := static.ReadFile("static/early.js")
	if err != nil {
		panic(err) // embedded: settled when the program is built
	}
	return "\n" + string(b)
}

// policy lets the page load its own files and run its own program, and nothing else,
// and no text become markup (trusted types).
var policy = fmt.Sprintf("default-src 'none'; script-src 'self' '%s'; style-src 'self'; img-src 'self'; connect-src 'self'; "+
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'", sourceHash(early()))

func sourceHash(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// The lines that join modules, as they are written in them.
var (
	importLine   = regexp.MustCompile(`(?m)^import (\{[^}]*\}) from "([^"]+)";$`)
	reexportLine = regexp.MustCompile(`(?m)^export (\{[^}]*\}) from "([^"]+)";$`)
	exportWord   = regexp.MustCompile(`(?m)^export ((?:async )?(?:const|function|class) (\w+))`)
)

// program returns the page's ES modules as one script: a browser is ready after one
// file much sooner than after thirty. Each module becomes a function that returns what
// it exports, behind those that it imports; names stay apart. Only functions, classes
// and constants are exported, so that a copy of the name is as good as the name.
func program() (string, error) {
	j := joiner{done: map[string]bool{}}
	j.out.WriteString("\"use strict\";\n")
	err := j.add("static/main.js")
	return j.out.String(), err
}

type joiner struct {
	out  strings.Builder
	done map[string]bool // by name; false while what it imports is added
}

func (j *joiner) add(name string) error {
	if done, seen := j.done[name]; done {
		return nil
	} else if seen {
		return fmt.Errorf("%s imports itself by way of others", name)
	}
	j.done[name] = false
	source, err := module(name)
	if err != nil {
		return err
	}
	var exports []string
	for _, line := range []*regexp.Regexp{importLine, reexportLine} {
		for _, m := range line.FindAllStringSubmatch(source, -1) {
			if err := j.add(path.Join(path.Dir(name), m[2])); err != nil {
				return err
			}
		}
	}
	source = importLine.ReplaceAllStringFunc(source, func(s string) string {
		m := importLine.FindStringSubmatch(s)
		return "const " + strings.ReplaceAll(m[1], " as ", ": ") + " = " + variable(path.Join(path.Dir(name), m[2])) + ";"
	})
	for _, m := range reexportLine.FindAllStringSubmatch(source, -1) {
		for _, word := range strings.Split(strings.Trim(m[1], "{ }"), ", ") {
			exports = append(exports, word+": "+variable(path.Join(path.Dir(name), m[2]))+"."+word)
		}
	}
	source = reexportLine.ReplaceAllString(source, "")
	for _, m := range exportWord.FindAllStringSubmatch(source, -1) {
		exports = append(exports, m[2])
	}
	source = exportWord.ReplaceAllString(source, "$1")
	fmt.Fprintf(&j.out, "const %s = (() => { // %s\n%sreturn { %s };\n})();\n", variable(name), name, source, strings.Join(exports, ", "))
	j.done[name] = true
	return nil
}

// module returns the source of static/NAME.js or page/NAME.js.
func module(name string) (string, error) {
	files, at := fs.FS(static), name
	if rest, ok := strings.CutPrefix(name, "page/"); ok {
		files, at = page.Files, rest
	}
	b, err := fs.ReadFile(files, at)
	return string(b), err
}

func variable(name string) string {
	return "module_" + strings.NewReplacer("/", "_", ".js", "").Replace(name)
}
