package phrases

// deskUIToday is the page of today, and what is decided there.
var deskUIToday = map[string]Text{
	"today.nothing":      {De: "Im Augenblick braucht nichts eine Entscheidung von Ihnen.", En: "Nothing needs a decision from you at the moment.", Zh: "目前没有需要您处理的事项。"},
	"today.inquiries":    {De: "Offene Anfragen: {n}", En: "Open inquiries: {n}", Zh: "待答复的咨询：{n}"},
	"today.review":       {De: "Bitten um Freigabe: {n}", En: "Requests for release: {n}", Zh: "待审核：{n}"},
	"today.deliveries":   {De: "Nachrichten, die auf Sie warten: {n}", En: "Messages that wait for you: {n}", Zh: "等待处理的消息发送：{n}"},
	"today.persons":      {De: "{n} Abonnements", En: "{n} subscriptions", Zh: "{n} 位订阅者"},
	"today.channels":     {De: "Kanäle, die nichts bekommen: {n}", En: "Channels that get nothing: {n}", Zh: "无法接收消息的频道：{n}"},
	"today.translations": {De: "Übersetzungen: {outdated} veraltet, {machine} maschinell, {missing} fehlen", En: "Translations: {outdated} outdated, {machine} by machine, {missing} missing", Zh: "译文：{outdated} 项过期，{machine} 项机器翻译，{missing} 项缺失"},
	"today.due":          {De: "Inhalte, die wieder zu prüfen sind: {n}", En: "Content to be checked again: {n}", Zh: "需要复核的内容：{n}"},

	"correction":   {De: "Korrektur", En: "correction", Zh: "更正稿"},
	"channel.off":  {De: "ausgeschaltet", En: "switched off", Zh: "已停用"},
	"channel.away": {De: "nicht erreichbar seit {at}", En: "out of reach since {at}", Zh: "自 {at} 起无法访问"},

	"sending.on":            {De: "Senden ist eingeschaltet", En: "Sending is switched on", Zh: "发送功能已开启"},
	"sending.off":           {De: "Senden ist ausgeschaltet.", En: "Sending is switched off.", Zh: "发送功能已关闭。"},
	"sending.by":            {De: "Ausgeschaltet von {by}, {at}.", En: "Switched off by {by}, {at}.", Zh: "由 {by} 于 {at} 关闭。"},
	"sending.restored":      {De: "Eine Sicherung wurde eingespielt ({at}). Bitte sehen Sie in den Kanälen nach, bevor Sie das Senden wieder einschalten.", En: "A backup was restored ({at}). Please look into the channels before you switch sending on again.", Zh: "已恢复备份（{at}）。请先查看各频道，再重新开启发送。"},
	"sending.stop":          {De: "Senden anhalten", En: "Stop sending", Zh: "暂停发送"},
	"sending.stop.explain":  {De: "Es geht nichts mehr an Telegram und Discord hinaus, bis jemand das Senden wieder einschaltet. Nichts geht verloren.", En: "Nothing more goes out to Telegram and Discord until somebody switches sending on again. Nothing is lost.", Zh: "在重新开启之前，不会再向 Telegram 和 Discord 发送任何内容，也不会丢失任何内容。"},
	"sending.start":         {De: "Senden einschalten", En: "Switch sending on", Zh: "开启发送"},
	"sending.start.explain": {De: "Was inzwischen zu senden war, geht nun hinaus. Was zu spät käme, wartet auf Ihr Ja.", En: "What was to be sent meanwhile goes out now. What would come too late waits for your yes.", Zh: "期间积压的消息将开始发送；已过时限的消息会等待您确认。"},

	"rules":                   {De: "Regeln für alle", En: "Rules for everybody", Zh: "工作规则"},
	"rules.four_eyes":         {De: "Vier-Augen-Prinzip bei Meldungen", En: "Four eyes for announcements", Zh: "消息双人审核"},
	"rules.four_eyes.explain": {De: "Ist es eingeschaltet, veröffentlicht niemand eine Meldung, an der er oder sie selbst geschrieben hat; auch Bild, Anhang und Link zählen als geschrieben. Was schon veröffentlicht ist, ändert sich nur durch eine Korrektur, die eine zweite Person freigibt. Zurückziehen geht immer. Die Regel gilt auch für Konten mit der Aufgabe „admin“.", En: "When it is on, nobody publishes an item on which they have written; a picture, an attachment and a link count as written, too. What is already published is changed only by a correction that a second person releases. Retracting is always possible. The rule holds for accounts with the role \"admin\" as well.", Zh: "启用后，任何人不得发布自己参与撰写的消息；图片、附件和链接同样视为撰写内容。已发布的内容只能通过更正稿修改，并由另一位人员发布。撤回不受限制。角色为“admin”的账户同样适用。"},
	"rules.on":                {De: "eingeschaltet", En: "on", Zh: "已启用"},
	"rules.off":               {De: "ausgeschaltet", En: "off", Zh: "未启用"},
	"rules.turn_on":           {De: "Einschalten", En: "Switch on", Zh: "启用"},
	"rules.turn_on.explain":   {De: "Von jetzt an braucht jede Meldung eine zweite Person, die sie freigibt. Bitte sehen Sie vorher nach, dass mindestens zwei Konten veröffentlichen dürfen.", En: "From now on every item needs a second person who releases it. Please make sure first that at least two accounts may publish.", Zh: "此后，每条消息都须由另一位人员发布。请先确认至少有两个账户拥有发布权限。"},
	"rules.turn_off":          {De: "Ausschalten", En: "Switch off", Zh: "停用"},
	"rules.turn_off.explain":  {De: "Wer veröffentlichen darf, kann danach auch eigene Meldungen freigeben und Veröffentlichtes unmittelbar ändern.", En: "Whoever may publish can then also release items of their own, and change directly what is published.", Zh: "停用后，有发布权限者可以发布自己撰写的消息，也可以直接修改已发布的内容。"},

	"decide.release":         {De: "Jetzt senden", En: "Send now", Zh: "立即发送"},
	"decide.release.explain": {De: "Die Nachricht geht nun hinaus: {channel}.", En: "The message goes out now: {channel}.", Zh: "消息将立即发送：{channel}。"},
	"decide.drop":            {De: "Nicht senden", En: "Do not send", Zh: "不再发送"},
	"decide.drop.explain":    {De: "Die Nachricht wird hier nicht gesendet: {channel}.", En: "The message is not sent here: {channel}.", Zh: "此处不再发送该消息：{channel}。"},
	"decide.there":           {De: "Sie ist da", En: "It is there", Zh: "已送达"},
	"decide.there.explain":   {De: "Bitte sehen Sie im Kanal nach ({channel}). Steht die Nachricht dort, kann sie danach wie jede andere korrigiert und zurückgezogen werden.", En: "Please look into the channel ({channel}). If the message stands there, it can be corrected and retracted like any other.", Zh: "请到频道中查看（{channel}）。如果消息确已送达，之后即可照常更正或撤回。"},
	"decide.again":           {De: "Noch einmal senden", En: "Send again", Zh: "重新发送"},
	"decide.again.explain":   {De: "Bitte nur, wenn die Nachricht im Kanal nicht steht ({channel}): Sonst erscheint sie zweimal.", En: "Only if the message does not stand in the channel ({channel}): else it appears twice.", Zh: "请先确认频道（{channel}）中没有该消息，否则会重复出现。"},
	"decide.message":         {De: "Kennung der Nachricht", En: "Id of the message", Zh: "消息 ID"},
	"decide.message.help":    {De: "Die letzte Zahl im Link zur Nachricht.", En: "The last number in the link to the message.", Zh: "消息链接中最后的数字。"},
}
