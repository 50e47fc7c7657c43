package words

import "strings"

// Stop reports whether a folded word, or a Chinese character, is a function
// word in lang: articles, pronouns, prepositions, auxiliaries, question words
// and polite padding. They say little of what a text is about.
func Stop(word, lang string) bool {
	switch lang {
	case "de":
		return stopDe[word]
	case "en":
		return stopEn[word]
	case "zh":
		return stopZh[word]
	}
	return false
}

func set(list string) map[string]bool {
	m := make(map[string]bool, 256)
	for w := range strings.FieldsSeq(list) {
		m[Fold(w)] = true
	}
	return m
}

var stopDe = set(`aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bitte bloß
da dabei dadurch dafür dagegen daher damit dann daran darauf darf darfst darüber darum das dass davon dazu dein deine
deinem deinen deiner dem den denen denn der deren des deshalb dessen dich die dies diese diesem diesen dieser dieses dir
doch dort du durch dürfen eben ein eine einem einen einer eines einige einigen er es etwas euch euer eure eurem euren
eurer fürs für gab ganz geben gegen gehabt gerade gern gerne gewesen gibt gibts habe haben habt halt hat hatte hätte
hätten hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins irgendwie ist ja jede jedem jeden jeder
jedes jene jetzt kann kannst kein keine keinem keinen keiner können könnt könnte könnten konnte lassen läßt lässt mal
man manche mehr mein meine meinem meinen meiner mich mir mit möchte möchten möglich muss musst müssen müsste nach nicht
noch nun nur ob oder ohne sehr sei seid sein seine seinem seinen seiner seit sich sie sind so solche soll sollen sollte
sollten sondern sonst sowie über überhaupt um und uns unser unsere unserem unseren unserer unter viel viele vielen
vom von vor wann war waren warum was wegen weil welche welchem welchen welcher welches wem wen wenn wer werde werden
wessen weshalb wie wieso wieviel wieviele will wir wird wo wobei wodurch wofür woher wohin womit woran worauf worin wovon
wozu wurde wurden würde würden zu zum zur zwischen danke eigentlich vielleicht hallo liebe lieber geehrte geehrter grüße
wissen wollen wollte bekomme gilt macht machen tun`)

var stopEn = set(`a about above after again all also am an and any are as at be because been before being between both but
by can cannot could did do does doing down during each either else ever every few for from further get give go got had has
have having he hello her here hers him his how however i if in into is it its itself just know let like ll many may
maybe me might mine more most much must my no nor not now of off on once one only or other our ours out over own per
please re really s same shall she should since so some such t than thank thanks that the their theirs them then there
these they this those through to too tell under until up upon us ve very want was we were what whats when where whether
which while who whom whose why will with within without would yes you your yours d m dear hi kindly`)

var stopZh = set(`的 了 吗 嗎 呢 吧 啊 呀 嘛 么 什 是 在 有 和 与 及 或 而 也 都 就 还 又 很 不 没 之 其 此 这 那 哪 谁 怎 样
为 何 如 几 多 少 个 些 我 你 您 他 她 它 们 请 问 把 被 让 给 对 从 到 于 以 可 能 要 想 该 得 地 着 且 但 若
则 所 因 由 一 啥 谢`)
