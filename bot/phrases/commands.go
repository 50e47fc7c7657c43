package phrases

// What each command does, in the lists that platforms show: at most 100 characters.
var (
	AboutStart    = Text{De: "Begrüßung und Sprachwahl", En: "Welcome and choice of language", Zh: "欢迎与语言选择"}
	AboutHelp     = Text{De: "Was Sie hier fragen können", En: "What you can ask here", Zh: "您可以在这里问什么"}
	AboutMembers  = Text{De: "Welche Städte Mitglied sind", En: "Which cities are members", Zh: "成员城市有哪些"}
	AboutJoin     = Text{De: "Wie eine Stadt Mitglied wird", En: "How a city becomes a member", Zh: "城市如何加入联盟"}
	AboutContact  = Text{De: "Ansprechpartner", En: "Whom to contact", Zh: "联系方式"}
	AboutNews     = Text{De: "Neuigkeiten", En: "News", Zh: "最新消息"}
	AboutFAQ      = Text{De: "Häufige Fragen", En: "Frequent questions", Zh: "常见问题"}
	AboutLanguage = Text{De: "Sprache wählen", En: "Choose the language", Zh: "选择语言"}
	AboutPrivacy  = Text{De: "Was gespeichert wird und wie lange", En: "What is stored, and for how long", Zh: "保存哪些信息、保存多久"}
	AboutMyData   = Text{De: "Was zu Ihnen gespeichert ist", En: "What is stored about you", Zh: "查看与您有关的已存信息"}
	AboutForgetMe = Text{De: "Alles löschen, was zu Ihnen gespeichert ist", En: "Delete all that is stored about you", Zh: "删除与您有关的全部信息"}
)
