package export

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// TestDomainsGolden holds that the table of indicators is what the rules say.
func TestDomainsGolden(t *testing.T) {
	paths, err := filepath.Glob("../pipeline/indicator/rules/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no rules: %v", err)
	}
	var lines []string
	domainsOf := map[string]bool{}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var file struct {
			Rules []struct{ ID, Domain, Measure string }
		}
		if err := yaml.Unmarshal(b, &file); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, r := range file.Rules {
			lines = append(lines, fmt.Sprintf("%s\t%s\t%s\n", r.ID, r.Domain, r.Measure))
			domainsOf[r.Domain] = true
		}
	}
	slices.Sort(lines)
	want := strings.Join(slices.Compact(lines), "")
	if *update {
		if err := os.WriteFile("domains.tsv", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if domainTable != want {
		t.Error("domains.tsv is not what the rules say: run make golden")
	}
	for d := range domainsOf {
		if !slices.ContainsFunc(domains(), func(f domain) bool { return slices.Contains(f.of, d) }) {
			t.Errorf("the rules' domain %q has no sheet", d)
		}
	}
}

func TestClassifier(t *testing.T) {
	c := newClassifier()
	for _, x := range []struct{ indicator, body, want string }{
		{"patents_granted", "", "Patents"},
		{"courts_ip_cases_accepted", "court", "Courts"},
		{"house_rule_about_patents", "", "Patents"},
		{"house_rule", "police", "Police"},
		{"house_rule", "", "Other"},
		{"", "", "Other"},
	} {
		if got := c.domains[c.place(x.indicator, x.body)].table; got != x.want {
			t.Errorf("%s of %q: domain %s, want %s", x.indicator, x.body, got, x.want)
		}
	}
}
