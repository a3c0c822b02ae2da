package extract

import "testing"

// FuzzODT reads any content and styles of an OpenDocument text: what comes out is
// well formed and not much larger than what went in (a number may stand before every
// paragraph), or an error of this stage.
func FuzzODT(f *testing.F) {
	f.Add("<o:document-content><o:body><o:text><t:h t:outline-level=\"1\">创造</t:h><t:p>专利授权<t:s t:c=\"9\"/>21340件</t:p></o:text></o:body></o:document-content>",
		`<o:document-styles><o:styles><t:outline-style><t:outline-level-style t:level="1" s:num-format="一, 二, 三, ..." s:num-suffix="、"/></t:outline-style></o:styles></o:document-styles>`)
	f.Add("<o:document-content><o:body><o:text><b:table><b:table-row b:number-rows-repeated=\"9\"><b:table-cell b:number-columns-repeated=\"9\"><t:p>甲</t:p></b:table-cell></b:table-row></b:table></o:text></o:body></o:document-content>", "")
	f.Fuzz(func(t *testing.T, content, styles string) {
		docs, err := Bytes("fuzz.odt", openDocument(t, map[string]string{"styles.xml": styles, "content.xml": content}), Options{})
		checkFuzzed(t, docs, err, 64*(len(content)+len(content)*len(styles))+64)
	})
}
