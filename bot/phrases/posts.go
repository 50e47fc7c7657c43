package phrases

// Posts are the words that announcements carry besides what staff wrote, and
// what staff are told about how they will look.
var Posts = struct {
	ReadOn, OnThePage, PartOf, Picture, File, NotInLanguage, Withdrawn Text

	// Warnings
	Cut, SplitIn, PictureStays, PictureAsLink, TableAsText, FilesApart, NoPublicAddress, TitleCut, PartsFixed, Blocked Text
}{
	ReadOn:        Text{"Weiterlesen", "Read on", "阅读全文"},
	OnThePage:     Text{"Zur Meldung", "Open the news page", "查看详情"},
	PartOf:        Text{"Teil {part} von {parts}", "Part {part} of {parts}", "第 {part} 部分，共 {parts} 部分"},
	Picture:       Text{"Bild: {alt}", "Picture: {alt}", "图片：{alt}"},
	File:          Text{"Datei: {name}", "File: {name}", "文件：{name}"},
	NotInLanguage: Text{"Diese Meldung liegt noch nicht auf Deutsch vor.", "This news is not available in English yet.", "本消息暂无中文版本。"},
	Withdrawn:     Text{"Diese Meldung wurde zurückgezogen.", "This announcement has been withdrawn.", "本消息已撤回。"},

	Cut: Text{"Der Text ist zu lang für diesen Kanal: {length} von höchstens {limit} Zeichen. Er wird gekürzt, ein Link führt zum Rest.",
		"The text is too long for this channel: {length} of at most {limit} characters. It is shortened, and a link leads to the rest.",
		"文本超出该频道的长度限制：{length} 字，上限 {limit} 字。正文将被截短，并附上全文链接。"},
	SplitIn: Text{"Der Text ist zu lang für eine Nachricht und kommt in {parts} Teilen.",
		"The text is too long for one message and is sent in {parts} parts.",
		"文本过长，将分为 {parts} 条消息发送。"},
	PictureStays: Text{"Ein Bild lässt sich aus einer gesendeten Telegram-Nachricht nicht mehr entfernen: Es bleibt stehen. Soll es weg, ziehen Sie die Meldung zurück und veröffentlichen Sie sie neu.",
		"A picture cannot be taken out of a Telegram message that was sent: it stays. If it must go, withdraw the news and publish it again.",
		"已发送的 Telegram 消息无法移除图片，图片会保留。如需移除，请撤回该消息后重新发布。"},
	PictureAsLink: Text{"Ein Bild im Text erscheint hier nur als Link.", "A picture in the text is shown here as a link only.", "正文中的图片在此仅显示为链接。"},
	TableAsText:   Text{"Eine Tabelle erscheint hier als Textzeilen.", "A table is shown here as lines of text.", "表格在此以文本行显示。"},
	FilesApart:    Text{"Bild und Anhänge kommen als {count} Nachrichten.", "Picture and attachments are sent as {count} messages.", "图片和附件将作为 {count} 条消息发送。"},
	NoPublicAddress: Text{"Dieser Server hat keine öffentliche Adresse, daher fehlt der Link zur Meldung.",
		"This server has no public address, so the link to the news page is missing.",
		"该服务器没有公开网址，因此缺少指向消息页面的链接。"},
	TitleCut: Text{"Die Überschrift ist zu lang für diesen Kanal und wird gekürzt.", "The headline is too long for this channel and is shortened.", "标题超出该频道的长度限制，将被截短。"},
	Blocked:  Text{"Dieser Link öffnet sich auf dem chinesischen Festland nicht: {link}", "This link does not open in mainland China: {link}", "该链接在中国大陆无法打开：{link}"},
	PartsFixed: Text{"Die Meldung steht hier schon in {parts} Teilen; mehr kommen nicht hinzu. Was nicht mehr passt, steht hinter dem Link.",
		"The news already stands here in {parts} parts, and none is added. What no longer fits is behind the link.",
		"该消息在此已分 {parts} 条发送，不会再增加。放不下的内容见链接。"},
}
