package phrases

// DiscordCommands are what Discord's commands are called, where people of a
// language would look for them under another name. They are lower-case letters,
// digits and hyphens, at most 32, and words that the Dialog understands too; what
// is sent is always the command's own name.
var DiscordCommands = map[string]Text{
	"start":       {De: "start", En: "start", Zh: "开始"},
	"help":        {De: "hilfe", En: "help", Zh: "帮助"},
	"members":     {De: "mitglieder", En: "members", Zh: "成员"},
	"member":      {De: "mitglied", En: "member", Zh: "成员城市"},
	"join":        {De: "beitreten", En: "join", Zh: "加入"},
	"contact":     {De: "kontakt", En: "contact", Zh: "联系方式"},
	"news":        {De: "neuigkeiten", En: "news", Zh: "新闻"},
	"faq":         {De: "faq", En: "faq", Zh: "常见问题"},
	"subscribe":   {De: "abonnieren", En: "subscribe", Zh: "订阅"},
	"unsubscribe": {De: "abbestellen", En: "unsubscribe", Zh: "退订"},
	"language":    {De: "sprache", En: "language", Zh: "语言"},
	"privacy":     {De: "datenschutz", En: "privacy", Zh: "隐私"},
	"mydata":      {De: "meinedaten", En: "mydata", Zh: "我的数据"},
	"forgetme":    {De: "löschen", En: "forgetme", Zh: "删除"},
}

// DiscordArguments are what their arguments are called, DiscordArgument one that
// has no name here.
var (
	DiscordArguments = map[string]Text{
		"member":   {De: "name", En: "name", Zh: "名称"},
		"faq":      {De: "frage", En: "question", Zh: "问题"},
		"news":     {De: "meldung", En: "item", Zh: "消息"},
		"language": {De: "sprache", En: "language", Zh: "语言"},
	}
	DiscordArgument = Text{De: "angabe", En: "detail", Zh: "内容"}
)

// The command that asks a question, and the one in the menu of a message that
// asks what the message says.
var (
	DiscordAsk           = Text{De: "fragen", En: "ask", Zh: "提问"}
	DiscordAboutAsk      = Text{De: "Eine Frage in eigenen Worten stellen", En: "Ask a question in your own words", Zh: "用自己的话提问"}
	DiscordQuestion      = Text{De: "frage", En: "question", Zh: "问题"}
	DiscordAboutQuestion = Text{De: "Was möchten Sie über die ISA wissen?", En: "What would you like to know about ISA?", Zh: "关于ISA，您想了解什么？"}
	DiscordAskISA        = Text{De: "ISA fragen", En: "Ask ISA", Zh: "向ISA提问"}
)
