package extract

import (
	"archive/zip"
	"bytes"
	"testing"
)

// TestODT reads an OpenDocument text: lists with their numbers, a table, a note, and
// neither what was deleted nor the table of contents.
func TestODT(t *testing.T) {
	const styles = `<o:document-styles><o:styles>
<t:outline-style><t:outline-level-style t:level="1" s:num-format="一, 二, 三, ..." s:num-suffix="、"/></t:outline-style>
</o:styles></o:document-styles>`
	const content = `<o:document-content><o:automatic-styles>
<t:list-style s:name="L1"><t:list-level-style-number t:level="1" s:num-format="1" s:num-suffix="."/>
<t:list-level-style-number t:level="2" s:num-format="1" t:display-levels="2"/></t:list-style>
</o:automatic-styles><o:body><o:text>
<t:tracked-changes><t:changed-region><t:deletion><t:p>删去的段落。</t:p></t:deletion></t:changed-region></t:tracked-changes>
<t:table-of-content><t:index-body><t:p>创造<t:tab/>1</t:p></t:index-body></t:table-of-content>
<t:h t:outline-level="1">创造</t:h>
<t:p>2023年，全市授权专利<t:span>21340</t:span>件<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>数据来自市知识产权局。</t:p></t:note-body></t:note>。</t:p>
<t:h t:outline-level="1">保护</t:h>
<t:list t:style-name="L1"><t:list-item><t:p>审结案件120件；</t:p><t:list><t:list-item><t:p>其中专利案件45件。</t:p></t:list-item></t:list></t:list-item></t:list>
<t:p>中间的一段文字说明情况。</t:p>
<t:list t:style-name="L1" t:continue-numbering="true"><t:list-item><t:p>调解案件30件。</t:p></t:list-item></t:list>
<b:table><b:table-row><b:table-cell b:number-columns-spanned="2"><t:p>授权量（件）</t:p></b:table-cell><b:covered-table-cell/></b:table-row>
<b:table-row><b:table-cell><t:p>滨河区</t:p></b:table-cell><b:table-cell><t:p>1,150</t:p></b:table-cell></b:table-row></b:table>
</o:text></o:body></o:document-content>`
	const want = `zh odt ""
problem contents_left_out: a table of contents (1 entries) was left out
problem tracked_changes: the file holds changes that nobody has accepted: what was inserted was read, what was deleted was left out
heading 1 "一、" 0: 一、创造
paragraph 0: 2023年，全市授权专利21340件。
note "1" 0: 数据来自市知识产权局。
heading 1 "二、" 0: 二、保护
list_item "1." 0: 1. 审结案件120件；
list_item "1.1" 0: 1.1 其中专利案件45件。
paragraph 0: 中间的一段文字说明情况。
list_item "2." 0: 2. 调解案件30件。
table_cell [0 0 0] 0: 授权量（件）
table_cell [0 1 0] 0: 滨河区
table_cell [0 1 1] 0: 1,150
`
	docs, err := Bytes("in.odt", openDocument(t, map[string]string{"styles.xml": styles, "content.xml": content}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkUnlined(t, docs)
	if got := dump(docs); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// openDocument puts parts into a file whose first entry, unpacked, says what it is.
func openDocument(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	write := func(h *zip.FileHeader, s string) {
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(s))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	write(&zip.FileHeader{Name: "mimetype"}, "application/vnd.oasis.opendocument.text")
	for name, s := range parts {
		write(&zip.FileHeader{Name: name, Method: zip.Deflate}, s)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestMHTML reads a page saved with its pictures in one file, under a Word file's name.
func TestMHTML(t *testing.T) {
	const in = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n" +
		"--b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
		"<html><body><p>In 2023, Lanjiang granted=\r\n 21,340 patents (=E6=BE=9C=E6=B1=9F).</p></body></html>\r\n" +
		"--b\r\nContent-Type: image/png\r\n\r\nxxx\r\n--b--\r\n"
	docs, err := Bytes("report.doc", []byte(in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if docs[0].Text != "In 2023, Lanjiang granted 21,340 patents (澜江)." || docs[0].Format != "html" {
		t.Errorf("%s: %q", docs[0].Format, docs[0].Text)
	}
	_, err = Bytes("report.doc", []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"), Options{})
	checkError(t, err, "damaged", "no page")
}
