package phrases

// What is said to those who have not asked anything yet.
var (
	SayWelcome = Text{
		De: "Guten Tag! Ich bin der Chatbot der ISA und beantworte Ihre Fragen zur Allianz, mit Quelle und Stand.",
		En: "Hello! I am ISA's chatbot. I answer your questions on the alliance, with source and date.",
		Zh: "您好！我是ISA的聊天机器人，为您解答有关联盟的问题，并注明来源和日期。",
	}
	SayIntroduction = Text{
		De: "Guten Tag! Ich bin {name}, der Chatbot der ISA, und beantworte Fragen zur Allianz, mit Quelle und Stand. In dieser Gruppe antworte ich, wenn Sie mich mit {name} ansprechen, auf eine meiner Nachrichten antworten oder einen Befehl wie /members schreiben. Auf anderes antworte ich nicht. Was ich alles kann, zeigt /help.",
		En: "Hello! I am {name}, ISA's chatbot. I answer questions on the alliance, with source and date. In this group I answer when you address me as {name}, reply to one of my messages or write a command such as /members. I do not answer anything else. See /help for all that I can do.",
		Zh: "大家好！我是ISA的聊天机器人{name}，为您解答有关联盟的问题，并注明来源和日期。在本群中，您可以用{name}叫我、回复我的消息，或发送 /members 等命令，我就会回答；其他消息我不会回应。发送 /help 可查看我的全部功能。",
	}
	SayGreeting = Text{
		De: "Guten Tag! Was möchten Sie über die ISA wissen?",
		En: "Hello! What would you like to know about ISA?",
		Zh: "您好！关于ISA，您想了解什么？",
	}
	SayThanks = Text{
		De: "Gern geschehen! Wenn Sie noch etwas wissen möchten, fragen Sie einfach.",
		En: "You are welcome! If you would like to know anything else, just ask.",
		Zh: "不客气！如果还有问题，请随时提问。",
	}
	SayGoodbye = Text{
		De: "Auf Wiedersehen! Sie können jederzeit wieder fragen.",
		En: "Goodbye! You can come back with questions at any time.",
		Zh: "再见！欢迎随时再来提问。",
	}
	SayPraise = Text{
		De: "Vielen Dank, das freut uns! Möchten Sie noch etwas wissen?",
		En: "Thank you, that is good to hear! Is there anything else you would like to know?",
		Zh: "谢谢您的鼓励！您还想了解什么吗？",
	}
	SayPatience = Text{
		De: "Es tut mir leid, dass ich Ihnen nicht helfen konnte. Stellen Sie Ihre Frage gern noch einmal mit anderen Worten, oder schreiben Sie „mit einem Menschen sprechen“.",
		En: "I am sorry that I could not help you. Please try your question in other words, or write “speak to a human”.",
		Zh: "很抱歉没能帮到您。请换一种说法再问一次，或输入“转人工”。",
	}
	SayNoted = Text{
		De: "Gut. Was möchten Sie noch wissen?",
		En: "All right. What else would you like to know?",
		Zh: "好的。您还想了解什么？",
	}
	SayIdentity = Text{
		De: "Ich bin ein Chatbot, also ein Programm und kein Mensch. Ich antworte im Auftrag der ISA aus deren veröffentlichten Angaben und nenne Ihnen die Quelle. Wenn Sie lieber mit einem Menschen sprechen, schreiben Sie „mit einem Menschen sprechen“.",
		En: "I am a chatbot: a program, not a person. I answer on behalf of ISA from what it has published, and name the source. If you prefer a person, write “speak to a human”.",
		Zh: "我是聊天机器人，是自动程序，不是真人。我代表ISA，根据其公开资料回答问题，并注明来源。如果您想找工作人员，请输入“转人工”。",
	}
	SayHelp = Text{
		De: "Fragen Sie mich in Ihren Worten nach der ISA: nach Mitgliedern, Beitritt, Ansprechpartnern, Terminen und Neuigkeiten, auf Deutsch, Englisch oder Chinesisch. Was ich nicht weiß, sage ich Ihnen und nenne den Kontakt.\n\n" +
			"- /members – Mitglieder nach Land und Bundesland\n- /member und ein Name – was über dieses Mitglied bekannt ist\n- /join – Mitglied werden, Schritt für Schritt\n- /contact – Ansprechpartner\n" +
			"- /faq – häufige Fragen nach Themen\n- /news – Neuigkeiten\n- /subscribe – Neuigkeiten abonnieren, /unsubscribe – abbestellen\n- /language – Sprache wählen\n" +
			"- /privacy – Datenschutz, /mydata – Ihre Daten ansehen, /forgetme – alles löschen",
		En: "Ask me about ISA in your own words: members, joining, contacts, events and news, in German, English or Chinese. If I do not know something, I say so and name the contact.\n\n" +
			"- /members – members by country and state\n- /member and a name – what is known about that member\n- /join – become a member, step by step\n- /contact – whom to contact\n" +
			"- /faq – frequent questions by subject\n- /news – news\n- /subscribe – subscribe to the news, /unsubscribe – stop it\n- /language – choose the language\n" +
			"- /privacy – privacy, /mydata – see your data, /forgetme – delete everything",
		Zh: "关于ISA，您可以用自己的话提问：成员、加入、联系方式、活动和消息，德语、英语、中文均可。我不知道的会如实告诉您，并提供联系方式。\n\n" +
			"- /members – 按国家和省州查看成员\n- /member 加名称 – 查看该成员的资料\n- /join – 加入联盟，分步指引\n- /contact – 联系方式\n" +
			"- /faq – 按主题查看常见问题\n- /news – 最新消息\n- /subscribe – 订阅消息，/unsubscribe – 取消订阅\n- /language – 选择语言\n" +
			"- /privacy – 隐私，/mydata – 查看您的数据，/forgetme – 全部删除",
	}
	SayFAQ = Text{
		De: "Häufig gefragt wird zum Beispiel:",
		En: "Questions that are often asked, for example:",
		Zh: "常见问题例如：",
	}
	SayHuman = Text{
		De: "Ich bin ein Programm, aber das Büro der ISA hilft Ihnen persönlich weiter. Hier ist der Kontakt:",
		En: "I am a program, but the people at ISA's office will gladly help you. Here is the contact:",
		Zh: "我是自动程序，ISA的工作人员很乐意为您服务。联系方式如下：",
	}
)

