package export

import (
	"fmt"
	"strconv"
	"strings"

	"duizhao"
)

// SheetContinued holds what no cell could.
const SheetContinued = "续文 Continued"

// continuedSheet is the table of texts that are longer than a cell.
func (k *book) continuedSheet() *sheet {
	return k.start(&sheet{
		name: SheetContinued, table: "Continued",
		title: duizhao.Bilingual{Zh: "续文", En: "Continued texts"},
		about: duizhao.Bilingual{
			Zh: "一个单元格最多容纳 32,767 个字符；更长的文字从这里接着写，按“部分”的顺序连接即为全文。",
			En: "A cell holds 32,767 characters at most. What is longer goes on here: join the parts in order.",
		},
		columns: []column{
			{heading: "编号 No.", style: jump}, words("工作表 Sheet"), words("行 Row"), words("列 Column"), words("部分 Part"),
			prose("文字 Text", 120),
		},
	})
}

// continued writes what a cell cannot hold of s to the sheet for it and returns
// the cell's text, with a note at its end that names the place.
func (k *book) continued(s, sheet string, row int, heading string) (string, error) {
	if k.rest == nil {
		k.rest = k.continuedSheet()
	}
	k.restTexts++
	id := "c" + strconv.Itoa(k.restTexts)
	note := fmt.Sprintf(" …〔下文见“%s”表 %s Continued on the sheet “%s”, %s〕", SheetContinued, id, SheetContinued, id)
	s = strings.ToValidUTF8(s, "\uFFFD")
	short := cutUTF16(s, cellLimit-utf16Len(note))
	from := fmt.Sprintf("'%s'!A%d", sheet, row)
	for part, left := 1, s[len(short):]; left != ""; part++ {
		piece := cutUTF16(left, cellLimit)
		left = left[len(piece):]
		_, err := k.rest.add([]cell{
			{text: id, link: from}, {text: sheet}, count(row), {text: heading}, count(part), {text: piece},
		})
		if err != nil {
			return "", err
		}
	}
	return short + note, nil
}
