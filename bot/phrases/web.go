package phrases

// Web holds the words of the chat page and its widget.
var Web = struct {
	Title, Name, Skip, Languages, Log, Welcome, Welcome2, Starters          Text
	Label, Hint, Send, Again, You, Answer, Person, PersonAt                 Text
	Sources, NewTab, Next, Choices, Waiting, Retry, Kept, Left, Over        Text
	Privacy, PrivacyLink, Storage, Offline, Slow, Open, Close, Home, NoText Text
}{
	Title:       Text{De: "Fragen an die ISA", En: "Ask the ISA", Zh: "向联盟提问"},
	Name:        Text{De: "Chinesisch-Deutsche Industriestädteallianz", En: "Sino-German Industrial Cities Alliance", Zh: "中德工业城市联盟"},
	Skip:        Text{De: "Zum Eingabefeld springen", En: "Skip to the question box", Zh: "跳到输入框"},
	Languages:   Text{De: "Sprache", En: "Language", Zh: "语言"},
	Log:         Text{De: "Gespräch", En: "Conversation", Zh: "对话"},
	Welcome:     Text{De: "Guten Tag. Was möchten Sie über die Allianz wissen?", En: "Hello. What would you like to know about the alliance?", Zh: "您好！您想了解联盟的哪些情况？"},
	Welcome2:    Text{De: "Jede Auskunft nennt ihre Quelle und deren Stand. Was hier nicht bekannt ist, geben wir auf Wunsch an das Büro weiter.", En: "Every answer names its source and date. What is not on record here can be passed on to the office.", Zh: "每条答复都会注明来源和日期。如果这里没有相关资料，可以将您的问题转交给工作人员。"},
	Starters:    Text{De: "Zum Beispiel", En: "For example", Zh: "例如"},
	Label:       Text{De: "Ihre Frage", En: "Your question", Zh: "您的问题"},
	Hint:        Text{De: "Eingabetaste sendet, Umschalt + Eingabe beginnt eine neue Zeile.", En: "Enter sends, Shift + Enter starts a new line.", Zh: "按 Enter 发送，按 Shift + Enter 换行。"},
	Send:        Text{De: "Senden", En: "Send", Zh: "发送"},
	Again:       Text{De: "Neues Gespräch", En: "New conversation", Zh: "新对话"},
	You:         Text{De: "Sie", En: "You", Zh: "您"},
	Answer:      Text{De: "Antwort", En: "Answer", Zh: "答复"},
	Person:      Text{De: "Antwort aus dem Büro", En: "Answer from the office", Zh: "工作人员的答复"},
	PersonAt:    Text{De: "auf Ihre Frage", En: "to your question", Zh: "针对您的问题"},
	Sources:     Text{De: "Quellen", En: "Sources", Zh: "来源"},
	NewTab:      Text{De: "öffnet in neuem Tab", En: "opens in a new tab", Zh: "在新标签页中打开"},
	Next:        Text{De: "Weitere Fragen", En: "Related questions", Zh: "相关问题"},
	Choices:     Text{De: "Ihre Auswahl", En: "Your choice", Zh: "请选择"},
	Waiting:     Text{De: "Die Antwort wird gesucht …", En: "Looking for the answer …", Zh: "正在查找答案……"},
	Retry:       Text{De: "Erneut versuchen", En: "Try again", Zh: "重试"},
	Kept:        Text{De: "Ihre Frage ist nicht verloren.", En: "Your question is not lost.", Zh: "您的问题已保留。"},
	Left:        Text{De: "Noch {count} Zeichen", En: "{count} characters left", Zh: "还可输入 {count} 个字"},
	Over:        Text{De: "{count} Zeichen zu viel", En: "{count} characters too many", Zh: "超出 {count} 个字"},
	Privacy:     Text{De: "Gespeichert wird der Text Ihrer Frage, ohne Ihren Namen, für 90 Tage. Fragen, die Sie weitergeben lassen, bewahrt das Büro zur Beantwortung auf. Keine Cookies.", En: "We keep the text of your question, without your name, for 90 days. Questions that you have passed on are kept by the office so that it can answer. No cookies.", Zh: "我们仅保存您提问的文字，不含姓名，保存期为 90 天。您要求转交的问题由工作人员留存以便答复。本页不使用 Cookie。"},
	PrivacyLink: Text{De: "Datenschutz", En: "Privacy", Zh: "隐私说明"},
	Storage:     Text{De: "Dieses Gespräch merkt sich Ihr Browser, bis Sie ein neues beginnen, längstens 30 Tage.", En: "Your browser remembers this conversation until you start a new one, at most 30 days.", Zh: "您的浏览器会记住本次对话，直到您开始新对话为止，最长 30 天。"},
	Offline:     Text{De: "Keine Verbindung. Bitte prüfen Sie Ihr Netz und versuchen Sie es erneut.", En: "No connection. Please check your network and try again.", Zh: "网络连接失败，请检查网络后重试。"},
	Slow:        Text{De: "Die Antwort lässt zu lange auf sich warten. Bitte versuchen Sie es erneut.", En: "The answer is taking too long. Please try again.", Zh: "等待答复超时，请重试。"},
	Open:        Text{De: "Fragen Sie uns", En: "Ask us", Zh: "在线咨询"},
	Close:       Text{De: "Schließen", En: "Close", Zh: "关闭"},
	Home:        Text{De: "Zur Startseite", En: "Home page", Zh: "返回首页"},
	NoText:      Text{De: "Dazu liegt uns gerade kein Text vor.", En: "There is no text on this at the moment.", Zh: "目前没有相关内容。"},
}