// Languages.
var (
	SayLanguage = Text{
		De: "Ich antworte Ihnen jetzt auf Deutsch.",
		En: "I will answer you in English from now on.",
		Zh: "从现在起我用中文回答您。",
	}
	SayLanguages = Text{
		De: "Ich spreche Deutsch, Englisch und Chinesisch. In welcher Sprache möchten Sie weitersprechen?",
		En: "I speak German, English and Chinese. Which language would you prefer?",
		Zh: "我会德语、英语和中文。您希望用哪种语言？",
	}
)

// Personal data.
var (
	SayPrivacy = Text{
		De: "Was hier über Sie gespeichert wird:\n\n" +
			"- Das laufende Gespräch steht im Arbeitsspeicher, bis zwei Stunden nach Ihrer letzten Nachricht.\n" +
			"- Ihre Fragen und deren Bewertung mit dem Daumen werden 90 Tage lang unter einem Pseudonym gespeichert, damit wir die Antworten verbessern können. Telefonnummern und E-Mail-Adressen werden vorher unkenntlich gemacht.\n" +
			"- Eine gewählte Sprache merken wir uns bis zu ein Jahr lang, Ihre Angaben im Beitritts-Wegweiser eine Woche lang.\n" +
			"- Auf Telegram und Discord merken wir uns bis zu zwei Tage lang, welche Antwort zu welcher Nachricht gehört.\n" +
			"- Wenn Sie Neuigkeiten abonnieren, speichern wir den Chat, die Sprache und die Themen, bis Sie sie abbestellen.\n" +
			"- Nur wenn Sie etwas an das Büro weitergeben lassen, speichern wir dazu, in welchem Chat die Antwort erscheinen soll, in Gruppen auch unter einem Pseudonym, von wem die Frage kam.\n\n" +
			"Mit /mydata sehen Sie, was zu Ihnen gespeichert ist (Auskunft). Mit /forgetme löschen Sie es sofort.",
		En: "What is stored about you here:\n\n" +
			"- The current conversation is kept in memory until two hours after your last message.\n" +
			"- Your questions, and your thumbs up or down, are stored for 90 days under a pseudonym, so that we can improve the answers. Telephone numbers and e-mail addresses are masked before that.\n" +
			"- A language that you chose is remembered for up to one year, your answers in the membership guide for one week.\n" +
			"- On Telegram and Discord we remember for up to two days which answer belongs to which message.\n" +
			"- If you subscribe to the news, we store the chat, the language and the topics until you unsubscribe.\n" +
			"- Only if you have something passed on to the office do we store in which chat the answer is to appear and, in groups, under a pseudonym who asked.\n\n" +
			"With /mydata you see the data stored about you. With /forgetme you delete them at once.",
		Zh: "这里会保存您的哪些信息：\n\n" +
			"- 当前对话存放在内存中，在您最后一条消息两小时后清除。\n" +
			"- 您的问题以及点赞或点踩以化名形式保存90天，用于改进回答。电话号码和邮箱地址在保存前会被隐去。\n" +
			"- 您选择的语言最长保存一年，您在加入指引中的选择保存一周。\n" +
			"- 在 Telegram 和 Discord 上，我们最长两天记录哪条回答对应哪条消息。\n" +
			"- 如果您订阅消息，我们会保存对话、语言和主题，直到您取消订阅。\n" +
			"- 只有当您要求向工作人员转交内容时，我们才会保存应在哪个对话中回复您；在群组中，还会以化名记录提问人。\n\n" +
			"用 /mydata 可以查看与您有关的数据，用 /forgetme 可以立即删除。",
	}
	SayForgetHow = Text{
		De: "Mit /forgetme werden alle Daten, die zu Ihnen gespeichert sind, sofort gelöscht, auch offene Anfragen an das Büro. Das lässt sich nicht rückgängig machen.",
		En: "With /forgetme all data stored about you are deleted at once, open inquiries to the office included. This cannot be undone.",
		Zh: "使用 /forgetme 会立即删除与您有关的全部数据，包括尚未答复的咨询。删除后无法恢复。",
	}
	ChoiceForget = Text{De: "Jetzt alles löschen", En: "Delete everything now", Zh: "立即全部删除"}
	ChoiceMyData = Text{De: "Meine Daten ansehen", En: "See my data", Zh: "查看我的数据"}
	SayPage      = Text{De: "Die ganze Datenschutzerklärung: {url}", En: "The full privacy notice: {url}", Zh: "完整的隐私声明：{url}"}
	SayForgotten = Text{
		De: "Erledigt: Alle Daten, die zu Ihnen gespeichert waren, sind gelöscht.",
		En: "Done: all data that were stored about you have been deleted.",
		Zh: "已完成：与您有关的数据已全部删除。",
	}
	SayMyData = Text{
		De: "Das ist zu Ihnen gespeichert. Dazu kommt das laufende Gespräch im Arbeitsspeicher.",
		En: "These data are stored about you. In addition there is the current conversation, in memory.",
		Zh: "与您有关的数据如下。此外，内存中还有当前对话。",
	}
	SayNoData = Text{
		De: "Zu Ihnen sind keine Daten gespeichert. Nur das laufende Gespräch steht im Arbeitsspeicher.",
		En: "No data are stored about you. Only the current conversation is kept in memory.",
		Zh: "没有保存与您有关的数据。只有当前对话存放在内存中。",
	}
	SayInPrivate = Text{
		De: "Hier lesen andere mit. Bitte fragen Sie mich das in einem direkten Chat, dann zeige ich Ihnen Ihre Daten.",
		En: "Others can read along here. Please ask me in a direct chat and I will show you your data.",
		Zh: "这里其他人也能看到。请在私聊中问我，我会向您显示您的数据。",
	}
	SayDataFailed = Text{
		De: "Es tut mir leid, das hat gerade nicht geklappt. Bitte versuchen Sie es in einigen Minuten noch einmal.",
		En: "I am sorry, that did not work just now. Please try again in a few minutes.",
		Zh: "很抱歉，操作未成功。请过几分钟再试。",
	}
)
