package extract

import "strings"

// unradical puts ideographs for the radicals that stand for them. Fonts draw both
// with one glyph, and programs that write PDF files (Chromium above all) then note
// the radical as its character: an artefact of the font, not of the text.
func unradical(s string) string {
	if !strings.ContainsFunc(s, isRadical) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= kangxiFirst && r < kangxiFirst+rune(len(kangxi)):
			return kangxi[r-kangxiFirst]
		case r >= supplementFirst && r < supplementFirst+rune(len(supplement)):
			return supplement[r-supplementFirst]
		}
		return r
	}, s)
}

func isRadical(r rune) bool { return r >= supplementFirst && r < kangxiFirst+rune(len(kangxi)) }

const (
	supplementFirst = '\u2E80'
	kangxiFirst     = '\u2F00'
)

// The ideographs of the CJK Radicals Supplement and of the Kangxi Radicals, in the
// order of the radicals, by the property Equivalent_Unified_Ideograph of the
// Unicode Character Database. A radical without one stands for itself.
var (
	supplement = []rune("" +
		"⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日" +
		"月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂" +
		"肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝" +
		"雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟")
	kangxi = []rune("" +
		"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕" +
		"大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日" +
		"曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿" +
		"目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行" +
		"衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音" +
		"頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠")
)
