package phrases

// Demo are the words of the page on which staff practise, and watch what becomes
// of the news in each channel.
var Demo = struct {
	Title, Lead, Languages, Admin, Email, Password, Try, Channels Text

	TelegramChannel, TelegramGroup, DiscordNews, DiscordText, DiscordForum, Staff Text

	Empty, Edited, Pinned, Silent, HandedOn, Forwarded, Other, NoPicture, Size, Archived, Ended Text
}{
	Title: Text{De: "Übungsplatz für Meldungen", En: "Practice ground for announcements", Zh: "消息发布演练"},
	Lead: Text{De: "Ein echtes isabot zwischen zwei nachgebauten Plattformen: Was Sie in der Verwaltung veröffentlichen, erscheint hier so, wie Leserinnen und Leser es sehen. Nichts davon verlässt diesen Rechner.",
		En: "A real isabot between two platforms that are only played: what you publish in the admin appears here as readers would see it. None of it leaves this machine.",
		Zh: "真实的 isabot，模拟的两个平台：您在后台发布的内容会按读者看到的样子显示在这里。所有内容都不会离开本机。"},
	Languages: Text{De: "Sprache", En: "Language", Zh: "语言"},
	Admin:     Text{De: "Zur Verwaltung", En: "Open the admin", Zh: "打开后台"},
	Email:     Text{De: "E-Mail", En: "E-mail", Zh: "邮箱"},
	Password:  Text{De: "Passwort", En: "Password", Zh: "密码"},
	Try:       Text{De: "Zum Ausprobieren", En: "What to try", Zh: "可以试试"},
	Channels:  Text{De: "Kanäle", En: "Channels", Zh: "频道"},

	TelegramChannel: Text{De: "Telegram-Kanal", En: "Telegram channel", Zh: "Telegram 频道"},
	TelegramGroup:   Text{De: "Telegram-Gruppe", En: "Telegram group", Zh: "Telegram 群组"},
	DiscordNews:     Text{De: "Discord-Ankündigungskanal", En: "Discord announcement channel", Zh: "Discord 公告频道"},
	DiscordText:     Text{De: "Discord-Textkanal", En: "Discord text channel", Zh: "Discord 文字频道"},
	DiscordForum:    Text{De: "Discord-Forum", En: "Discord forum", Zh: "Discord 论坛"},
	Staff:           Text{De: "nur für Mitarbeitende", En: "staff only", Zh: "内部"},

	Empty:     Text{De: "Hier steht nichts.", En: "There is nothing here.", Zh: "暂无消息。"},
	Edited:    Text{De: "bearbeitet", En: "edited", Zh: "已编辑"},
	Pinned:    Text{De: "angeheftet", En: "pinned", Zh: "已置顶"},
	Silent:    Text{De: "ohne Ton gesendet", En: "sent without a sound", Zh: "静音发送"},
	HandedOn:  Text{De: "an folgende Server weitergegeben", En: "handed on to following servers", Zh: "已同步至关注的服务器"},
	Forwarded: Text{De: "Weitergeleitet aus {name}", En: "Forwarded from {name}", Zh: "转发自 {name}"},
	Other:     Text{De: "Jemand anderes", En: "Somebody else", Zh: "其他人"},
	NoPicture: Text{De: "Bild ohne Vorschau: {name}", En: "Picture without preview: {name}", Zh: "图片（无预览）：{name}"},
	Size:      Text{De: "{size} KB", En: "{size} KB", Zh: "{size} KB"},
	Archived:  Text{De: "archiviert", En: "archived", Zh: "已归档"},
	Ended:     Text{De: "Die Übung ist beendet: Hier ändert sich nichts mehr.", En: "The practice has ended: nothing changes here any more.", Zh: "演练已结束，页面不再更新。"},
}

// DemoTries are what staff can try out there.
var DemoTries = []Text{
	{De: "Öffnen Sie in der Verwaltung „news“, ändern Sie Überschrift oder Text in allen drei Sprachen und speichern Sie: Die Nachricht, die hier steht, wird berichtigt; es kommt keine zweite.",
		En: "Open “news” in the admin, change the headline or the text in all three languages and save: the message that stands here is corrected, and no second one is sent.",
		Zh: "在后台打开“news”，修改三种语言的标题或正文并保存：这里的消息会随之更正，不会重复发送。"},
	{De: "Ändern Sie nur die Ausgangssprache: Die anderen Kanäle behalten ihren Text, bis auch ihre Übersetzung nachgezogen ist.",
		En: "Change the source language only: the other channels keep their text until their translation has followed.",
		Zh: "只修改源语言：其他频道会保留原文，直到译文也更新为止。"},
	{De: "Speichern Sie noch einmal, ohne etwas zu ändern: Es geschieht nichts.",
		En: "Save once more without a change: nothing happens.",
		Zh: "不做修改再保存一次：不会有任何变化。"},
	{De: "Setzen Sie den Stand („status“) auf „retracted“: Die Meldung verschwindet aus allen Kanälen.",
		En: "Set the status to “retracted”: the announcement disappears from all channels.",
		Zh: "将状态（status）改为“retracted”：消息会从所有频道撤回。"},
	{De: "Legen Sie selbst eine Meldung als Entwurf an („draft“), mit Titelbild und seiner Beschreibung, und setzen Sie den Stand dann auf „published“.",
		En: "Write an announcement of your own as a draft, with a cover picture and its description, then set the status to “published”.",
		Zh: "自己新建一条草稿（draft），加上封面图和图片说明，再将状态改为“published”。"},
}
