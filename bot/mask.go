package bot

import (
	"regexp"
	"strings"
)

// masked stands for what a person told about themselves.
const masked = "[…]"

var (
	mail    = regexp.MustCompile(`[\p{L}\d._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\d-]+(?:\.[\p{L}\d-]+)+`)
	digits  = regexp.MustCompile(`(?:\+|\b)\(?\d[\d\s()/.–-]{5,}\d`)
	account = regexp.MustCompile(`(?i)((?:微信号?|weixin|wechat(?:[ -]?id)?|qq号?|whatsapp|skype|line[ -]id)\s*[:：是=]\s*)[\w.+-]{5,}`)
	named   = regexp.MustCompile(`((?i:\b(?:mein name ist|ich heiße|ich heisse|my name is)\s+)|我叫|我的名字是|我姓)` +
		`(?:\p{Han}{1,4}|\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+){0,3}|[\p{L}'-]+)`)

	// Numbers that are too short for one, or cut short, behind a word for a telephone: "电话138…".
	phone = regexp.MustCompile(`(?i)((?:电话|電話|手机|手機|号码|號碼|\btel(?:efon)?(?:nummer)?|\bphone(?: number)?|\bmobile?(?: number)?|\bhandy(?:nummer)?|` +
		`\bmy number|\bmeine nummer)(?:号码?|號碼?|\s?(?:is|ist|是|为))?[\s.:：]*)(?:\+?\d(?:[\s/.-]?[\d*x]){2,}…?|[*x]{3,}|…)`)

	// A way to reach somebody that is told in part, or left out: "call me at …".
	toldWay = regexp.MustCompile(`(?i)(?:\b(?:at|on|under|unter|an|via)|[:：])\s*(?:\+?\d{3}|…|\.{3}|[*x]{3})`)

	// Names that stand beside a way to reach the person, and all below a greeting at the end.
	beside = regexp.MustCompile(`((?i:\b(?:ich bin|hier ist|hier spricht|i am|i'm|this is)\s+)|我是)(?:\p{Han}{2,4}|\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+)+)`)
	signed = regexp.MustCompile(`(?i)((?:freundlichen|vielen|besten|herzlichen|viele|beste|liebe|schöne) gr(?:ü|ue)(?:ß|ss)en?|\bmfg|` +
		`\b(?:best|kind|warm) regards|\bsincerely|此致|敬礼)[\s,，!！]*\n[\s\S]*`)

	// Digits that are dates, spans of years or large numbers, and no telephone numbers.
	notNumber = regexp.MustCompile(`^(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,3}(?:\.\d{3})+|` +
		`(?:(?:19|20)\d\d[\s/.–-]*)+|\d{1,2}/\d{1,2}/\d{4})$`)

	// What a person says who wants to be called or written to.
	callMe = []struct {
		lang string
		says *regexp.Regexp
	}{
		{"de", regexp.MustCompile(`(?i)ruf\w* (?:sie |du |ihr )?(?:mich|uns|mal)|rückruf|rueckruf|zurückrufen|zurueckrufen|` +
			`meld\w* (?:sie |du )?(?:sich|dich|euch)|(?:schreib|kontaktier|erreich)\w* (?:sie |du |ihr )?(?:mich|mir|uns|bitte)|` +
			`(?:mich|uns|bin|sind|ich|wir)(?: bin| sind)? (?:erreichbar|zu erreichen|erreichen)`)},
		{"en", regexp.MustCompile(`(?i)\b(?:call|contact|reach|e-?mail|write|phone|ring|text|message)(?: to)? (?:me|us)\b|` +
			`call (?:me )?back|get (?:back|in touch)`)},
		{"zh", regexp.MustCompile(`联系我|聯繫我|聯絡我|联络我|给我(?:打|回|来|发|写)|給我(?:打|回|來|發|寫)|打给我|打給我|回电|回電|加我|回复我|致电`)},
	}
)

// Mask returns s with e-mail addresses, telephone numbers, account names and
// introduced names replaced. Dates and large numbers stay.
func Mask(s string) string {
	s, _ = mask(s)
	return s
}

// mask reports as well whether there was a way to reach the person.
func mask(s string) (string, bool) {
	if !suspicious(s) {
		return s, false
	}
	out := mail.ReplaceAllString(s, masked)
	out = account.ReplaceAllString(out, "${1}"+masked)
	out = digits.ReplaceAllStringFunc(out, func(n string) string {
		if isNumber(n) {
			return masked
		}
		return n
	})
	out = phone.ReplaceAllString(out, "${1}"+masked)
	reach := out != s
	if reach {
		out = beside.ReplaceAllString(out, "${1}"+masked)
	}
	out = signed.ReplaceAllString(out, "${1}\n"+masked)
	return named.ReplaceAllString(out, "${1}"+masked), reach
}

// suspicious is a quick no for most texts, which spares them the patterns
// above: a name, an address or a number cannot be without one of these.
func suspicious(s string) bool {
	count := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			count++
		case strings.ContainsRune("@()[]:：=是我话話机機号號…\n", r):
			return true
		case r == 'n' || r == 'N' || r == 'h' || r == 'H':
			rest := s[i:min(len(s), i+5)]
			if strings.EqualFold(rest[:min(len(rest), 4)], "name") || strings.EqualFold(rest, "heiss") || strings.EqualFold(rest, "heiß") {
				return true
			}
		}
	}
	return count >= 3
}

func isNumber(s string) bool {
	count := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			count++
		}
	}
	return count >= 7 && !notNumber.MatchString(strings.TrimSpace(s))
}

// wantsContact reports whether a person gave a way to reach them, in full or
// in part, or their name, and asks to be called or written to. langs is the
// language in which they ask.
func wantsContact(text string) (langs []string, ok bool) {
	if !suspicious(text) {
		return nil, false
	}
	if _, reach := mask(text); !reach && !named.MatchString(text) && !toldWay.MatchString(text) {
		return nil, false
	}
	for _, c := range callMe {
		if c.says.MatchString(text) {
			return []string{c.lang}, true
		}
	}
	return nil, false
}
