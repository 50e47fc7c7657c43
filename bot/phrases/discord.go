package phrases

// Discord are texts about what only Discord cannot do.
var Discord = struct {
	// Warnings
	FilesLeft Text
}{
	FilesLeft: Text{"Eine Discord-Nachricht fasst höchstens 10 Dateien, und zu einer gesendeten Meldung kommt keine Nachricht hinzu: {count} Dateien fehlen hier.",
		"A Discord message holds at most 10 files, and no message is added to news that was sent: {count} files are missing here.",
		"一条 Discord 消息最多包含 10 个文件，已发送的内容也不会再增加新消息：有 {count} 个文件未发送。"},
}
