package extract

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"duizhao"
	"duizhao/internal/testkit"
)

const bilingual = "澜江市知识产权状况\n\n2023年，全市专利授权量达到21340件。\n\n" +
	"Intellectual Property in Lanjiang\n\nIn 2023, the city granted 21,340 patents.\n"

// TestEncodings reads one text in every encoding: the Documents are the same.
func TestEncodings(t *testing.T) {
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy) encoding.Encoding {
		return unicode.UTF16(order, mark)
	}
	plain := texts(t, []byte(bilingual))
	for _, test := range []struct {
		name    string
		enc     encoding.Encoding
		guessed bool
	}{
		{"UTF-8 with mark", unicode.UTF8BOM, false},
		{"UTF-16LE with mark", utf16(unicode.LittleEndian, unicode.UseBOM), false},
		{"UTF-16BE with mark", utf16(unicode.BigEndian, unicode.UseBOM), false},
		{"UTF-16LE", utf16(unicode.LittleEndian, unicode.IgnoreBOM), true},
		{"UTF-16BE", utf16(unicode.BigEndian, unicode.IgnoreBOM), true},
		{"GB18030", simplifiedchinese.GB18030, true},
		{"GBK", simplifiedchinese.GBK, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			data, err := test.enc.NewEncoder().Bytes([]byte(bilingual))
			if err != nil {
				t.Fatal(err)
			}
			docs, err := Bytes("report.txt", data, Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkDocuments(t, docs)
			if diff := cmp.Diff(plain, texts(t, data)); diff != "" {
				t.Errorf("text (-UTF-8 +%s):\n%s", test.name, diff)
			}
			if guessed := len(docs[0].Problems) > 0 && docs[0].Problems[0].Code == "encoding_guessed"; guessed != test.guessed {
				t.Errorf("problems %v, want guessed %t", docs[0].Problems, test.guessed)
			}
		})
	}
}

