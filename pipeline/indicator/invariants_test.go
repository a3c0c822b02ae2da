package indicator_test

import (
	"testing"
	"unicode/utf8"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// FuzzObserve holds what is true of any text: evidence lies in its block on code
// point boundaries, names its quantity, comes in the order of the text, and a
// second look says the same.
func FuzzObserve(f *testing.F) {
	for _, s := range []string{
		"全市专利授权量3万件，其中发明专利1.2万件，同比分别增长5%和6.1%，居全省第一。",
		"In 2023, Linxi led the province in patents granted, trademarks and 3 others, up 5% and 6%, respectively.",
		"受理7件7人，由14件增至19件。2022年，，分别1、2、3", "respectively 分别 占 3% or 22%",
		"分别为1件和2件", "商标30件，驰名商标5件，分别居全省第二和第三位。", "the top ten of 10 per 10,000", "\xff\xfe3件",
	} {
		f.Add(s)
	}
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		for _, l := range []duizhao.Lang{duizhao.Chinese, duizhao.English} {
			rd := read(l, text)
			got := r.Observe(rd, r.Frame(rd.Document))
			again := r.Observe(rd, r.Frame(rd.Document))
			if len(got) != len(again) {
				t.Fatalf("%d observations, then %d", len(got), len(again))
			}
			last := -1
			for i, o := range got {
				e := o.Zh
				if l == duizhao.English {
					e = o.En
				}
				q := rd.Quantities[e.Quantity]
				block := rd.Document.Blocks[e.Block].Span
				switch {
				case !block.Contains(e.Span), !utf8.ValidString(e.Span.Of(text)):
					t.Fatalf("evidence %v is no text of block %v", e.Span, block)
				case o.Rule == "" || o.Confidence <= 0 || o.Confidence > 1 || o.Role == "":
					t.Fatalf("observation %+v is incomplete", o)
				case o.Value.Abs().Cmp(q.Value.Abs()) != 0:
					t.Fatalf("value %s of quantity %s", o.Value, q.Value)
				case e.Quantity < last:
					t.Fatalf("observation %d is out of order", i)
				}
				last = e.Quantity
			}
		}
	})
}

func BenchmarkObserve(b *testing.B) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		lang duizhao.Lang
		text string
	}{
		{duizhao.Chinese, "2023年，临溪市专利授权总量达2.46万件，较上年增长11.3%，其中发明专利授权6120件。全市公安机关共侦破侵犯知识产权犯罪案件320起，抓获犯罪嫌疑人980名，涉案金额7.6亿元。各部门积极开展宣传，营造尊重知识产权的良好氛围，推动高质量发展。"},
		{duizhao.English, "In 2023, Linxi was granted 24,600 patents, up 11.3% from the previous year, including 6,120 invention patents. Public security organs solved 320 IP crime cases and arrested 980 suspects. All departments took part in publicity and created a favourable atmosphere for high-quality development. "},
	} {
		text := ""
		for range 200 {
			text += c.text
		}
		rd := read(c.lang, text)
		b.Run(string(c.lang), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				r.Observe(rd, indicator.Frame{})
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := indicator.Load(indicator.Options{}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
