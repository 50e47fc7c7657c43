package phrases

import (
	"strings"
	"testing"
)

func TestTheLanguageThatABrowserAcceptsIsFound(t *testing.T) {
	for header, want := range map[string]string{
		"":                               "en",
		"de-AT,de;q=0.9,en;q=0.5":        "de",
		"zh-CN,zh;q=0.9":                 "zh",
		"zh-TW":                          "zh",
		"zh-Hant-HK;q=0.8, fr":           "zh",
		"en-US":                          "en",
		"de;q=0.1, zh;q=0.2":             "zh",
		"fr-FR,fr;q=0.9,de;q=0.4":        "de",
		"fr":                             "en",
		"*":                              "en",
		"not a language;q=x,,,,;; de":    "en",
		strings.Repeat("de,", 3000):      "en",
		strings.Repeat("x", maxAccepted): "en",
	} {
		if got := Accepted(header); got != want {
			t.Errorf("%.40q: %s, want %s", header, got, want)
		}
	}
}
