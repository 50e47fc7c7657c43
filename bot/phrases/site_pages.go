package phrases

// SitePages are the texts of the other public pages: questions, news, events,
// channels, legal pages and errors.
var SitePages = struct {
	FAQIntro, OpenIntro, FAQNone, FAQContents, NotFoundTitle, NotFound, WithdrawnTitle, Withdrawn, BackHome, FaultTitle, Fault,
	NotSetUp, NotSetUpText, NewsIntro, PublishedOn, ChangedOn, Attachments, MoreAt, About, Older, Newer, PageOf, Pages, Pinned,
	EventsIntro, Upcoming, Past, NoEvents, When, Where, EventPage, Undated,
	FollowIntro, NoChannels, JoinHere, FollowChat, FollowBlocked, PictureAt, BackToNews Text
}{
	FAQIntro:       Text{De: "Häufige Fragen und was dazu belegt ist. Jede Antwort nennt ihre Quelle und deren Datum.", En: "Frequent questions and what is on record about them. Each answer names its source and its date.", Zh: "常见问题及有据可查的答复。每条答复均注明来源和日期。"},
	OpenIntro:      Text{De: "Zu diesen Fragen liegt uns keine belegte Auskunft vor. Bitte wenden Sie sich an die genannte Stelle.", En: "We have no documented answer to these questions. Please turn to the office named.", Zh: "以下问题目前没有可靠资料，请向所列机构咨询。"},
	FAQNone:        Text{De: "Zurzeit sind keine Fragen veröffentlicht.", En: "No questions are published at the moment.", Zh: "目前暂无问题。"},
	FAQContents:    Text{De: "Themen", En: "Topics", Zh: "分类"},
	NotFoundTitle:  Text{De: "Seite nicht gefunden", En: "Page not found", Zh: "未找到页面"},
	NotFound:       Text{De: "Unter dieser Adresse gibt es keine Seite. Vielleicht wurde sie verschoben oder zurückgezogen.", En: "There is no page at this address. It may have been moved or withdrawn.", Zh: "该地址没有对应的页面，可能已移动或撤回。"},
	WithdrawnTitle: Text{De: "Meldung zurückgezogen", En: "News withdrawn", Zh: "消息已撤回"},
	Withdrawn:      Text{De: "Diese Meldung wurde zurückgezogen. Sie ist nicht mehr gültig.", En: "This piece of news has been withdrawn. It is no longer valid.", Zh: "本消息已撤回，不再有效。"},
	BackHome:       Text{De: "Zur Startseite", En: "Go to the home page", Zh: "返回首页"},
	FaultTitle:     Text{De: "Störung", En: "Something went wrong", Zh: "出现故障"},
	Fault:          Text{De: "Die Seite kann gerade nicht angezeigt werden. Bitte versuchen Sie es in einigen Minuten erneut.", En: "The page cannot be shown right now. Please try again in a few minutes.", Zh: "页面暂时无法显示，请几分钟后重试。"},
	NotSetUp:       Text{De: "noch nicht eingerichtet", En: "not set up yet", Zh: "尚未设置"},
	NotSetUpText:   Text{De: "Der Betreiber dieser Website hat diese Seite noch nicht eingerichtet.", En: "The operator of this website has not set up this page yet.", Zh: "本网站运营方尚未设置此页面。"},
	NewsIntro:      Text{De: "Meldungen der Allianz, die neuesten zuerst.", En: "News of the alliance, latest first.", Zh: "联盟新闻，按时间倒序排列。"},
	PublishedOn:    Text{De: "Veröffentlicht am {date}", En: "Published on {date}", Zh: "发布于{date}"},
	ChangedOn:      Text{De: "zuletzt geändert am {date}", En: "last changed on {date}", Zh: "最后修改于{date}"},
	Attachments:    Text{De: "Anhänge", En: "Attachments", Zh: "附件"},
	MoreAt:         Text{De: "Mehr dazu", En: "More about this", Zh: "更多信息"},
	About:          Text{De: "Betrifft", En: "About", Zh: "相关成员"},
	Older:          Text{De: "Ältere Meldungen", En: "Older news", Zh: "较早的新闻"},
	Newer:          Text{De: "Neuere Meldungen", En: "Newer news", Zh: "较新的新闻"},
	PageOf:         Text{De: "Seite {page} von {pages}", En: "Page {page} of {pages}", Zh: "第{page}页，共{pages}页"},
	Pages:          Text{De: "Weitere Meldungen", En: "More news", Zh: "更多新闻"},
	Pinned:         Text{De: "Hervorgehoben", En: "Highlighted", Zh: "置顶"},
	EventsIntro:    Text{De: "Treffen und Veranstaltungen der Allianz.", En: "Meetings and events of the alliance.", Zh: "联盟会议与活动。"},
	Upcoming:       Text{De: "Kommende Termine", En: "Upcoming", Zh: "即将举行"},
	Past:           Text{De: "Bisherige Termine", En: "Past events", Zh: "往期活动"},
	NoEvents:       Text{De: "Zurzeit ist kein kommender Termin bekannt.", En: "No upcoming event is known at the moment.", Zh: "目前没有已知的近期活动。"},
	When:           Text{De: "Zeit", En: "When", Zh: "时间"},
	Where:          Text{De: "Ort", En: "Where", Zh: "地点"},
	EventPage:      Text{De: "Seite der Veranstaltung", En: "Event page", Zh: "活动网页"},
	Undated:        Text{De: "Termin nicht bekannt", En: "Date not known", Zh: "时间不详"},
	FollowIntro:    Text{De: "In diesen Kanälen erscheinen unsere Meldungen, je Kanal in einer Sprache.", En: "Our news appears in these channels, each in one language.", Zh: "我们的新闻在以下渠道发布，每个渠道使用一种语言。"},
	NoChannels:     Text{De: "Zurzeit gibt es noch keinen öffentlichen Kanal. Unsere Meldungen finden Sie unter „Aktuelles“ auf dieser Website.", En: "There is no public channel yet. You find our news on this website under “News”.", Zh: "目前还没有公开渠道。您可在本网站“新闻动态”中查看我们的消息。"},
	JoinHere:       Text{De: "Kanal öffnen", En: "Open the channel", Zh: "打开渠道"},
	FollowChat:     Text{De: "Ohne Messenger erreichen Sie uns im Chat auf dieser Website.", En: "Without a messenger, you can reach us in the chat on this website.", Zh: "无需即时通讯软件，您也可以使用本网站的在线提问。"},
	FollowBlocked:  Text{De: "Telegram und Discord sind auf dem chinesischen Festland nicht erreichbar. Alle Meldungen stehen auch auf dieser Website.", En: "Telegram and Discord cannot be reached in mainland China. All news is also on this website.", Zh: "中国大陆无法访问Telegram和Discord，所有消息同时在本网站发布。"},
	PictureAt:      Text{De: "Bild bei {host}", En: "Picture at {host}", Zh: "图片见 {host}"},
	BackToNews:     Text{De: "Alle Meldungen", En: "All news", Zh: "全部新闻"},
}

// Platforms name the platforms that channels are on.
var Platforms = map[string]Text{
	"telegram": {De: "Telegram", En: "Telegram", Zh: "Telegram"},
	"discord":  {De: "Discord", En: "Discord", Zh: "Discord"},
}

// LanguageWords name the languages in a sentence, by the language named.
var LanguageWords = map[string]Text{
	"de": {De: "Deutsch", En: "German", Zh: "德文"},
	"en": {De: "Englisch", En: "English", Zh: "英文"},
	"zh": {De: "Chinesisch", En: "Chinese", Zh: "中文"},
}
