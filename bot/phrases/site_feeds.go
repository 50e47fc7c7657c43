package phrases

// SiteFeeds are the words around the feeds of news and the calendar of events.
var SiteFeeds = struct {
	Title, Intro, AllNews, Events, Atom, JSON, Calendar, AboutTopic, Subscribe, SubscribeEvents, CalendarHint Text
}{
	Title: Text{De: "Feeds und Kalender", En: "Feeds and calendar", Zh: "RSS订阅与日历"},
	Intro: Text{De: "Mit einem Feedreader lesen Sie unsere Meldungen ohne Konto und unabhängig von Telegram und Discord. Ein Feed enthält die Meldungen, die es in seiner Sprache gibt; was später übersetzt wird, kommt dann hinzu.",
		En: "With a feed reader you get our news without an account, and without Telegram or Discord. A feed holds the news that exists in its language; what is translated later is added then.",
		Zh: "使用RSS阅读器即可接收我们的消息，无需注册账号，也不依赖Telegram或Discord。每个订阅源只包含该语言的消息；稍后译出的消息会随即补入。"},
	AllNews:         Text{De: "Alle Meldungen", En: "All news", Zh: "全部新闻"},
	Events:          Text{De: "Termine", En: "Events", Zh: "活动"},
	Atom:            Text{De: "Atom-Feed", En: "Atom feed", Zh: "Atom订阅源"},
	JSON:            Text{De: "JSON-Feed", En: "JSON feed", Zh: "JSON订阅源"},
	Calendar:        Text{De: "Kalender (iCal)", En: "Calendar (iCal)", Zh: "日历（iCal）"},
	AboutTopic:      Text{De: "Meldungen der Allianz zum Thema „{topic}“, die neuesten zuerst.", En: "News of the alliance on “{topic}”, latest first.", Zh: "联盟关于“{topic}”的新闻，按时间倒序排列。"},
	Subscribe:       Text{De: "Meldungen abonnieren", En: "Subscribe to the news", Zh: "订阅新闻"},
	SubscribeEvents: Text{De: "Termine als Kalender abonnieren (iCal)", En: "Subscribe to the events as a calendar (iCal)", Zh: "订阅活动日历（iCal）"},
	CalendarHint:    Text{De: "Der Kalender enthält die Termine, deren Tag feststeht.", En: "The calendar holds the events whose day is known.", Zh: "日历只包含日期已确定的活动。"},
}

// SiteWeChat are the words around the copy of a piece of news that staff paste
// into WeChat's editor.
var SiteWeChat = struct {
	Title, Intro, Headline, Digest, Body, Original, LeftOut, LeftOutText, Pictures, Back Text
}{
	Title: Text{De: "Für WeChat", En: "For WeChat", Zh: "微信公众号版"},
	Intro: Text{De: "Ein Klick in ein Feld wählt alles darin aus: kopieren und im Editor von WeChat einfügen. Die Bilder kommen mit.",
		En: "A click into a field selects all of it: copy it and paste it into WeChat's editor. The pictures come with it.",
		Zh: "单击任一方框即可选中其中全部内容，复制后粘贴到微信公众号编辑器中，图片会一并粘贴。"},
	Headline: Text{De: "Überschrift", En: "Headline", Zh: "标题"},
	Digest:   Text{De: "Zusammenfassung", En: "Digest", Zh: "摘要"},
	Body:     Text{De: "Text", En: "Text", Zh: "正文"},
	Original: Text{De: "Adresse für „Original lesen“", En: "Address for “Read original”", Zh: "“阅读原文”链接"},
	LeftOut:  Text{De: "Weggelassene Links", En: "Links left out", Zh: "已略去的链接"},
	LeftOutText: Text{De: "Diese Adressen öffnen sich auf dem chinesischen Festland nicht und stehen deshalb nicht im Text:",
		En: "These addresses do not open in mainland China, so they are not in the text:",
		Zh: "以下网址在中国大陆无法打开，正文中已略去："},
	Pictures: Text{De: "Diese Bilder liegen auf anderen Servern. Bitte fügen Sie sie von Hand ein:", En: "These pictures are on other servers. Please add them by hand:", Zh: "以下图片存放在其他服务器上，请手动插入："},
	Back:     Text{De: "Zur Meldung", En: "Open the news page", Zh: "返回新闻页面"},
}
