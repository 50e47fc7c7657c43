package phrases

// DeskChannels are what staff read about channels.
var DeskChannels = struct {
	Well, Off, Away, Trouble          Text
	TestStays, TestGoes, TestIsPublic Text
	LinkNotRead, LinkInvites          Text
	NextTelegram, NextDiscord         Text
}{
	Well: Text{De: "in Ordnung", En: "in order", Zh: "正常"},
	Off:  Text{De: "ausgeschaltet", En: "switched off", Zh: "已停用"},
	Away: Text{
		De: "nicht erreichbar; erneutes Speichern lässt es noch einmal versuchen",
		En: "out of reach; saving it again has it tried once more",
		Zh: "无法访问；重新保存后会再次尝试",
	},
	Trouble: Text{
		De: "erreichbar, aber einzelne Meldungen kamen nicht an oder sind ungewiss",
		En: "within reach, but some messages did not arrive or are uncertain",
		Zh: "可访问，但部分消息未送达或状态不明",
	},
	TestStays: Text{
		De: "Test: isabot erreicht diesen Kanal.",
		En: "Test: isabot can reach this channel.",
		Zh: "测试：isabot 可以向本频道发送消息。",
	},
	TestGoes: Text{
		De: "Test, verschwindet gleich wieder.",
		En: "Test, will disappear in a moment.",
		Zh: "测试消息，稍后自动删除。",
	},
	TestIsPublic: Text{
		De: "„{name}“ ist öffentlich: Die Testnachricht wäre dort einen Augenblick lang zu sehen. Wirklich senden?",
		En: "\"{name}\" is public: the test message would be visible there for a moment. Really send it?",
		Zh: "“{name}”为公开频道，测试消息会短暂可见。确定发送？",
	},
	LinkNotRead: Text{
		De: "Das ist kein Link zu einem Kanal, den wir lesen können. Beispiele: https://t.me/name, https://t.me/c/1234567890/5, https://discord.com/channels/…/… oder die Kennung selbst.",
		En: "This is not a link to a channel that we can read. Examples: https://t.me/name, https://t.me/c/1234567890/5, https://discord.com/channels/…/… or the id itself.",
		Zh: "无法识别该频道链接。示例：https://t.me/name、https://t.me/c/1234567890/5、https://discord.com/channels/…/…，或直接填写频道 ID。",
	},
	LinkInvites: Text{
		De: "Das ist ein Einladungslink; er verrät nicht, zu welchem Kanal. Bitte öffnen Sie den Kanal, und kopieren Sie dort den Link zu einer Nachricht.",
		En: "This is an invitation link; it does not tell which channel it leads to. Please open the channel and copy the link to a message there.",
		Zh: "这是邀请链接，无法从中得知具体频道。请打开该频道，复制其中任意一条消息的链接。",
	},
	NextTelegram: Text{
		De: "Machen Sie den Bot in diesem Kanal zum Administrator, mit dem Recht, Nachrichten zu senden, zu bearbeiten und zu löschen. Danach senden Sie von hier einen Test.",
		En: "Make the bot an administrator of this channel, with the right to post, edit and delete messages. Then send a test from here.",
		Zh: "请将机器人设为该频道的管理员，并授予发送、编辑和删除消息的权限，然后在此发送测试消息。",
	},
	NextDiscord: Text{
		De: "Laden Sie den Bot auf den Server ein. In diesem Kanal braucht er das Recht, ihn zu sehen, Nachrichten zu senden und zu verwalten. Danach senden Sie von hier einen Test.",
		En: "Invite the bot to the server. In this channel it needs the right to see it, and to send and manage messages. Then send a test from here.",
		Zh: "请将机器人邀请到该服务器，并在该频道中授予查看频道、发送和管理消息的权限，然后在此发送测试消息。",
	},
}
