package bot

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"isa-portal.de/isabot/bot/phrases"
)

// otherCountry stands for a country that was not named.
const otherCountry = "XX"

// isCountry reports whether code names a country that can be chosen.
func isCountry(code string) bool {
	return code == otherCountry || len(code) == 2 && chosenAs(code) == code
}

// thirdCountry reports whether a country is none of those that the alliance is
// between.
func thirdCountry(code string) bool { return code != "DE" && code != "CN" }

// chosenAs is the code under which a country is chosen: its own (ISO 3166),
// China's for its special administrative regions; "" for none.
func chosenAs(code string) string {
	r, err := language.ParseRegion(code)
	switch {
	case err != nil || !r.IsCountry() || r.Canonicalize() != r || r.String() != code, code == "TW": // whose standing is no matter for a list of choices
		return ""
	case code == "HK" || code == "MO":
		return "CN"
	}
	return code
}

// regionName is a country's name in a language.
func regionName(code, lang string) string {
	switch code {
	case "DE":
		return phrases.SiteMembers.Germany.In(lang)
	case "CN":
		return phrases.SiteMembers.China.In(lang)
	case otherCountry:
		return phrases.GuideCountries.Other.In(lang)
	}
	r, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	namer := map[string]display.Namer{"de": display.German.Regions(), "en": display.English.Regions(), "zh": display.SimplifiedChinese.Regions()}[lang]
	return namer.Name(r)
}

// countryNames are the countries' names in all languages, with their codes.
func countryNames() map[string]string {
	names := map[string]string{
		"usa": "US", "amerika": "US", "america": "US", "uk": "GB", "england": "GB", "großbritannien": "GB", "great britain": "GB",
		"holland": "NL", "hongkong": "CN", "hong kong": "CN", "macau": "CN", "macao": "CN", "香港": "CN", "澳门": "CN",
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			as := chosenAs(code)
			if as == "" {
				continue
			}
			for _, lang := range phrases.Languages {
				if name := regionName(code, lang); name != "" {
					names[name] = as
				}
			}
		}
	}
	return names
}
