package phrases

// DeskTranslate is what staff read where a machine drafts a translation.
var DeskTranslate = struct {
	NoModel, NotThis, Nothing, TooLong, TooOften, TooSlow, NotAnswered, UsedUp, Busy, Refused, BrokenOff Text

	Empty, SameLanguage, Links, Pictures, Markup, Lost, Invented, FieldTooLong, Name Text
}{
	NoModel: Text{
		De: "Auf diesem Server ist kein Sprachmodell eingerichtet. Bitte übersetzen Sie selbst.",
		En: "No language model is set up on this server. Please translate by hand.",
		Zh: "服务器未配置语言模型，请自行翻译。",
	},
	NotThis: Text{
		De: "Dafür gibt es keinen Entwurf.",
		En: "There are no drafts for this.",
		Zh: "此类内容不支持机器起草。",
	},
	Nothing: Text{
		De: "In der Ausgangssprache steht noch kein Text, der sich übersetzen ließe.",
		En: "There is no text in the source language yet that could be translated.",
		Zh: "原文尚无可翻译的内容。",
	},
	TooLong: Text{
		De: "Der Text ist zu lang für einen Entwurf: {length} von höchstens {limit} Zeichen. Bitte übersetzen Sie ihn in Teilen.",
		En: "The text is too long for a draft: {length} of at most {limit} characters. Please translate it in parts.",
		Zh: "文本过长，无法起草译文：{length} 字，上限 {limit} 字。请分段翻译。",
	},
	TooOften: Text{
		De: "Das waren viele Entwürfe in kurzer Zeit. Bitte warten Sie {seconds} Sekunden.",
		En: "Those were many drafts in a short time. Please wait {seconds} seconds.",
		Zh: "短时间内起草次数过多，请等待 {seconds} 秒。",
	},
	TooSlow: Text{
		De: "Das Sprachmodell hat zu lange gebraucht. Bitte versuchen Sie es noch einmal, oder übersetzen Sie die langen Felder selbst.",
		En: "The language model took too long. Please try again, or translate the long fields by hand.",
		Zh: "语言模型响应超时。请重试，或自行翻译较长的字段。",
	},
	NotAnswered: Text{
		De: "Das Sprachmodell hat keinen brauchbaren Entwurf geliefert. Bitte versuchen Sie es noch einmal, oder übersetzen Sie selbst.",
		En: "The language model gave no usable draft. Please try again, or translate by hand.",
		Zh: "语言模型未能给出可用的译文。请重试，或自行翻译。",
	},
	UsedUp: Text{
		De: "Das Kontingent des Sprachmodells ist für heute aufgebraucht. Ab morgen gibt es wieder Entwürfe.",
		En: "The language model's allowance is used up for today. There are drafts again from tomorrow.",
		Zh: "语言模型今日的额度已用完，明天可继续使用。",
	},
	Busy: Text{
		De: "Das Sprachmodell ist gerade nicht zu erreichen. Bitte versuchen Sie es in einer Minute noch einmal.",
		En: "The language model cannot be reached at the moment. Please try again in a minute.",
		Zh: "暂时无法连接语言模型，请一分钟后重试。",
	},
	Refused: Text{
		De: "Das Sprachmodell übersetzt diesen Text nicht. Bitte übersetzen Sie selbst.",
		En: "The language model does not translate this text. Please translate by hand.",
		Zh: "语言模型拒绝翻译该文本，请自行翻译。",
	},

	BrokenOff: Text{
		De: "Das Sprachmodell ist mit dem Text nicht zu Ende gekommen, er ist zu lang. Bitte übersetzen Sie die langen Felder selbst.",
		En: "The language model did not get to the end of the text, it is too long. Please translate the long fields by hand.",
		Zh: "文本过长，语言模型未能译完。请自行翻译较长的字段。",
	},

	Empty: Text{
		De: "Kein Entwurf: Es kam kein Text zurück.",
		En: "No draft: no text came back.",
		Zh: "未填入：没有返回译文。",
	},
	SameLanguage: Text{
		De: "Kein Entwurf: Der Text war nicht übersetzt.",
		En: "No draft: the text was not translated.",
		Zh: "未填入：返回的文本未经翻译。",
	},
	Links: Text{
		De: "Kein Entwurf: Die Links stimmten nicht mit denen der Ausgangssprache überein.",
		En: "No draft: the links were not those of the source language.",
		Zh: "未填入：译文中的链接与原文不一致。",
	},
	Pictures: Text{
		De: "Kein Entwurf: Die Bilder stimmten nicht mit denen der Ausgangssprache überein.",
		En: "No draft: the pictures were not those of the source language.",
		Zh: "未填入：译文中的图片与原文不一致。",
	},
	Markup: Text{
		De: "Kein Entwurf: Absätze oder Formatierungen stimmten nicht mit der Ausgangssprache überein.",
		En: "No draft: paragraphs or formatting were not those of the source language.",
		Zh: "未填入：译文的段落或格式与原文不一致。",
	},
	Lost: Text{
		De: "Kein Entwurf: Eine Angabe der Ausgangssprache fehlte oder war anders: {what}",
		En: "No draft: something that the source language says was missing or different: {what}",
		Zh: "未填入：原文中的信息缺失或被改动：{what}",
	},
	Invented: Text{
		De: "Kein Entwurf: Er nannte etwas, das in der Ausgangssprache nicht steht: {what}",
		En: "No draft: it said something that the source language does not: {what}",
		Zh: "未填入：译文出现原文没有的信息：{what}",
	},
	FieldTooLong: Text{
		De: "Der Entwurf ist zu lang für dieses Feld: {length} von höchstens {limit} Zeichen. Bitte kürzen.",
		En: "The draft is too long for this field: {length} of at most {limit} characters. Please shorten it.",
		Zh: "译文超出该字段的长度限制：{length} 字，上限 {limit} 字。请缩短。",
	},
	Name: Text{
		De: "Bitte den Namen prüfen: „{from}“ heißt sonst „{to}“, im Entwurf steht das so nicht.",
		En: "Please check the name: \"{from}\" is otherwise \"{to}\", which the draft does not say.",
		Zh: "请核对名称：“{from}”通常译为“{to}”，译文中未出现。",
	},
}

