package phrases

// Desk are the words of the staff's desk.
var Desk = struct {
	NotPublished, NotWaiting, NoMessage, NoStaffChannel, PlatformOff, NotCurrent, NotTried, SendingOff Text

	NotSaved, NotThere, Unreadable, BadValue, BadLang, TooMany, Deleted, Failed Text
	IsOut, NotToCome, NotLive, NoNote, IsAnswered, QuestionsGone                Text
	NothingToConfirm, NothingBefore, RecordGone, WasMerged, CorrectionOpen      Text
}{
	NotSaved: Text{
		De: "Das lässt sich so nicht speichern. Was daran nicht stimmt, steht an den Feldern.",
		En: "This cannot be saved as it is. What is wrong stands beside the fields.",
		Zh: "无法保存，问题已标注在相应字段旁。",
	},
	NotThere: Text{
		De: "Das gibt es nicht oder nicht mehr.",
		En: "There is no such thing, or it is gone.",
		Zh: "该内容不存在或已被删除。",
	},
	Unreadable: Text{
		De: "Die Anfrage war unvollständig. Bitte die Seite neu laden und es noch einmal versuchen.",
		En: "The request was incomplete. Please reload the page and try again.",
		Zh: "请求不完整。请刷新页面后重试。",
	},
	BadValue: Text{
		De: "Dieser Wert wird nicht angenommen ({reason}).",
		En: "This value is not accepted ({reason}).",
		Zh: "该值无效（{reason}）。",
	},
	BadLang: Text{
		De: "Bitte Deutsch, Englisch oder Chinesisch wählen.",
		En: "Please choose German, English or Chinese.",
		Zh: "请选择德语、英语或中文。",
	},
	TooMany: Text{
		De: "Bitte eine bis {most} Meldungen auswählen.",
		En: "Please choose between one and {most} items.",
		Zh: "请选择 1 至 {most} 条消息。",
	},
	Deleted: Text{
		De: "(gelöscht)",
		En: "(deleted)",
		Zh: "（已删除）",
	},
	Failed: Text{
		De: "Das Programm hat dabei einen Fehler gemacht. Bitte versuchen Sie es noch einmal, oder wenden Sie sich an eine Person mit der Aufgabe „admin“.",
		En: "The program made an error. Please try again, or turn to somebody with the role \"admin\".",
		Zh: "程序出错。请重试，或联系角色为“admin”的人员。",
	},
	IsOut: Text{
		De: "Die Meldung ist schon veröffentlicht.",
		En: "This item is already published.",
		Zh: "该消息已经发布。",
	},
	NotToCome: Text{
		De: "Bitte einen Zeitpunkt in der Zukunft angeben.",
		En: "Please enter a time in the future.",
		Zh: "请填写将来的时间。",
	},
	NotLive: Text{
		De: "Dieser Eintrag ist nicht öffentlich. Er lässt sich direkt ändern, ohne Korrektur.",
		En: "This record is not public. It can be changed directly, without a correction.",
		Zh: "该记录尚未公开，可直接修改，无需更正稿。",
	},
	NoNote: Text{
		De: "Bitte schreiben Sie dazu, worum Sie bitten.",
		En: "Please write what you are asking for.",
		Zh: "请写明您的请求。",
	},
	IsAnswered: Text{
		De: "Diese Anfrage ist schon beantwortet oder geschlossen. Soll die Antwort ersetzt werden?",
		En: "This inquiry has already been answered or closed. Shall the answer be replaced?",
		Zh: "该咨询已答复或已关闭。是否替换原答复？",
	},
	QuestionsGone: Text{
		De: "Diese Fragen sind nicht mehr gespeichert.",
		En: "These questions are no longer kept.",
		Zh: "这些问题已不再保存。",
	},
	NothingToConfirm: Text{
		De: "In dieser Sprache gibt es keine Übersetzung, die sich bestätigen ließe.",
		En: "There is no translation in this language that could be confirmed.",
		Zh: "该语言没有可确认的译文。",
	},
	NothingBefore: Text{
		De: "Hier gibt es keinen früheren Stand, der sich wiederherstellen ließe.",
		En: "There is no earlier state here that could be put back.",
		Zh: "没有可恢复的旧版本。",
	},
	RecordGone: Text{
		De: "Den Eintrag gibt es nicht mehr. Machen Sie zuerst seine Löschung rückgängig.",
		En: "The record is gone. Please undo its deletion first.",
		Zh: "该记录已不存在，请先恢复被删除的记录。",
	},
	WasMerged: Text{
		De: "Diese Korrektur ist freigegeben: Was sie sagt, steht im Original. Um das rückgängig zu machen, stellen Sie den vorherigen Stand des Originals wieder her.",
		En: "This correction was released: what it says stands in the original. To undo that, put back what the original said before.",
		Zh: "该更正稿已发布，其内容已写入原记录。如需撤销，请恢复原记录修改前的内容。",
	},
	CorrectionOpen: Text{
		De: "Zum selben Original gibt es inzwischen eine andere offene Korrektur. Bitte schreiben Sie dort weiter, oder löschen Sie sie zuerst.",
		En: "There is meanwhile another open correction of the same original. Please go on there, or delete it first.",
		Zh: "同一原记录已有另一份未发布的更正稿。请在该更正稿中继续修改，或先将其删除。",
	},
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
	NoMessage: Text{
		De: "So heißt auf dieser Plattform keine Nachricht. Bitte dort „Link kopieren“ wählen und den Link hier einfügen.",
		En: "No message has that id on this platform. Please choose “Copy link” there and paste the link here.",
		Zh: "该平台上没有这样的消息 ID。请在该平台复制消息链接，并粘贴到此处。",
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
