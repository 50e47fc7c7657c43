package phrases

// Discord are texts that only Discord needs.
var Discord = struct {
	// What menus say before something was chosen
	Choose, AskNext Text

	// To who has used a command although they were asked to wait
	Wait Text

	// Warnings
	FilesLeft Text
}{
	Choose:  Text{"Bitte wählen", "Please choose", "请选择"},
	AskNext: Text{"Was möchten Sie noch wissen?", "What else would you like to know?", "您还想了解什么？"},

	Wait: Text{"Bitte warten Sie einen Augenblick und versuchen Sie es dann noch einmal.", "Please wait a moment and then try again.", "请稍等片刻再试。"},

	FilesLeft: Text{"Eine Discord-Nachricht fasst höchstens 10 Dateien, und zu einer gesendeten Meldung kommt keine Nachricht hinzu: {count} Dateien fehlen hier.",
		"A Discord message holds at most 10 files, and no message is added to news that was sent: {count} files are missing here.",
		"一条 Discord 消息最多包含 10 个文件，已发送的内容也不会再增加新消息：有 {count} 个文件未发送。"},
}
