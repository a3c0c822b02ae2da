package indicator

import (
	"fmt"
	"slices"

	"duizhao"
)

// ExampleFailure is an example or counter-example that its rule does not pass.
type ExampleFailure struct {
	Rule    string
	Example Example
	Got     string // what was read instead
	rule    *ruleSource
}

// Test runs the examples of all rules and returns those that fail, in the order
// of the rules. Rules loaded without a Reader pass untested.
func (r *Rules) Test() []ExampleFailure {
	return r.test(func(*ruleSource) bool { return true })
}

func (r *Rules) test(want func(*ruleSource) bool) []ExampleFailure {
	if r.read == nil {
		return nil
	}
	var out []ExampleFailure
	for i := range r.rules {
		s := r.rules[i].source
		if !want(s) {
			continue
		}
		for _, e := range s.Examples {
			if got, ok := r.passes(s.ID, e); !ok {
				out = append(out, ExampleFailure{s.ID, e, got, s})
			}
		}
		for _, e := range s.Counter {
			if got, ok := r.silent(s.ID, e); !ok {
				out = append(out, ExampleFailure{s.ID, e, got, s})
			}
		}
	}
	return out
}

// passes reports whether rule id finds e's value in e's text, and what was found.
func (r *Rules) passes(id string, e Example) (got string, ok bool) {
	want, _ := duizhao.ParseDecimal(e.Value)
	all := r.Observe(r.read(e.Lang, e.Text), Frame{})
	ok = slices.ContainsFunc(all, func(o duizhao.Observation) bool {
		return o.Rule == id && o.Role == e.Role && (o.Value.Equal(want) || o.Low.Equal(want))
	})
	return summary(all), ok
}

// silent reports whether rule id finds nothing in e's text; where e has a value,
// nothing of that value.
func (r *Rules) silent(id string, e Example) (got string, ok bool) {
	all := r.Observe(r.read(e.Lang, e.Text), Frame{})
	ok = !slices.ContainsFunc(all, func(o duizhao.Observation) bool {
		return o.Rule == id && (e.Value == "" || o.Value.String() == e.Value)
	})
	return summary(all), ok
}

func summary(all []duizhao.Observation) string {
	if len(all) == 0 {
		return "nothing"
	}
	out := ""
	for i, o := range all {
		if i > 0 {
			out += ", "
		}
		name := o.Indicator
		if name == "" {
			name = o.Label.Zh + o.Label.En
		}
		out += fmt.Sprintf("%s %s = %s", name, o.Role, o.Value)
	}
	return out
}

// err says which example of which file failed, with its line.
func (f *ExampleFailure) err() error {
	if slices.ContainsFunc(f.rule.Counter, func(e Example) bool { return e == f.Example }) {
		return f.rule.file.fault(f.Example.node, "counter", "rule %s matches its counter-example (read: %s); narrow the pattern, or use not:", f.Rule, f.Got)
	}
	return f.rule.file.fault(f.Example.node, "example", "rule %s does not find %s as %s in its example (read: %s); correct the pattern or the example",
		f.Rule, f.Example.Value, f.Example.Role, f.Got)
}

// String says in a line what failed and where.
func (f ExampleFailure) String() string { return f.err().Error() }
