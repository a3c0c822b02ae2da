package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"duizhao"
	"duizhao/pipeline"
)

// Intent says what a run would do for one report.
type Intent struct {
	Source pipeline.Source
	Work   bool     // the report would be worked out from its files
	Files  []string // these files of it would be written, below OUT
	Why    []string // the parts of its origin that have changed, or another reason in a word
	Err    error    // it could not even be begun
}

// Preview says what Run would do, without doing it or writing anything.
func Preview(p *pipeline.Pipeline, plan *Plan, o Options) []Intent {
	w := &work{Options: &o, p: p, st: &store{out: o.Out}, shared: p.Parts()}
	plan = o.Shard.of(w.retried(plan))
	var out []Intent
	for _, src := range plan.Reports {
		out = append(out, w.intent(src))
	}
	for i := range plan.Failed {
		r := &plan.Failed[i]
		out = append(out, Intent{Source: pipeline.Source{ID: r.ID, Files: r.Files}, Err: r.Err()})
	}
	return out
}

func (w *work) intent(src pipeline.Source) Intent {
	in := Intent{Source: src}
	sums := make([]string, len(src.Files))
	for i, path := range src.Files {
		data, err := w.load(path)
		if err != nil {
			in.Err = err
			return in
		}
		sum := sha256.Sum256(data)
		sums[i] = hex.EncodeToString(sum[:])
	}
	n := w.needs(src, sums)
	if in.Err = w.claimed(&job{src: src, need: n}); in.Err != nil {
		return in
	}
	in.Work, in.Why = n.result, n.why
	for _, f := range n.files {
		in.Files = append(in.Files, filepath.ToSlash(f.Path(src.ID)))
	}
	return in
}

// Reasons explains the words of Why in both languages.
func Reasons(why string) duizhao.Bilingual {
	known := map[string]duizhao.Bilingual{
		whyNew:      {Zh: "新报告", En: "new"},
		whyForce:    {Zh: "要求重做", En: "asked for"},
		whyFile:     {Zh: "结果文件缺失或被改动", En: "a file of the result is missing or was changed"},
		whyFormat:   {Zh: "要写的格式不同", En: "a format is new or written otherwise"},
		whySource:   {Zh: "原文件有变", En: "its files have changed"},
		"extract":   {Zh: "读取文件的程序有变", En: "the program reads files otherwise"},
		"analysis":  {Zh: "分析的程序有变", En: "the program analyses otherwise"},
		"rules":     {Zh: "指标规则有变", En: "the indicator rules have changed"},
		"lexicon":   {Zh: "术语表有变", En: "the lexicon has changed"},
		"checks":    {Zh: "所选检查有变", En: "other checks are chosen"},
		"learn":     {Zh: "是否学习词语对应有变", En: "learning from reports was switched"},
		"decisions": {Zh: "人工决定有变", En: "people have decided something"},
	}
	if b, ok := known[why]; ok {
		return b
	}
	return duizhao.Bilingual{Zh: why, En: why}
}
