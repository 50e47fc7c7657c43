package phrases

// DeskStates are the states of a delivery as staff call them.
var DeskStates = map[string]Text{
	"pending": {De: "wird gesendet, sobald es an der Reihe ist", En: "will be sent when it is its turn", Zh: "等待发送"},
	"sending": {De: "wird gerade gesendet", En: "is being sent", Zh: "正在发送"},
	"sent":    {De: "gesendet", En: "sent", Zh: "已发送"},
	"unsure":  {De: "ungewiss, ob es ankam: bitte nachsehen", En: "uncertain whether it arrived: please have a look", Zh: "不确定是否送达，请查看"},
	"failed":  {De: "nicht angekommen", En: "did not arrive", Zh: "未送达"},
	"held":    {De: "angehalten", En: "held back", Zh: "已暂停"},
	"gone":    {De: "nicht mehr da", En: "no longer there", Zh: "已移除"},
}

// DeskHeld says what a delivery waits for that is held back.
var DeskHeld = map[string]Text{
	"language": {De: "wartet auf die Übersetzung", En: "waits for its translation", Zh: "等待译文"},
	"overdue":  {De: "käme verspätet: wartet auf Ihr Ja", En: "would come late: waits for your yes", Zh: "已过发送时间，等待您确认"},
	"restore":  {De: "wurde vielleicht schon gesendet, bevor die Sicherung eingespielt wurde: wartet auf Ihr Ja", En: "may have been sent before the backup was restored: waits for your yes", Zh: "恢复备份前可能已发送，等待您确认"},
	"switch":   {De: "das Senden ist ausgeschaltet", En: "sending is switched off", Zh: "发送功能已关闭"},
	"review":   {De: "die Übersetzung kam spät: wartet auf Ihr Ja", En: "the translation came late: waits for your yes", Zh: "译文完成较晚，等待您确认"},
}

// DeskWaiting names messages of which no news speaks.
var DeskWaiting = struct{ Answer, NoticeOfInquiry, NoticeOfChannel, NoticeOfChat, NoticeOfBudget, Unknown Text }{
	Answer:          Text{De: "Antwort auf die Anfrage {title}", En: "Answer to inquiry {title}", Zh: "对咨询 {title} 的答复"},
	NoticeOfInquiry: Text{De: "Hinweis auf die Anfrage {title}", En: "Notice of inquiry {title}", Zh: "关于咨询 {title} 的通知"},
	NoticeOfChannel: Text{De: "Hinweis zum Kanal „{title}“", En: "Notice about the channel \"{title}\"", Zh: "关于频道“{title}”的通知"},
	NoticeOfBudget:  Text{De: "Hinweis auf den Verbrauch des Sprachmodells", En: "Notice of what the model has used", Zh: "关于模型用量的通知"},
	NoticeOfChat:    Text{De: "Hinweis auf einen neuen Chat des Bots", En: "Notice of a new chat of the bot", Zh: "关于机器人新聊天的通知"},
	// Of what went to a person: nobody but they can have a look.
	Unknown: Text{De: "ungewiss, ob es ankam", En: "uncertain whether it arrived", Zh: "不确定是否送达"},
}

// DeskErrors are what the outbox notes about a delivery, in words for staff.
var DeskErrors = map[string]Text{
	"deleted at the place":    {De: "dort von jemandem gelöscht", En: "somebody deleted it there", Zh: "已在该频道被人删除"},
	"it may have been sent":   {De: "vielleicht doch angekommen: bitte nachsehen", En: "it may have arrived after all: please have a look", Zh: "可能已送达，请查看"},
	"too old to be deleted":   {De: "zu alt zum Löschen: durch einen Hinweis ersetzt", En: "too old to be deleted: replaced by a word", Zh: "时间过久无法删除，已替换为说明文字"},
	"the program was stopped": {De: "das Programm wurde währenddessen angehalten", En: "the program was stopped meanwhile", Zh: "发送过程中程序被停止"},
}

// DeskPlaces are where people ask.
var DeskPlaces = map[string]Text{
	"web":      {De: "Chat auf der Webseite", En: "chat on the website", Zh: "网页聊天"},
	"telegram": {De: "Telegram", En: "Telegram", Zh: "Telegram"},
	"discord":  {De: "Discord", En: "Discord", Zh: "Discord"},
	"terminal": {De: "Terminal", En: "terminal", Zh: "终端"},
}

// DeskActions are the actions of the book of changes.
var DeskActions = map[string]Text{
	"create":  {De: "angelegt", En: "created", Zh: "新建"},
	"update":  {De: "geändert", En: "changed", Zh: "修改"},
	"delete":  {De: "gelöscht", En: "deleted", Zh: "删除"},
	"publish": {De: "veröffentlicht", En: "published", Zh: "发布"},
	"retract": {De: "zurückgezogen", En: "retracted", Zh: "撤回"},
	"answer":  {De: "beantwortet", En: "answered", Zh: "答复"},
	"ask":     {De: "um Freigabe gebeten", En: "asked for release", Zh: "请求发布"},
	"confirm": {De: "Übersetzung bestätigt", En: "translation confirmed", Zh: "确认译文"},
}

// DeskLacks are what may be missing of a member.
var DeskLacks = map[string]Text{
	"name":     {De: "Name fehlt ({lang})", En: "name is missing ({lang})", Zh: "缺少名称（{lang}）"},
	"profile":  {De: "Profil fehlt ({lang})", En: "profile is missing ({lang})", Zh: "缺少简介（{lang}）"},
	"location": {De: "Lage auf der Karte fehlt", En: "place on the map is missing", Zh: "缺少地图位置"},
	"website":  {De: "Webseite fehlt", En: "website is missing", Zh: "缺少网站"},
	"state":    {De: "Bundesland oder Provinz fehlt", En: "state or province is missing", Zh: "缺少联邦州或省份"},
	"source":   {De: "Quelle fehlt", En: "source is missing", Zh: "缺少来源"},
	"as_of":    {De: "Stand der Quelle fehlt", En: "date of the source is missing", Zh: "缺少来源日期"},
}
