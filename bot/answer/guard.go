package answer

import (
	"regexp"
	"slices"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/answer/words"
	"isa-portal.de/isabot/bot/phrases"
)

// orders are texts that want something done rather than known. Nothing here
// could carry them out; they are declined so that nobody believes it did.
// They are matched against the folded text.
var orders = regexp.MustCompile(`(?:` +
	`\b(?:ignorier\w*|vergiss|vergesst|missachte\w*|uberschreib\w*)\b.{0,40}\b(?:anweisung\w*|regeln?|vorgaben?|instruktion\w*|alles)\b|` +
	`\bab (?:jetzt|sofort) bist du\b|\bdu bist (?:jetzt|nun|ab)\b|\btu so als\b|\bspiele? (?:die|eine|den|einen) rolle\b|` +
	`\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules?|previous|above|everything)\b|` +
	`\byou are now\b|\bfrom now on\b|\bpretend\b|(?:^|[.!?,;:]|\b(?:please|and|now|you|you (?:must|should|will)))\s*act as\b|\bnew rule\b|` +
	`\b(?:repeat|say) after me\b|\bsprich mir nach\b|\bwiederhole:?\b|` +
	`\bsystem\s*(?:prompt|message|nachricht)\b|(?:^|[\[(<])\s*system\s*:|\b(?:prompt|konfiguration|config|configuration)\b.{0,20}(?:zeig|ausgeb|print|show)|` +
	`\b(?:zeig\w*|gib|nenn\w*|verrat\w*|print|show|reveal|tell)\b.{0,30}\b(?:prompt|token|passwort|password|api.?key|konfig\w*|config\w*|secret)\b|` +
	`^\W*(?:token|passwort|password|api.?key)\W*$|</?(?:context|system|instructions?)>|<\|` +
	`|\b(?:post|send|publish|broadcast)\b.{0,40}\b(?:to|in|on) (?:all|every|everyone|everybody|(?:the|your) channels?|channels?)\b|^\W*broadcast\b|` +
	`\b(?:sende|schicke?|poste|veroffentliche|verbreite)\b(?: allen\b| jedem\b|.{0,40}\b(?:(?:an|in|auf) (?:alle|allen|jeden|jedem)|(?:an|in|auf|im|ins) (?:\w+ )?kanal\w*)\b)|` +
	`忽略.{0,12}(?:指令|指示|规则|以上|设定|要求)|忘记.{0,12}(?:指令|指示|规则)|系统提示|提示词|你现在是|从现在开始你|(?:^|[请你,。!:\s])扮演|假装|` +
	`群发|发(?:送|布)?(?:到|给)(?:所有|全部|每个)|(?:输出|显示|告诉我).{0,8}(?:密码|令牌|密钥|配置)|跟我(?:说|念|读|重复)|重复我的话)`)

// injected are texts that are written for a language model and not for people.
// It is narrower than orders: a record may well say "from now on".
var injected = regexp.MustCompile(`(?:` +
	`\b(?:ignorier\w*|vergiss|vergesst|missachte\w*|uberschreib\w*)\b.{0,40}\b(?:anweisung\w*|regeln?|instruktion\w*)\b|` +
	`\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules?)\b|\bsystem[ -]?prompt\b|<\||` +
	`(?:忽略|无视|忘记).{0,12}(?:指令|指示|规则|要求)|系统提示词)`)

// suspect are pieces of which each injected text has one: looking for them costs
// little.
var suspect = strings.Fields("ignor vergiss vergesst missacht berschreib disregard forget override prompt <| 忽略 无视 無視 忘记 忘記 提示")

// withoutInjected leaves out passages that hold an order to a language model, in
// whatever language, as if they were not there: what a page that was tampered
// with says is no answer. It returns where they stand.
func withoutInjected(list []Passage) (kept []Passage, left []Ref) {
	for _, p := range list {
		text := strings.ToLower(p.Title.De + "\n" + p.Title.En + "\n" + p.Title.Zh + "\n" + p.Body.De + "\n" + p.Body.En + "\n" + p.Body.Zh)
		if slices.ContainsFunc(suspect, func(s string) bool { return strings.Contains(text, s) }) && injected.MatchString(words.Fold(text)) {
			left = append(left, p.Ref)
			continue
		}
		kept = append(kept, p)
	}
	return kept, left
}

// guard answers what must not be looked up at all: orders to the machine, and
// questions about the private affairs of persons. It returns nil for the rest.
func (k *knowledge) guard(r *reading) *reply {
	isa := k.corpus.Alliance.ShortName
	if orders.MatchString(words.Fold(r.text)) {
		p := newReply(r.lang, "")
		p.outcome = bot.Declined
		p.say(phrases.Unsafe, "isa", isa)
		p.suggest = k.samples(r.lang)
		return p
	}
	if r.has(cuePrivate) && !r.has(cueISA|cueMember|cueMembership|cueYou) && (r.has(cuePerson) || len(r.unknown) > 0 && len(r.places()) == 0) {
		p := newReply(r.lang, "")
		p.say(phrases.PrivateData)
		k.handOver(p, r)
		p.outcome = bot.Declined
		return p
	}
	return nil
}
