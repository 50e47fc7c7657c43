package phrases

// What is said on Telegram only.
var (
	ButtonTooOld = Text{
		De: "Diese Schaltfläche gilt nicht mehr. Bitte schreiben Sie Ihre Frage.",
		En: "This button no longer works. Please type your question.",
		Zh: "该按钮已失效，请直接输入您的问题。",
	}
	InlineAsk = Text{
		De: "Nichts gefunden? Im Chat fragen",
		En: "Nothing found? Ask in the chat",
		Zh: "没有找到？到对话中提问",
	}
	// BotDescription is shown before a person has written; at most 512 characters.
	BotDescription = Text{
		De: "Fragen Sie mich nach der Chinesisch-Deutschen Industriestädteallianz (ISA): nach Mitgliedern, Beitritt, Ansprechpartnern, Terminen und Neuigkeiten. Ich bin ein Programm und antworte auf Deutsch, Englisch und Chinesisch, mit Quelle und Datum. Was ich nicht weiß, gebe ich auf Wunsch an das Büro weiter.",
		En: "Ask me about the Sino-German Industrial Cities Alliance (ISA): members, joining, contacts, events and news. I am a program and answer in German, English and Chinese, with source and date. What I do not know I pass on to the office, if you like.",
		Zh: "欢迎向我了解中德工业城市联盟（ISA）：成员、加入方式、联系人、活动和最新消息。我是自动程序，用德语、英语或中文回答，并注明来源和日期。我不知道的问题，可以按您的意愿转交给工作人员。",
	}
	// BotShort stands in the bot's profile and beside links to it; at most 120 characters.
	BotShort = Text{
		De: "Antworten zur Chinesisch-Deutschen Industriestädteallianz (ISA) auf Deutsch, Englisch und Chinesisch",
		En: "Answers about the Sino-German Industrial Cities Alliance (ISA) in German, English and Chinese",
		Zh: "解答有关中德工业城市联盟（ISA）的问题，支持德语、英语和中文",
	}
)
