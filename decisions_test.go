package duizhao_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duizhao"
)

func anchors(ids ...string) []duizhao.Anchor {
	out := []duizhao.Anchor{}
	for _, id := range ids {
		out = append(out, duizhao.NewAnchor(id, id))
	}
	return out
}

func bead(status duizhao.BeadStatus, comment string, zh, en []duizhao.Anchor) duizhao.BeadDecision {
	return duizhao.BeadDecision{Level: duizhao.SentenceLevel, Zh: zh, En: en, Status: status, Comment: comment}
}

// The later of two decisions about one unit holds; what was said in a comment stays.
func TestSettleBeads(t *testing.T) {
	var d duizhao.Decisions
	d.SettleBeads(
		bead(duizhao.Confirmed, "", anchors("z1"), anchors("e1")),
		bead(duizhao.Confirmed, "mind the tense", anchors("z2"), anchors("e2")),
		bead(duizhao.Auto, "?", anchors("z3"), anchors("e3")),
	)
	d.SettleBeads(bead(duizhao.Edited, "", anchors("z1", "z2"), anchors("e1")))
	d.SettleBeads(bead(duizhao.Auto, "", anchors("z3"), anchors("e3")))
	want := []duizhao.BeadDecision{
		bead(duizhao.Auto, "mind the tense", anchors("z2"), anchors("e2")),
		bead(duizhao.Edited, "", anchors("z1", "z2"), anchors("e1")),
	}
	if diff := cmp.Diff(want, d.Beads); diff != "" {
		t.Error(diff)
	}
	d.SettleBeads(bead(duizhao.Auto, "", anchors("z1", "z2"), anchors("e1")), bead(duizhao.Auto, "", anchors("z2"), anchors("e2")))
	if !d.Empty() {
		t.Errorf("taken back, but %+v is left", d.Beads)
	}
}

func TestSettleOthers(t *testing.T) {
	var d duizhao.Decisions
	d.SettleFinding(duizhao.FindingDecision{ID: "f", Status: duizhao.Accepted})
	d.SettleFinding(duizhao.FindingDecision{ID: "f", Status: duizhao.Dismissed})
	if len(d.Findings) != 1 || d.Findings[0].Status != duizhao.Dismissed {
		t.Errorf("%+v", d.Findings)
	}
	d.SettleFinding(duizhao.FindingDecision{ID: "f", Status: duizhao.Open})
	c := duizhao.Correction{Lang: duizhao.English, Unit: anchors("e")[0], Text: "a"}
	d.Correct(c)
	c.Text = "b"
	d.Correct(c)
	if len(d.Texts) != 1 || d.Texts[0].Text != "b" {
		t.Errorf("%+v", d.Texts)
	}
	c.Text = ""
	d.Correct(c)
	cut := duizhao.Cut{Level: duizhao.ParagraphLevel, Lang: duizhao.Chinese, Unit: anchors("z")[0], At: 2}
	d.AddCut(cut)
	d.AddCut(cut)
	if len(d.Cuts) != 1 {
		t.Errorf("%+v", d.Cuts)
	}
	d.DropCut(cut)
	if !d.Empty() {
		t.Errorf("taken back, but %+v is left", d)
	}
}

// White space does not make another text: lines may be joined otherwise.
func TestTextHash(t *testing.T) {
	if a, b := duizhao.TextHash("全市 专利\n授权量　1.41万件"), duizhao.TextHash("全市专利授权量1.41万件"); a != b || len(a) != 16 {
		t.Error(a, b)
	}
	if duizhao.TextHash("1.41万件") == duizhao.TextHash("1.42万件") {
		t.Error("one hash for two texts")
	}
}
