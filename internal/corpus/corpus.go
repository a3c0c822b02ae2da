// Package corpus makes up reports in both languages, as many as are asked for, with
// every figure known: for measuring the program on thousands of them. The places do
// not exist. The same number and seed give the same reports.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Figure is what one report states: the answer a reader must come to.
type Figure struct {
	Report    string `json:"report"`
	Indicator string `json:"indicator"`
	Role      string `json:"role"`
	Value     string `json:"value"` // decimal
	Period    string `json:"period"`
}

// Report is one made-up report. Paragraphs stand in the order of the text; the
// first is the title, and those that Heading says are headings.
type Report struct {
	ID      string
	Year    int
	Zh, En  []Paragraph
	Figures []Figure
}

// Paragraph is one paragraph of a report.
type Paragraph struct {
	Text    string
	Heading bool
}

// years is how many years in a row each place has a report on.
const years = 3

const firstYear = 2020

// Make returns report number i, counted from 0, of the corpus with that seed. The
// reports of one place follow one another, and growth is stated as their levels
// have it.
func Make(seed uint64, i int) *Report {
	place := makePlace(seed, i/years)
	b := &builder{
		rand: rand.New(rand.NewPCG(seed, uint64(i)+1)), place: place, year: firstYear + i%years,
		Report: &Report{Year: firstYear + i%years},
	}
	b.ID = fmt.Sprintf("%05d-%s-%d", i+1, strings.ToLower(place.en), b.year)
	b.title()
	for s, section := range sections {
		b.heading(s, section)
		for _, f := range section.facts {
			b.fact(f)
		}
		b.filler()
	}
	return b.Report
}

type builder struct {
	*Report
	rand  *rand.Rand
	place place
	year  int
}

// place is a city that does not exist.
type place struct {
	zh, en   string
	seed     uint64
	increase float64 // how much its figures grow in a year, as a share
}

// syllables are pairs of a character and its pinyin, of which names are made.
var syllables = [][2]string{
	{"澜", "lan"}, {"江", "jiang"}, {"云", "yun"}, {"河", "he"}, {"白", "bai"}, {"鹭", "lu"}, {"石", "shi"}, {"浦", "pu"}, {"青", "qing"},
	{"林", "lin"}, {"海", "hai"}, {"平", "ping"}, {"安", "an"}, {"溪", "xi"}, {"金", "jin"}, {"湖", "hu"}, {"宁", "ning"}, {"山", "shan"},
	{"清", "qing"}, {"泉", "quan"}, {"东", "dong"}, {"岭", "ling"}, {"永", "yong"}, {"和", "he"}, {"新", "xin"}, {"川", "chuan"}, {"丰", "feng"}, {"阳", "yang"},
}

func makePlace(seed uint64, i int) place {
	r := rand.New(rand.NewPCG(seed, uint64(i)<<20+7))
	n := len(syllables)
	// Every number gives another name until all pairs are used up.
	k := (i*337 + int(seed%1000)) % (n * n)
	a, b := syllables[k/n], syllables[k%n]
	zh, en := a[0]+b[0], a[1]+b[1]
	if i >= n*n || a == b {
		c := syllables[(i/(n*n)+k)%n]
		zh, en = zh+c[0], en+c[1]
	}
	return place{zh: zh, en: strings.ToUpper(en[:1]) + en[1:], seed: r.Uint64(), increase: 0.02 + 0.2*r.Float64()}
}

// level is the figure of an indicator in a year: whole, and growing from year to year.
func (p *place) level(f *fact, year int) int {
	h := rand.New(rand.NewPCG(p.seed, hash(f.indicator)))
	v := float64(f.low) + h.Float64()*float64(f.high-f.low)
	for y := firstYear; y < year; y++ {
		v *= 1 + p.increase
	}
	return max(int(v), 2)
}

func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range []byte(s) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

func (b *builder) add(zh, en string, heading bool) {
	b.Zh = append(b.Zh, Paragraph{zh, heading})
	b.En = append(b.En, Paragraph{en, heading})
}

func (b *builder) title() {
	b.add(fmt.Sprintf("%s市%d年知识产权保护状况", b.place.zh, b.year), fmt.Sprintf("Intellectual Property Protection in %s in %d", b.place.en, b.year), true)
	b.add(fmt.Sprintf("%d年，%s市深入实施知识产权战略，不断完善制度，加强保护，优化服务，各项工作取得新的进展。", b.year, b.place.zh),
		fmt.Sprintf("In %d, %s carried out the intellectual property strategy in depth, improved its institutions, strengthened protection and made services better, and its work made new progress.", b.year, b.place.en), false)
}

var numerals = [][2]string{{"一", "I"}, {"二", "II"}, {"三", "III"}, {"四", "IV"}, {"五", "V"}, {"六", "VI"}, {"七", "VII"}}

func (b *builder) heading(i int, s section) {
	b.add(numerals[i][0]+"、"+s.zh, numerals[i][1]+". "+s.en, true)
}

// fact states the figure of f, and for some of them the growth over the year before.
func (b *builder) fact(f fact) {
	v := b.place.level(&f, b.year)
	zhValue, enValue := f.render(v)
	text := strings.NewReplacer("{place}", b.place.zh, "{n}", zhValue).Replace(f.zh)
	other := strings.NewReplacer("{place}", b.place.en, "{n}", enValue).Replace(f.en)
	b.Figures = append(b.Figures, Figure{b.ID, f.indicator, "level", f.decimal(v), fmt.Sprint(b.year)})
	if f.grows && b.year > firstYear {
		growth := fmt.Sprintf("%.1f", 100*(float64(v)/float64(b.place.level(&f, b.year-1))-1))
		text += "，同比增长" + growth + "%"
		other += ", up " + growth + "% year on year"
		b.Figures = append(b.Figures, Figure{b.ID, f.indicator, "growth", trim(growth), fmt.Sprint(b.year)})
	}
	b.add(text+"。"+lead[b.rand.IntN(len(lead))][0], other+"."+lead[b.rand.IntN(len(lead))][1], false)
}

// lead is what may follow a figure: words without numbers, not always the same in
// both languages, as in translations.
var lead = [][2]string{{"", ""}, {"成效进一步显现。", " The results became more visible."}, {"", ""}}

// fillers are paragraphs without figures.
var fillers = [][2]string{
	{"有关部门完善协作机制，开展联合执法，加强对重点领域和关键环节的监管，营造公平竞争的市场环境。", "The departments concerned improved their cooperation, enforced the law jointly, and strengthened supervision of key fields and links, so that the market offers fair competition."},
	{"各区因地制宜，出台扶持政策，引导企业把创新成果转化为现实生产力，服务实体经济高质量发展。", "The districts issued supporting policies suited to local conditions and guided enterprises to turn innovation into productivity, in the service of high-quality development of the real economy."},
	{"通过报刊、广播、网络等多种渠道开展宣传，提高全社会尊重知识、崇尚创新、诚信守法的意识。", "Publicity through newspapers, radio and the internet raised the awareness of respecting knowledge, valuing innovation and obeying the law throughout society."},
	{"加强人才队伍建设，举办各类交流活动，推动高校、科研机构与企业深入合作，完善服务网络。", "Training of professionals was strengthened, exchanges were held, and universities, research institutes and enterprises were brought to deeper cooperation, with a better network of services."},
}

func (b *builder) filler() {
	f := fillers[b.rand.IntN(len(fillers))]
	b.add(f[0], f[1], false)
}
