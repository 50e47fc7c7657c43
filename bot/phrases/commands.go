package phrases

// What each command does, in the lists that platforms show: at most 100 characters.
var (
	AboutStart       = Text{De: "Begrüßung und Sprachwahl", En: "Welcome and choice of language", Zh: "欢迎与语言选择"}
	AboutHelp        = Text{De: "Was Sie hier fragen können", En: "What you can ask here", Zh: "您可以在这里问什么"}
	AboutMember      = Text{De: "Was über ein Mitglied bekannt ist", En: "What is known about one member", Zh: "某个成员的资料"}
	AboutMembers     = Text{De: "Welche Städte Mitglied sind", En: "Which cities are members", Zh: "成员城市有哪些"}
	AboutJoin        = Text{De: "Mitglied werden: Schritt für Schritt", En: "Become a member, step by step", Zh: "加入联盟：分步指引"}
	AboutContact     = Text{De: "Ansprechpartner", En: "Whom to contact", Zh: "联系方式"}
	AboutNews        = Text{De: "Neuigkeiten", En: "News", Zh: "最新消息"}
	AboutFAQ         = Text{De: "Häufige Fragen nach Themen", En: "Frequent questions by subject", Zh: "按主题查看常见问题"}
	AboutSubscribe   = Text{De: "Neuigkeiten direkt erhalten", En: "Get the news directly", Zh: "订阅消息"}
	AboutUnsubscribe = Text{De: "Keine Neuigkeiten mehr erhalten", En: "Stop getting the news", Zh: "取消订阅"}
	AboutLanguage    = Text{De: "Sprache wählen", En: "Choose the language", Zh: "选择语言"}
	AboutPrivacy     = Text{De: "Was gespeichert wird und wie lange", En: "What is stored, and for how long", Zh: "保存哪些信息、保存多久"}
	AboutMyData      = Text{De: "Was zu Ihnen gespeichert ist", En: "What is stored about you", Zh: "查看与您有关的已存信息"}
	AboutForgetMe    = Text{De: "Alles löschen, was zu Ihnen gespeichert ist", En: "Delete all that is stored about you", Zh: "删除与您有关的全部信息"}
)

// What is asked for behind a command: at most 100 characters.
var (
	ArgumentMember   = Text{De: "Name der Stadt, des Kreises oder der Region", En: "Name of the city, district or region", Zh: "城市、区县或地区名称"}
	ArgumentFAQ      = Text{De: "Ihre Frage, oder ein Stichwort daraus", En: "Your question, or a word of it", Zh: "您的问题或其中的关键词"}
	ArgumentNews     = Text{De: "Titel der Meldung", En: "Title of the news", Zh: "消息标题"}
	ArgumentLanguage = Text{De: "Sprache, in der ich antworten soll", En: "Language in which I should answer", Zh: "回答所用的语言"}
)
