package phrases

// Staff are the notices in the channels of staff.
var Staff = struct {
	NewInquiry, Asked, OpenRecord, OpenChannels Text

	ChannelOff, PlatformSays, SaveAgain, ChannelOn, LateWaits Text

	Joined, JoinedAs, MakeRecord Text

	BudgetMost, BudgetThen, BudgetAll, BudgetNow Text

	NoLonger Text // in place of a notice that cannot be deleted
}{
	NewInquiry:   Text{De: "Neue Anfrage {number}", En: "New inquiry {number}", Zh: "新咨询 {number}"},
	Asked:        Text{De: "Sprache: {lang} · gestellt über: {platform}", En: "Language: {lang} · asked on: {platform}", Zh: "语言：{lang} · 来源：{platform}"},
	OpenRecord:   Text{De: "In der Verwaltung öffnen", En: "Open in the admin", Zh: "在后台打开"},
	OpenChannels: Text{De: "Kanäle in der Verwaltung öffnen", En: "Open the channels in the admin", Zh: "在后台打开频道列表"},

	ChannelOff:   Text{De: "Der Kanal „{name}“ ist nicht mehr erreichbar", En: "The channel “{name}” can no longer be reached", Zh: "频道“{name}”已无法访问"},
	PlatformSays: Text{De: "Die Plattform meldet: {reason}", En: "The platform says: {reason}", Zh: "平台返回的信息：{reason}"},
	SaveAgain: Text{De: "Bis das behoben ist, wird dort nichts gesendet. Speichern Sie danach den Kanal in der Verwaltung noch einmal.",
		En: "Nothing is sent there until this is put right. After that, please save the channel in the admin once more.",
		Zh: "在问题解决之前，不会向该频道发送任何内容。解决后，请在后台重新保存该频道。"},
	ChannelOn: Text{De: "Der Kanal „{name}“ ist wieder erreichbar", En: "The channel “{name}” can be reached again", Zh: "频道“{name}”已恢复正常"},
	LateWaits: Text{De: "Meldungen, die inzwischen mehr als eine halbe Stunde zu spät kämen, warten auf Ihre Freigabe.",
		En: "News that would by now come more than half an hour late waits for your release.",
		Zh: "已延误半小时以上的消息，需经您确认后才会发送。"},

	Joined:   Text{De: "Der Bot ist jetzt in „{title}“", En: "The bot is now in “{title}”", Zh: "机器人已加入“{title}”"},
	JoinedAs: Text{De: "{platform}, {kind}, Kennung {id}", En: "{platform}, {kind}, id {id}", Zh: "{platform} {kind}，ID：{id}"},
	MakeRecord: Text{De: "Sollen dort Meldungen erscheinen, legen Sie unter „channels“ einen Eintrag mit dieser Kennung an.",
		En: "If news is to appear there, please add a record with this id under \"channels\".",
		Zh: "如需在其中发布消息，请在“channels”中新建一条使用该 ID 的记录。"},

	BudgetMost: Text{De: "Vom Budget des Sprachmodells für den {date} sind 80 % verbraucht", En: "80% of the language model's budget for {date} is used",
		Zh: "语言模型 {date} 的额度已用去 80%"},
	BudgetThen: Text{De: "Ist alles verbraucht, antwortet der Bot bis Mitternacht (deutsche Zeit) allein mit den Texten der Einträge, und es gibt keine Übersetzungsentwürfe.",
		En: "Once all of it is used, the bot answers in the records' own words until midnight, German time, and drafts no translations.",
		Zh: "额度用完后，直到德国时间午夜，机器人只会用资料原文回答，也不再生成翻译草稿。"},
	BudgetAll: Text{De: "Das Budget des Sprachmodells für den {date} ist verbraucht", En: "The language model's budget for {date} is used up", Zh: "语言模型 {date} 的额度已用完"},
	BudgetNow: Text{De: "Bis Mitternacht (deutsche Zeit) antwortet der Bot allein mit den Texten der Einträge, und es gibt keine Übersetzungsentwürfe.",
		En: "Until midnight, German time, the bot answers in the records' own words and drafts no translations.",
		Zh: "直到德国时间午夜，机器人只会用资料原文回答，也不再生成翻译草稿。"},

	NoLonger: Text{De: "Dieser Hinweis gilt nicht mehr.", En: "This notice no longer applies.", Zh: "此通知已失效。"},
}

// ChannelTroubles are the reasons for which the bot itself sees that a channel
// takes nothing.
var ChannelTroubles = struct{ Removed, Muted Text }{
	Removed: Text{De: "Der Bot wurde dort entfernt.", En: "The bot was removed there.", Zh: "机器人已被移出。"},
	Muted:   Text{De: "Der Bot darf dort nicht mehr schreiben.", En: "The bot may no longer write there.", Zh: "机器人已无权在其中发言。"},
}

// PlatformNames are where a question was asked, as staff call it.
var PlatformNames = map[string]Text{
	"telegram": {De: "Telegram", En: "Telegram", Zh: "Telegram"},
	"discord":  {De: "Discord", En: "Discord", Zh: "Discord"},
	"web":      {De: "Website", En: "website", Zh: "网站"},
	"terminal": {De: "Terminal", En: "terminal", Zh: "终端"},
}

// ChatKinds are the kinds of chats that the bot can be a member of.
var ChatKinds = map[string]Text{
	"group":      {De: "Gruppe", En: "group", Zh: "群组"},
	"supergroup": {De: "Gruppe", En: "group", Zh: "群组"},
	"channel":    {De: "Kanal", En: "channel", Zh: "频道"},
}