// deskUITranslate is what stands in the form about drafts of a machine.
var deskUITranslate = map[string]Text{
	"translate.from.de": {De: "Entwurf aus dem Deutschen", En: "Draft from German", Zh: "由德文起草"},
	"translate.from.en": {De: "Entwurf aus dem Englischen", En: "Draft from English", Zh: "由英文起草"},
	"translate.from.zh": {De: "Entwurf aus dem Chinesischen", En: "Draft from Chinese", Zh: "由中文起草"},

	"translate.offer":       {De: "Ein Sprachmodell füllt die Felder; gespeichert wird dabei nichts.", En: "A language model fills in the fields; nothing is saved by it.", Zh: "由语言模型填写各字段，不会自动保存。"},
	"translate.works":       {De: "Der Entwurf wird geschrieben. Das kann eine Minute dauern; Sie können weiterarbeiten.", En: "The draft is being written. That can take a minute; you can go on working.", Zh: "正在起草译文，可能需要一分钟，期间可继续编辑。"},
	"translate.machine":     {De: "Maschineller Entwurf, noch nicht geprüft. Unverändert gespeichert, gilt er als maschinell übersetzt; haben Sie ihn verbessert oder geprüft, als Ihre Übersetzung.", En: "A machine's draft, not checked yet. Saved as it is, it counts as translated by machine; once you have improved or checked it, as your translation.", Zh: "机器起草，尚未核对。未经修改直接保存将标记为机器翻译；经您修改或核对后，视为您的译文。"},
	"translate.changed":     {De: "Sie haben den Entwurf bearbeitet: Mit dem Speichern gilt er als Ihre Übersetzung. Bitte lesen Sie auch, was unverändert ist.", En: "You have edited the draft: once saved it counts as your translation. Please read what is unchanged as well.", Zh: "您已修改该草稿，保存后视为您的译文。未改动的部分也请通读。"},
	"translate.checked":     {De: "Ich habe es geprüft", En: "I have checked it", Zh: "已核对"},
	"translate.is_checked":  {De: "Von Ihnen geprüft. Mit dem Speichern gilt der Text als aktuell.", En: "Checked by you. Once saved, the text counts as current.", Zh: "您已核对。保存后该译文视为最新。"},
	"translate.none":        {De: "Es wurde nichts ausgefüllt.", En: "Nothing was filled in.", Zh: "未填入任何内容。"},
	"translate.replace":     {De: "Vorhandenen Text ersetzen?", En: "Replace the text that is there?", Zh: "替换已有文本？"},
	"translate.replace.why": {De: "Auf {lang} steht schon etwas: {fields}. Soll der Entwurf es ersetzen?", En: "There is something in {lang} already: {fields}. Shall the draft replace it?", Zh: "{lang}已有内容：{fields}。是否用草稿替换？"},
	"translate.all":         {De: "Alles ersetzen", En: "Replace all", Zh: "全部替换"},
	"translate.empty_only":  {De: "Nur leere Felder füllen", En: "Fill empty fields only", Zh: "仅填写空白字段"},
	"translate.changed_src": {De: "Die Ausgangssprache wurde inzwischen geändert. Bitte prüfen Sie, ob der Entwurf noch passt.", En: "The source language was changed meanwhile. Please check whether the draft still fits.", Zh: "原文在此期间有改动，请确认草稿是否仍然适用。"},
	"translate.written":     {De: "Inzwischen steht dort Ihr Text; er bleibt: {fields}", En: "Your text stands there by now and is kept: {fields}", Zh: "您已在该处填写内容，予以保留：{fields}"},
}
