package pipeline_test

import (
	"path/filepath"
	"slices"
	"testing"

	"duizhao"
	"duizhao/internal/testkit"
	"duizhao/pipeline"
)

// lessonSources are reports of one field that may teach one another.
func lessonSources(t *testing.T) []pipeline.Source {
	root := testkit.Root(t)
	var out []pipeline.Source
	for _, m := range mended {
		base := filepath.Join(root, "testdata")
		if m.shared {
			base = filepath.Join(root, "..", "shared")
		}
		src := pipeline.Source{ID: m.id}
		for _, f := range m.files {
			src.Files = append(src.Files, filepath.Join(base, f))
		}
		if !m.shared {
			out = append(out, src)
		}
	}
	return out
}

func sideIndexes(beads []duizhao.Bead) [][2][]int {
	var out [][2][]int
	for _, b := range beads {
		out = append(out, [2][]int{b.Zh, b.En})
	}
	return out
}

// TestLessons lets each report of testdata be taught by all others, and holds that its
// beads of paragraphs stay, that sentences are no less sure, and that order and
// repetition of the lessons do not show.
func TestLessons(t *testing.T) {
	plain, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sources := lessonSources(t)
	var before []*duizhao.Bitext
	var lessons []*pipeline.Table
	for _, s := range sources {
		b, err := plain.Run(s)
		if err != nil {
			t.Fatal(err)
		}
		before, lessons = append(before, b), append(lessons, plain.Lesson(b))
	}
	for k, s := range sources {
		var sum pipeline.Table
		for o, l := range lessons {
			if o != k {
				sum.Add(l)
			}
		}
		taught, err := pipeline.New(pipeline.Options{Table: &sum})
		if err != nil {
			t.Fatal(err)
		}
		b, err := taught.Run(s)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(sideIndexes(before[k].Paragraphs), sideIndexes(b.Paragraphs), func(x, y [2][]int) bool {
			return slices.Equal(x[0], y[0]) && slices.Equal(x[1], y[1])
		}) {
			t.Errorf("%s: taught by others, its paragraphs are aligned otherwise", s.ID)
		}
		was, is := doubtful(before[k].Sentences), doubtful(b.Sentences)
		t.Logf("%s: %d pairs of words from others; %d of %d sentence beads for review, before %d; mean confidence %.4f, before %.4f",
			s.ID, sum.Len(), is, len(b.Sentences), was, meanConfidence(b.Sentences), meanConfidence(before[k].Sentences))
		if is > was+1 {
			t.Errorf("%s: %d beads for review, %d without what others teach", s.ID, is, was)
		}
		first, _ := plain.Lesson(before[k]).MarshalText()
		again, _ := taught.Lesson(before[k]).MarshalText()
		if string(first) != string(again) {
			t.Errorf("%s: the lesson depends on what was learned before", s.ID)
		}
	}
	if plain.Lesson(&duizhao.Bitext{Zh: before[0].Zh}) != nil {
		t.Error("a report in one language teaches")
	}
}

func doubtful(beads []duizhao.Bead) int {
	n := 0
	for _, b := range beads {
		if b.Confidence < 0.8 {
			n++
		}
	}
	return n
}

func meanConfidence(beads []duizhao.Bead) float64 {
	sum := 0.0
	for _, b := range beads {
		sum += b.Confidence
	}
	return sum / float64(len(beads))
}