func texts(t *testing.T, data []byte) []string {
	t.Helper()
	docs, err := Bytes("report.txt", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range docs {
		out = append(out, d.Text)
	}
	return out
}

// TestLineEnds reads one text with every kind of line end: the Documents are the
// same.
func TestLineEnds(t *testing.T) {
	want := texts(t, []byte(bilingual))
	for _, end := range []string{"\r\n", "\r", "\u0085", "\u2028"} {
		if diff := cmp.Diff(want, texts(t, []byte(strings.ReplaceAll(bilingual, "\n", end)))); diff != "" {
			t.Errorf("line end %q (-want +got):\n%s", end, diff)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		code, in string
		options  Options
		say      string // the English line must hold it
	}{
		{code: "empty", in: "", say: "no text"},
		{code: "empty", in: " \n\u3000\n\ufeff\n***\n", say: "no text"},
		{code: "binary", in: "\x7fELF\x02\x01\x01\x00\x00\x00\x00", say: "byte 0"},
		{code: "encoding", in: "知识产权保护状况\xff报告", say: "byte 24 (tried UTF-8, UTF-16, GB18030)"},
		{code: "encoding", in: "R\xe9sum\xe9 of the d\xe9partement", say: "byte 1 "},
		{code: "encoding", in: "\xff\xfeA\x00B", say: "byte 4 (tried UTF-16LE)"},
		{code: "too_large", in: bilingual, options: Options{MaxBytes: 10}, say: "limit"},
		{code: "neither_language", in: "Отчёт о состоянии интеллектуальной собственности", say: "neither"},
		{code: "neither_language", in: "2023\n12,345\n", say: "neither"},
		{code: "other_language", in: "Only English text here.", options: Options{Lang: duizhao.Chinese}, say: "Chinese"},
		{code: "damaged", in: "%PDF-1.7\n...", say: "PDF"},
		{code: "damaged", in: "PK\x03\x04......word/document.xml", say: ""},
		{code: "unsupported", in: "PK\x03\x04......", say: "ZIP"},
		{code: "unsupported", in: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", say: "DOC"},
		{code: "empty", in: "\ufeff\n<!DOCTYPE HTML><html>", say: ""},
		{code: "empty", in: "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", say: ""},
		{code: "unsupported", in: "{\\rtf1", say: "RTF"},
		{code: "unsupported", in: "\x89PNG\r\n\x1a\n", say: "OCR"},
	} {
		_, err := Bytes("report", []byte(test.in), test.options)
		checkError(t, err, test.code, test.say)
	}
}

func checkError(t *testing.T, err error, code, say string) {
	t.Helper()
	var e *duizhao.Error
	switch {
	case !errors.As(err, &e):
		t.Errorf("%s: got %v", code, err)
	case e.Code != code || e.Stage != "extract" || e.Path == "":
		t.Errorf("got %s/%s of %q, want extract/%s", e.Stage, e.Code, e.Path, code)
	case !strings.Contains(e.Error(), say), strings.Contains(e.Text.Zh+e.Text.En, "%!"), strings.Contains(e.Text.En, "\n"):
		t.Errorf("%s: %q, %q; want %q in it", code, e.In(duizhao.English), e.In(duizhao.Chinese), say)
	case Language(e.Text.Zh) != duizhao.Chinese || Language(e.Text.En) != duizhao.English:
		t.Errorf("%s: not in both languages: %q, %q", code, e.Text.Zh, e.Text.En)
	}
}

func TestFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.txt")
	if err := os.WriteFile(path, []byte(bilingual), 0o600); err != nil {
		t.Fatal(err)
	}
	docs, err := File(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 2 || docs[0].Path != path || docs[1].Path != path || len(docs[0].SHA256) != 64 || docs[0].SHA256 != docs[1].SHA256 {
		t.Errorf("got %+v", docs)
	}
	if docs, err = File(path, Options{Lang: duizhao.English}); err != nil || len(docs) != 1 || docs[0].Lang != duizhao.English {
		t.Errorf("asked for English: got %v, %v", docs, err)
	}
	if docs, err = Bytes("t", []byte("12,345\n678\n"), Options{Lang: duizhao.Chinese}); err != nil || len(docs) != 1 || len(docs[0].Blocks) != 2 {
		t.Errorf("figures in a language that is given: got %v, %v", docs, err)
	}
	_, err = File(filepath.Join(dir, "none.txt"), Options{})
	checkError(t, err, "missing", "no such file")
	_, err = File(dir, Options{})
	checkError(t, err, "directory", "folder")
	_, err = File(path, Options{MaxBytes: 20})
	checkError(t, err, "too_large", "limit")
}

func TestLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zh.txt")
	if err := os.WriteFile(path, []byte("第一行。\r\n\r\n **第三行**  \n\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Lines(path, duizhao.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, b := range d.Blocks {
		if b.Kind != duizhao.Paragraph || b.Lines != [2]int{i + 1, i + 1} {
			t.Errorf("block %d: %+v", i, b)
		}
		got = append(got, d.BlockText(i))
	}
	if diff := cmp.Diff([]string{"第一行。", "", "**第三行**", ""}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	_, err = Lines(path+"x", duizhao.Chinese)
	checkError(t, err, "missing", "")
}

func TestLanguage(t *testing.T) {
	for text, want := range map[string]duizhao.Lang{
		"": "", "2023 年": "zh", "12,345 (67%)": "", "GPL": "", "WIPO-PCT": "",
		"市知识产权局":                  "zh",
		"智慧財產權法院":                 "zh",
		"Overview":                "en",
		"IV. MAIN TASKS":          "en",
		"Lanjiang Customs (澜江海关)": "en",
		"澜江海关（Lanjiang Customs, People's Republic）":        "zh",
		"与 World Intellectual Property Organization 签署备忘录": "zh",
		"The brand “澜知” was launched by the city":          "en",
		"Отчёт":      "",
		"ひらがなのぶんしょう": "",
	} {
		if got := Language(text); got != want {
			t.Errorf("Language(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestStableIDs changes, adds and removes paragraphs: the others keep their IDs.
func TestStableIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sentence := rapid.SampledFrom(paragraphPool[duizhao.Chinese])
		before := rapid.SliceOfN(sentence, 1, 6).Draw(t, "before")
		after := rapid.SliceOfN(sentence, 0, 6).Draw(t, "after")
		ids := func(middle string) []string {
			docs, err := Bytes("r.txt", []byte(strings.Join(before, "\n\n")+middle+strings.Join(after, "\n\n")), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, b := range docs[0].Blocks {
				ids = append(ids, b.ID)
			}
			return ids
		}
		without := ids("\n\n")
		with := ids("\n\n增加的一段，此处独有。\n\n")
		with = append(with[:len(before):len(before)], with[len(before)+1:]...)
		if diff := cmp.Diff(without, with); diff != "" {
			t.Errorf("(-without +with):\n%s", diff)
		}
	})
}

// TestSharedReports measures paragraphs against answer keys, where they are here.
func TestSharedReports(t *testing.T) {
	docs, err := File(testkit.Shared(t, "seeds/nanjing-ip-2022.zh-en.txt"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkDocuments(t, docs)
	data, err := os.ReadFile(testkit.Shared(t, "gold/nanjing-ip-2022.json"))
	if err != nil {
		t.Fatal(err)
	}
	var key struct {
		Paragraphs map[duizhao.Lang][]struct{ Text string }
	}
	if err := json.Unmarshal(data, &key); err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		var want, got []string
		for _, p := range key.Paragraphs[d.Lang] {
			want = append(want, squeeze(strings.ReplaceAll(p.Text, "*", "")))
		}
		for i := range d.Blocks {
			got = append(got, squeeze(d.BlockText(i)))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", d.Lang, diff)
		}
	}
}
