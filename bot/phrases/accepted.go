package phrases

import "golang.org/x/text/language"

// maxAccepted is the longest Accept-Language that is read, in bytes. Browsers
// stay far below it.
const maxAccepted = 256

var spoken = language.NewMatcher([]language.Tag{language.German, language.English, language.Chinese})

// Accepted is the language (de, en, zh) that fits the header Accept-Language
// best: English where it names none of ours, is missing, or cannot be read.
func Accepted(header string) string {
	if header == "" || len(header) > maxAccepted {
		return "en"
	}
	wanted, _, err := language.ParseAcceptLanguage(header)
	if err != nil || len(wanted) == 0 {
		return "en"
	}
	_, at, sure := spoken.Match(wanted...)
	if sure == language.No {
		return "en"
	}
	return Languages[at]
}
