package phrases

// Desk are the words of the staff's desk.
var Desk = struct {
	NotPublished, NotWaiting, NoStaffChannel, PlatformOff, NotCurrent, NotTried, SendingOff Text
}{
	NotPublished: Text{
		De: "Die Meldung ist nicht veröffentlicht.",
		En: "This item is not published.",
		Zh: "该消息尚未发布。",
	},
	NotWaiting: Text{
		De: "Hier ist nichts mehr zu entscheiden: Jemand war schneller, oder es hat sich erledigt. Bitte die Ansicht neu laden.",
		En: "There is nothing left to decide here: somebody was faster, or it has settled itself. Please reload the view.",
		Zh: "此处已无需处理：可能他人已处理，或问题已自行解决。请刷新页面。",
	},
	NoStaffChannel: Text{
		De: "Auf dieser Plattform gibt es keinen eingeschalteten Kanal für Mitarbeitende. Bitte unter „channels“ einen mit dem Zweck „staff“ anlegen.",
		En: "There is no switched-on channel for staff on this platform. Please add one under \"channels\" with the purpose \"staff\".",
		Zh: "该平台上没有已启用的内部频道。请在“channels”中添加一个用途为“staff”的频道。",
	},
	PlatformOff: Text{
		De: "Diese Plattform ist nicht eingeschaltet: Auf dem Server fehlt ihr Zugangsschlüssel.",
		En: "This platform is not switched on: the server has no token for it.",
		Zh: "该平台尚未启用：服务器缺少其访问令牌。",
	},
	NotCurrent: Text{
		De: "Der Text in der Sprache dieses Kanals fehlt oder ist veraltet. Es würde nichts gesendet.",
		En: "The text in this channel's language is missing or outdated. Nothing would be sent.",
		Zh: "该频道语言的文本缺失或已过期，不会发送任何内容。",
	},
	SendingOff: Text{
		De: "Das Senden ist ausgeschaltet.",
		En: "Sending is switched off.",
		Zh: "发送功能已关闭。",
	},
	NotTried: Text{
		De: "Die Probe kam nicht an: {error}",
		En: "The trial did not get through: {error}",
		Zh: "试发失败：{error}",
	},
}
