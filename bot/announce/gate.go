package announce

import "isa-portal.de/isabot/cms"

// passage is what the language gate says about a text and its readers.
type passage uint8

const (
	pass  passage = iota // it goes out
	hold                 // it waits for its translation
	skip                 // it is left out
	leave                // what stands there stays as it is
)

// gate decides in which language a piece of news goes to readers of lang, whose
// text stands to its source as currency says: only a text that is current goes
// out, and a machine's translation where the readers' channel takes one. standing is the language of what stands there already, "" for nothing.
func gate(n *cms.News, lang string, currency cms.Currency, ifMissing, standing string) (in string, p passage) {
	switch {
	case currency == cms.Current, currency == cms.Machine && ifMissing == "machine":
		return lang, pass
	case standing == lang:
		// Readers have a text in their language; another language would not be
		// an update of it.
		return lang, leave
	case standing != "" || ifMissing == "fallback":
		return n.SourceLang(), pass
	case ifMissing == "skip":
		return lang, skip
	}
	return lang, hold
}
