package duizhao

// Reading is one language's lane: everything that was read from one Document
// without a look at the other language.
type Reading struct {
	Document     *Document
	Sentences    []Sentence // in text order; together they cover every block's text but white space
	Tokens       []Token    // in text order, not overlapping
	Quantities   []Quantity // in text order
	Observations []Observation
}

// Sentence is one sentence of a block.
type Sentence struct {
	ID    string // the block's ID and the sentence's place in it
	Block int    // index into Document.Blocks
	Span  Span
}

// Token is a word, number or mark as segment cut it.
type Token struct {
	Span  Span
	Class TokenClass
}

// TokenClass says what a Token is.
type TokenClass uint8

// The classes of tokens.
const (
	Word   TokenClass = iota // a Chinese or English word
	Number                   // digits with their separators, point and sign of percent
	Latin                    // a Latin word or code within Chinese text: WIPO, GPL, APP
	Mark                     // punctuation and other signs
)

// Quantity is a number as the text states it, with its unit and how exactly it
// is meant. Value is null where the numeral is malformed ("65,00") or a name
// ("1+13").
type Quantity struct {
	ID        string
	Block     int       // index into Document.Blocks
	Span      Span      // the whole phrase: qualifier, numeral, scale, unit
	Numeral   Span      // digits or number words with their scale: "3000余万", "7.831 billion"
	UnitSpan  Span      // the unit as written: "件", "RMB"; empty where there is none
	Kind      Kind      // what the number is
	Value     Decimal   // the stated value: 14100 for 1.41万; percent as written (22.9)
	Low, High Decimal   // bounds where the phrase states any: 余 gives Low, a range both
	Precision Decimal   // resolution: the place value of the last digit written (1.41万 → 100)
	Unit      string    // canonical unit: "CNY", "percent", "person", "case", "item"; empty if unknown
	Currency  string    // ISO 4217 code of a sum of money
	Qualifier Qualifier // over, about, ...
	Malformed bool      // the numeral breaks its own writing rules
	Reason    string    // why a number is a label, year or date, or what is malformed
}

// Kind is the kind of a Quantity.
type Kind string

// The kinds of quantities.
const (
	Count           Kind = "count"
	Money           Kind = "money"
	Percent         Kind = "percent"
	PercentagePoint Kind = "percentage_point"
	RankKind        Kind = "rank"
	Ordinal         Kind = "ordinal"
	MultipleKind    Kind = "multiple"
	Fraction        Kind = "fraction"
	Duration        Kind = "duration"
	Date            Kind = "date"
	Year            Kind = "year"
	Label           Kind = "label" // 剑网2022, 1+13: a name, not a number to be added up
)

// Qualifier says how a stated value stands to the true one.
type Qualifier string

// The qualifiers.
const (
	Exact   Qualifier = "exact"
	Over    Qualifier = "over"     // 余 多 超 逾 破 +
	AtLeast Qualifier = "at_least" // 以上 至少
	Nearly  Qualifier = "nearly"   // 近 接近
	About   Qualifier = "about"    // 约 左右
	Under   Qualifier = "under"    // 不足 不到 less than
	AtMost  Qualifier = "at_most"  // 以下 至多 up to
)

// Observation is a figure for an indicator: what is counted, where, when, by
// whom, how much, and the words that say so. A reading's observation has
// evidence in its own language; pair joins two into one with both.
type Observation struct {
	ID         string
	Indicator  string    // id of a rule's indicator; empty where no rule knows the figure
	Label      Bilingual // the indicator's names, or the noun phrase the figure stands with
	Area       string    // the place it holds for
	Period     string    // "2022", "2022-H1", "2022-12-31" for a stock at a day
	Body       string    // acting body: "police", "court", "customs", ...; empty if none
	Value      Decimal
	Low, High  Decimal
	Unit       string
	Qualifier  Qualifier
	Role       Role
	Comparison string // what a change, share or rank refers to: "yoy", "province", "nation", "world"
	Zh, En     *Evidence
	Agreement  Agreement
	Rule       string  // the rule that named it; "noun-phrase" where none did
	Confidence float64 // 0 to 1
}

// Evidence is the place in one language's text that states an Observation.
type Evidence struct {
	Quantity int // index into Reading.Quantities
	Block    int // index into Document.Blocks
	Span     Span
}

// Role says what an Observation's value is to its indicator.
type Role string

// The roles.
const (
	Level    Role = "level"
	Change   Role = "change"
	Growth   Role = "growth"
	Share    Role = "share"
	Rank     Role = "rank"
	Multiple Role = "multiple"
	Streak   Role = "streak"
	OfWhich  Role = "of_which"
	Target   Role = "target"
)

// Agreement says how the two languages' statements of one figure stand.
type Agreement string

// The agreements.
const (
	Agree  Agreement = "agree"
	Differ Agreement = "differ"
	ZhOnly Agreement = "zh_only"
	EnOnly Agreement = "en_only"
)
