package main

import (
	"bufio"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"duizhao"
	"duizhao/pipeline/quantity"
)

func newQuantities(u *ui) *cobra.Command {
	return &cobra.Command{
		Use:   "quantities",
		Short: u.say("从标准输入逐行读取文本，输出其中的数字", "read texts from standard input and print their numbers"),
		Long: u.say(
			"从标准输入读取 JSON 行 {\"id\",\"lang\",\"text\"}，每行输出 {\"id\",\"mentions\":[...]}：\n位置（字符，从 0 起，不含末尾）、种类（number、percent、money、range、ordinal）和数值。\n一个数字有几种读法，就每种列出一次。",
			"Reads JSON lines {\"id\",\"lang\",\"text\"} from standard input and prints {\"id\",\"mentions\":[...]} for\neach: place (code points from 0, end exclusive), kind (number, percent, money, range, ordinal)\nand value. A number is listed once for each kind it can be read as."),
		Example: `  echo '{"id":"1","lang":"zh","text":"专利授权1.41万件"}' | duizhao quantities`,
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return u.quantities() },
	}
}

// maxLine bounds one line of input, in bytes.
const maxLine = 64 << 20

func (u *ui) quantities() error {
	in := bufio.NewScanner(u.in)
	in.Buffer(nil, maxLine)
	out := bufio.NewWriter(u.out)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for n := 1; in.Scan(); n++ {
		if len(in.Bytes()) == 0 {
			continue
		}
		var q struct {
			ID   string       `json:"id"`
			Lang duizhao.Lang `json:"lang"`
			Text string       `json:"text"`
		}
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			return fmt.Errorf(u.say("标准输入第 %d 行不是 JSON：%w", "standard input, line %d is not JSON: %w"), n, err)
		}
		if q.Lang != duizhao.Chinese && q.Lang != duizhao.English {
			return fmt.Errorf(u.say("标准输入第 %d 行：lang 应为 zh 或 en", "standard input, line %d: lang must be zh or en"), n)
		}
		mentions := quantity.Mentions(q.Lang, q.Text)
		if mentions == nil {
			mentions = []quantity.Mention{}
		}
		line := struct {
			ID       string             `json:"id"`
			Mentions []quantity.Mention `json:"mentions"`
		}{q.ID, mentions}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return in.Err()
}