// WebStarters are questions to begin with; what the answers are is content.
var WebStarters = []Text{
	{De: "Welche Städte sind Mitglied?", En: "Which cities are members?", Zh: "有哪些成员城市？"},
	{De: "Wie kann eine Stadt Mitglied werden?", En: "How can a city become a member?", Zh: "城市如何加入联盟？"},
	{De: "An wen kann ich mich wenden?", En: "Whom can I contact?", Zh: "我可以联系谁？"},
}

// WebFaults are what the JSON API and the page say when they cannot answer.
var WebFaults = struct {
	Empty, TooLong, TooBig, Malformed, BadType, BadLang Text
	TooMany, Busy, Slow, Broken, Method, NotFound       Text
}{
	Empty:     Text{De: "Bitte stellen Sie eine Frage.", En: "Please ask a question.", Zh: "请输入您的问题。"},
	TooLong:   Text{De: "Ihre Frage ist zu lang. Bitte fassen Sie sie in höchstens {max} Zeichen.", En: "Your question is too long. Please use at most {max} characters.", Zh: "您的问题太长，请控制在 {max} 个字以内。"},
	TooBig:    Text{De: "Die Anfrage ist zu groß. Erlaubt sind {max} KiB.", En: "The request is too large. The limit is {max} KiB.", Zh: "请求过大，上限为 {max} KiB。"},
	Malformed: Text{De: "Die Anfrage ist kein gültiges JSON.", En: "The request is not valid JSON.", Zh: "请求不是有效的 JSON。"},
	BadType:   Text{De: "Das Feld „{field}“ muss Text sein.", En: "The field “{field}” must be text.", Zh: "字段“{field}”必须是文本。"},
	BadLang:   Text{De: "Diese Sprache wird nicht angeboten. Möglich sind: {allowed}.", En: "This language is not available. Please use one of: {allowed}.", Zh: "不支持该语言，可选：{allowed}。"},
	TooMany:   Text{De: "Das waren viele Fragen in kurzer Zeit. Bitte versuchen Sie es in {seconds} Sekunden erneut.", En: "That was a lot of questions in a short time. Please try again in {seconds} seconds.", Zh: "提问过于频繁，请在 {seconds} 秒后重试。"},
	Busy:      Text{De: "Gerade fragen sehr viele Menschen zugleich. Bitte versuchen Sie es in wenigen Sekunden erneut.", En: "Very many people are asking at the moment. Please try again in a few seconds.", Zh: "当前咨询人数较多，请稍等几秒后重试。"},
	Slow:      Text{De: "Die Antwort hat zu lange gedauert. Bitte versuchen Sie es erneut.", En: "The answer took too long. Please try again.", Zh: "答复超时，请重试。"},
	Broken:    Text{De: "Bei uns ist ein Fehler aufgetreten. Bitte versuchen Sie es erneut.", En: "Something went wrong on our side. Please try again.", Zh: "系统出现错误，请重试。"},
	Method:    Text{De: "Diese Methode ist hier nicht erlaubt. Erlaubt: {allowed}.", En: "This method is not allowed here. Allowed: {allowed}.", Zh: "此处不允许使用该方法，允许：{allowed}。"},
	NotFound:  Text{De: "Hier gibt es nichts.", En: "There is nothing here.", Zh: "此处没有内容。"},
}
