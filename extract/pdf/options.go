package pdf

import "errors"

// Options bounds what Read spends on a file. Zero stands for the default; what a
// bound cuts off is told in a Problem.
type Options struct {
	MaxPages     int   // pages read; 5,000
	MaxOperators int   // content operators of one page, forms included; 2,000,000
	MaxGlyphs    int   // glyphs shown on one page; 200,000
	MaxTotal     int   // glyphs shown in the whole file; 20,000,000
	MaxStream    int64 // bytes of one decoded stream; 64 MiB
	MaxContent   int64 // bytes of decoded content in the whole file; 1 GiB
	FormDepth    int   // form XObjects within form XObjects; 12
	MaxForms     int   // forms drawn on one page; 10,000
	MaxCodes     int   // entries of one CMap or one table of widths; 200,000
}

// withDefaults fills in what o leaves at zero.
func (o Options) withDefaults() Options {
	or := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	or(&o.MaxPages, 5_000)
	or(&o.MaxOperators, 2_000_000)
	or(&o.MaxGlyphs, 200_000)
	or(&o.MaxTotal, 20_000_000)
	or(&o.FormDepth, 12)
	or(&o.MaxForms, 10_000)
	or(&o.MaxCodes, 200_000)
	if o.MaxStream <= 0 {
		o.MaxStream = 64 << 20
	}
	if o.MaxContent <= 0 {
		o.MaxContent = 1 << 30
	}
	return o
}

// What Read cannot read. Test for them with errors.Is: the error that Read
// returns may add a detail.
var (
	ErrEmpty    = errors.New("the file is empty")
	ErrNotPDF   = errors.New("not a PDF file")
	ErrPassword = errors.New("the PDF can be opened with its password only")
	ErrDamaged  = errors.New("the PDF is damaged beyond reading")
	ErrNoPages  = errors.New("the PDF has no pages")
)

var (
	errNoStream = errors.New("no stream here")
	errLimit    = errors.New("longer than the limit")
)
