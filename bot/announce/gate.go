package announce

import (
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// passage is what the language gate says about a text and its readers.
type passage uint8

const (
	pass  passage = iota // it goes out
	hold                 // it waits for its translation
	skip                 // it is left out
	leave                // what stands there stays as it is
)

// gate decides in which language a piece of news goes to readers of lang: only
// a text that is current against its source goes out. standing is the language
// of what stands there already, "" for nothing.
func gate(app core.App, n *cms.News, lang, ifMissing, standing string) (in string, p passage, err error) {
	source := n.SourceLang()
	currency, err := cms.CurrencyOf(app, n.Record, source, lang)
	switch {
	case err != nil:
		return "", hold, err
	case currency == cms.Current:
		return lang, pass, nil
	case standing == lang:
		// Readers have a text in their language; another language would not be
		// an update of it.
		return lang, leave, nil
	case standing != "" || ifMissing == "fallback":
		return source, pass, nil
	case ifMissing == "skip":
		return lang, skip, nil
	}
	return lang, hold, nil
}
