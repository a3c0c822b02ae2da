package page

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	topLevel  = regexp.MustCompile(`(?m)^(?:export )?(?:async )?(?:const|let|function|class) (\w+)`)
	exported  = regexp.MustCompile(`(?m)^export (?:async )?(?:const|let|function|class) (\w+)`)
	imported  = regexp.MustCompile(`(?m)^import \{ ([^}]*) \} from "\./([a-z]+\.js)";$`)
	anyImport = regexp.MustCompile(`(?m)^\s*(import|export)\b.*$`)
)

// TestModulesJoin holds what joining the modules into one script rests on: every
// file is listed, imports come from files before, name what these export, and no
// name stands twice.
func TestModulesJoin(t *testing.T) {
	files, err := fs.Glob(Files, "*.js")
	if err != nil || len(files) != len(modules()) {
		t.Errorf("%d files, %d listed, %v", len(files), len(modules()), err)
	}
	owner, exports := map[string]string{}, map[string]bool{}
	var before []string
	for _, name := range modules() {
		source := read(name)
		for _, m := range imported.FindAllStringSubmatch(source, -1) {
			if !slices.Contains(before, m[2]) {
				t.Errorf("%s imports %s, which comes later", name, m[2])
			}
			for _, word := range strings.Split(m[1], ", ") {
				if !exports[m[2]+" "+word] {
					t.Errorf("%s imports %s, which %s does not export", name, word, m[2])
				}
				if strings.Count(source, word) < 2 {
					t.Errorf("%s does not use %s", name, word)
				}
			}
		}
		for _, m := range topLevel.FindAllStringSubmatch(source, -1) {
			if owner[m[1]] != "" {
				t.Errorf("%s stands in %s and in %s", m[1], owner[m[1]], name)
			}
			owner[m[1]] = name
		}
		for _, m := range exported.FindAllStringSubmatch(source, -1) {
			exports[name+" "+m[1]] = true
		}
		before = append(before, name)
	}
	if left := anyImport.FindString(Script()); left != "" {
		t.Errorf("joined, but %q is left", left)
	}
	if strings.Contains(strings.ToLower(Script()+Style()), "</s") {
		t.Error("the script or style would end its element")
	}
}

// TestSayings holds that everything the page says it says in both languages, and
// that what it asks for is there.
func TestSayings(t *testing.T) {
	words := read("words.js")
	said := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^  (\w+): \["(.+)", "(.+)"\],$`).FindAllStringSubmatch(words, -1) {
		said[m[1]] = false
	}
	all := Script() + markup
	for _, m := range regexp.MustCompile(`(?:say\(|data-say=|data-hint=)"(\w+)"`).FindAllStringSubmatch(all, -1) {
		if _, ok := said[m[1]]; !ok {
			t.Errorf("nothing is said for %q", m[1])
		}
	}
	for key := range said {
		if strings.Count(all, key) < 2 {
			t.Errorf("%q is never said", key)
		}
	}
}
