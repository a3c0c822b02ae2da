package indicator_test

import (
	"testing"

	"duizhao"
	"duizhao/pipeline/indicator"
)

// TestTableCells reads figures that are named by the heads of their row and
// column.
func TestTableCells(t *testing.T) {
	r, err := indicator.Load(indicator.Options{}, read)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang duizhao.Lang
		rows [][]string
		want []string
	}{
		{duizhao.Chinese, [][]string{
			{"指标", "2022年", "2023年"},
			{"专利授权量（件）", "3120", "3580"},
			{"知识产权质押融资额", "12.5亿元", "15亿元"},
			{"公园绿地", "12", "15"},
		}, []string{
			"patents_granted 2022 3120", "patents_granted 2023 3580",
			"ip_pledge_financing_amount 2022 1250000000", "ip_pledge_financing_amount 2023 1500000000",
			" 2022 12", " 2023 15",
		}},
		{duizhao.English, [][]string{
			{"Indicator", "2023"},
			{"Patents granted", "3,580"},
			{"Valid invention patents", "21,400"},
		}, []string{"patents_granted 2023 3580", "valid_invention_patents 2023 21400"}},
	} {
		d := &duizhao.Document{Lang: c.lang}
		for row, texts := range c.rows {
			for col, text := range texts {
				start := len(d.Text)
				d.Text += text + "\n"
				d.Blocks = append(d.Blocks, duizhao.Block{
					Kind: duizhao.TableCell, Cell: &duizhao.Cell{Row: row, Col: col},
					Span: duizhao.Span{Start: start, End: start + len(text)},
				})
			}
		}
		var got []string
		for _, o := range r.Observe(readDocument(d), indicator.Frame{}) {
			got = append(got, o.Indicator+" "+o.Period+" "+o.Value.String())
		}
		if len(got) != len(c.want) {
			t.Fatalf("got %q, want %q", got, c.want)
		}
		for i, w := range c.want {
			if got[i] != w {
				t.Errorf("got %q, want %q", got[i], w)
			}
		}
	}
}
