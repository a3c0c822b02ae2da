package mutation

import (
	"math/rand/v2"
	"strings"

	"duizhao"
)

// points takes percent for percentage points in English, and the reverse.
func points(t *texts) []Mutation {
	return each(t, PercentagePoint, t.sites(duizhao.Percent, duizhao.PercentagePoint), func(s site, _ *rand.Rand) (Mutation, bool) {
		switch unit := s.unit(duizhao.English); {
		case unit == "%":
			return s.change("points for percent", duizhao.English, s.en.UnitSpan, " percentage points"), true
		case unit == "percent":
			return s.change("points for percent", duizhao.English, s.en.UnitSpan, "percentage points"), true
		case strings.HasPrefix(unit, "percentage point"):
			return s.change("percent for points", duizhao.English, s.en.UnitSpan, "percent"), true
		}
		return Mutation{}, false
	})
}
