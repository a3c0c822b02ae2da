package segment

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duizhao"
	"duizhao/internal/testkit"
)

// TestSentencesOfArticles joins the sentences that people parted in magazine
// articles and measures how many ends are found again. Headlines without a stop and
// dashes that people cut at keep recall below one.
func TestSentencesOfArticles(t *testing.T) {
	dir := testkit.Shared(t, "conformance/align/mag")
	for name, lane := range map[string]struct {
		lang duizhao.Lang
		sep  string
	}{"zh.txt": {duizhao.Chinese, ""}, "en.txt": {duizhao.English, " "}} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(b)), "\n")
		ends, at := map[int]bool{}, 0
		for _, line := range lines {
			ends[at+len(line)] = true
			at += len(line + lane.sep)
		}
		right, found := 0, Sentences(lane.lang, strings.Join(lines, lane.sep))
		for _, s := range found {
			if ends[s.End] {
				right++
			}
		}
		precision, recall := float64(right)/float64(len(found)), float64(right)/float64(len(lines))
		t.Logf("%s: precision %.3f, recall %.3f of %d", name, precision, recall, len(lines))
		if precision < 0.99 || recall < 0.97 {
			t.Errorf("%s: precision %.3f, recall %.3f", name, precision, recall)
		}
	}
}
