package phrases

// Being sent news directly.
var (
	SaySubscribe = Text{
		De: "Möchten Sie Neuigkeiten der ISA direkt von mir erhalten? Ich schicke sie Ihnen auf {language}, sobald sie erscheinen. Wählen Sie, worüber. Mit /unsubscribe beenden Sie das jederzeit.",
		En: "Would you like to get ISA's news directly from me? I will send it to you in {language} as soon as it appears. Choose what about. You can end this at any time with /unsubscribe.",
		Zh: "您想由我直接向您发送ISA的消息吗？消息发布后，我会用{language}发给您。请选择主题。您可随时用 /unsubscribe 取消。",
	}
	SaySubscribedAll = Text{
		De: "Sie erhalten alle Neuigkeiten der ISA, auf {language}. Tippen Sie auf ein Thema, wenn Sie nur einzelne möchten.",
		En: "You get all of ISA's news, in {language}. Tap a topic if you want only some of it.",
		Zh: "您将收到ISA的全部消息，语言为{language}。如只需部分主题，请点选。",
	}
	SaySubscribed = Text{
		De: "Sie erhalten Neuigkeiten der ISA zu diesen Themen, auf {language}: {topics}.",
		En: "You get ISA's news on these topics, in {language}: {topics}.",
		Zh: "您将收到ISA关于以下主题的消息，语言为{language}：{topics}。",
	}
	SayUnsubscribed = Text{
		De: "Erledigt: Sie erhalten keine Neuigkeiten mehr von mir.",
		En: "Done: I will not send you any more news.",
		Zh: "已取消：我不会再给您发送消息。",
	}
	SayNotSubscribed = Text{
		De: "Sie haben keine Neuigkeiten abonniert, es gibt nichts abzubestellen.",
		En: "You are not subscribed to any news, so there is nothing to cancel.",
		Zh: "您没有订阅消息，无需取消。",
	}
	SaySubscribeAlone = Text{
		De: "Neuigkeiten schicke ich nur in direkte Chats. Öffnen Sie bitte einen Chat mit mir allein und schreiben Sie dort /subscribe.",
		En: "I send news to direct chats only. Please open a chat with me alone and write /subscribe there.",
		Zh: "我只在私聊中发送消息。请打开与我的私聊，并发送 /subscribe。",
	}
	SayUnsubscribeAlone = Text{
		De: "Abonnieren und abbestellen können Sie nur in einem direkten Chat mit mir. Schreiben Sie dort bitte /unsubscribe.",
		En: "You can subscribe and unsubscribe only in a direct chat with me. Please write /unsubscribe there.",
		Zh: "订阅和取消订阅只能在与我的私聊中进行。请在私聊中发送 /unsubscribe。",
	}
	SayFollow = Text{
		De: "Hierher kann ich Ihnen Neuigkeiten leider nicht schicken. Mit /news lesen Sie sie jederzeit nach.",
		En: "I am afraid I cannot send you news here. With /news you can read it at any time.",
		Zh: "抱歉，我无法在这里向您推送消息。您可随时用 /news 查看。",
	}
	SayChannels        = Text{De: "Öffentliche Kanäle, in denen sie erscheinen:", En: "Public channels in which it appears:", Zh: "发布消息的公开频道："}
	LineChannel        = Text{De: "{name} ({platform}, {language}): {url}", En: "{name} ({platform}, {language}): {url}", Zh: "{name}（{platform}，{language}）：{url}"}
	SayFeeds           = Text{De: "Alle Wege, auf dem Laufenden zu bleiben: {url}", En: "All ways to keep up to date: {url}", Zh: "获取最新消息的全部方式：{url}"}
	ChoiceSubscribe    = Text{De: "Neuigkeiten abonnieren", En: "Subscribe to the news", Zh: "订阅消息"}
	ChoiceUnsubscribe  = Text{De: "Abbestellen", En: "Unsubscribe", Zh: "取消订阅"}
	ChoiceAllTopics    = Text{De: "Alle Themen", En: "All topics", Zh: "全部主题"}
	ChoiceThisLanguage = Text{De: "Künftig auf {language}", En: "In {language} from now on", Zh: "今后用{language}"}
)
