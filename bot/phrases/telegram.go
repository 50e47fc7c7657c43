package phrases

// Telegram are texts about what only Telegram cannot do.
var Telegram = struct {
	// Warnings
	AlbumStays, PicturesLeft, FilesLeft Text
}{
	AlbumStays: Text{"Zu einem gesendeten Telegram-Album kommt nichts hinzu und nichts fällt weg: Seine Bilder oder Dateien bleiben, wie sie sind. Sollen sie sich ändern, ziehen Sie die Meldung zurück und veröffentlichen Sie sie neu.",
		"Nothing is added to a Telegram album that was sent, and nothing is taken out of it: its pictures or files stay as they are. If they must change, withdraw the news and publish it again.",
		"已发送的 Telegram 相册无法增减内容，其中的图片或文件保持不变。如需更改，请撤回该消息后重新发布。"},
	PicturesLeft: Text{"Eine gesendete Telegram-Nachricht zeigt höchstens ein Bild: {count} weitere Bilder fehlen hier.",
		"A Telegram message that was sent shows one picture at most: {count} further pictures are missing here.",
		"已发送的 Telegram 消息最多显示一张图片，另有 {count} 张图片未显示。"},
	FilesLeft: Text{"Einer gesendeten Telegram-Nachricht lassen sich keine Anhänge hinzufügen: {count} Anhänge fehlen hier.",
		"Attachments cannot be added to a Telegram message that was sent: {count} attachments are missing here.",
		"已发送的 Telegram 消息无法再添加附件，有 {count} 个附件未发送。"},
}
