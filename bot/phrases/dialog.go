package phrases

// Questions that are offered where a person has asked none, and that commands
// stand for. They hold no fact.
var (
	AskMember  = Text{De: "Ist {name} Mitglied?", En: "Is {name} a member?", Zh: "{name}是成员吗？"}
	AskMembers = Text{De: "Welche Städte sind Mitglied?", En: "Which cities are members?", Zh: "有哪些成员城市？"}
	AskJoin    = Text{De: "Wie wird man Mitglied?", En: "How can a city become a member?", Zh: "怎么加入联盟？"}
	AskContact = Text{De: "Wer ist Ansprechpartner?", En: "Who can I contact?", Zh: "联系方式是什么？"}
	AskWhat    = Text{De: "Was ist die ISA?", En: "What is ISA?", Zh: "ISA是什么？"}
	AskNews    = Text{De: "Was gibt es Neues?", En: "What is new?", Zh: "有什么最新消息？"}
	AskEvents  = Text{De: "Welche Termine stehen an?", En: "Which events are coming up?", Zh: "近期有什么活动？"}
)

// Passing a question on to the office.
var (
	SayOffer = Text{
		De: "Soll ich Ihre Frage an das Büro weitergeben? Dort antwortet Ihnen ein Mensch.",
		En: "Shall I pass your question on to the office? A person there will answer you.",
		Zh: "需要我把您的问题转交给工作人员吗？会有专人回复您。",
	}
	SayOfferAny = Text{
		De: "Ich kann auch eine Frage von Ihnen an das Büro weitergeben. Soll ich das tun?",
		En: "I can also pass a question of yours on to the office. Shall I?",
		Zh: "我也可以把您的问题转交给工作人员。需要吗？",
	}
	OfferYes = Text{De: "Ja, weitergeben", En: "Yes, pass it on", Zh: "好的，请转交"}
	OfferNo  = Text{De: "Nein, danke", En: "No, thanks", Zh: "不用了"}
	SayYes   = Text{De: "ja", En: "yes", Zh: "好的"}
	SayNo    = Text{De: "nein", En: "no", Zh: "不用"}
	SayWhich = Text{
		De: "Bitte schreiben Sie Ihre Frage in einer Nachricht, ich gebe sie weiter. Telefonnummern und E-Mail-Adressen lasse ich dabei weg. Mit „Nein“ brechen Sie ab.",
		En: "Please write your question in one message and I will pass it on, leaving out telephone numbers and e-mail addresses. Say “no” to cancel.",
		Zh: "请用一条消息写下您的问题，我会转交。转交时会略去电话号码和邮箱地址。如不需要，请回复“不用”。",
	}
	SayPassedOn = Text{
		De: "Ihre Frage ist weitergegeben, sie hat die Nummer {number}. Sobald das Büro geantwortet hat, lesen Sie die Antwort hier in diesem Chat.",
		En: "Your question has been passed on under the number {number}. As soon as the office has answered, you will read the answer here in this chat.",
		Zh: "您的问题已转交，编号为 {number}。工作人员答复后，您会在本对话中看到回复。",
	}
	SayPassedOnHome = Text{
		De: "Ihre Frage ist weitergegeben, sie hat die Nummer {number}. Sobald das Büro geantwortet hat, schicke ich Ihnen die Antwort als Direktnachricht.",
		En: "Your question has been passed on under the number {number}. As soon as the office has answered, I will send you the answer as a direct message.",
		Zh: "您的问题已转交，编号为 {number}。工作人员答复后，我会通过私信告诉您。",
	}
	SayPassedOnTerminal = Text{
		De: "Ihre Frage ist weitergegeben, sie hat die Nummer {number}. Die Antwort des Büros steht später unter dieser Nummer bei den Anfragen.",
		En: "Your question has been passed on under the number {number}. The office's answer will stand under this number among the inquiries.",
		Zh: "您的问题已转交，编号为 {number}。工作人员的答复将记录在该编号的咨询中。",
	}
	SayNotPassedOn = Text{
		De: "Gut, ich gebe nichts weiter. Fragen Sie gern etwas anderes.",
		En: "All right, I will not pass anything on. Feel free to ask something else.",
		Zh: "好的，不转交。您还可以问我其他问题。",
	}
	SayOfferGone = Text{
		De: "Ich weiß leider nicht mehr, worum es dabei ging. Bitte stellen Sie Ihre Frage noch einmal, dann gebe ich sie gern weiter.",
		En: "I am afraid I no longer know what this was about. Please ask your question once more and I will gladly pass it on.",
		Zh: "很抱歉，我已不记得这是关于哪个问题了。请您再问一次，我会为您转交。",
	}
	SayReplyToThis = Text{
		De: "In einer Gruppe lese ich nur, was an mich gerichtet ist: Bitte antworten Sie direkt auf diese Nachricht.",
		En: "In a group I only read what is said to me: please reply to this message directly.",
		Zh: "在群组中，我只读取发给我的消息：请直接回复这条消息。",
	}
	SayNameMe = Text{
		De: "Damit ich Ihre Nachricht lese, erwähnen Sie mich darin bitte. Andere in diesem Kanal sehen sie dann auch.",
		En: "So that I read your message, please mention me in it. Others in this channel will see it too.",
		Zh: "请在消息中提及我，我才能读取。频道中的其他人也会看到这条消息。",
	}
	SayPassingFailed = Text{
		De: "Es tut mir leid, das Weitergeben hat gerade nicht geklappt. Bitte versuchen Sie es in einigen Minuten noch einmal.",
		En: "I am sorry, passing your question on did not work just now. Please try again in a few minutes.",
		Zh: "很抱歉，刚才未能转交您的问题。请过几分钟再试。",
	}
)

// What goes wrong, or cannot be answered as it is.
var (
	SaySorry = Text{
		De: "Es tut mir leid, gerade ist bei mir etwas schiefgegangen. Bitte versuchen Sie es in einigen Minuten noch einmal.",
		En: "I am sorry, something went wrong on my side. Please try again in a few minutes.",
		Zh: "很抱歉，系统出现了问题。请过几分钟再试。",
	}
	SayTooMany = Text{
		De: "Das waren viele Fragen in kurzer Zeit. Bitte fragen Sie in {wait} wieder, dann bin ich gern für Sie da.",
		En: "That was a lot of questions in a short time. Please ask again in {wait}; I will gladly help you then.",
		Zh: "您在短时间内提了很多问题。请在{wait}后再问，我很乐意继续为您解答。",
	}
	SayTooFast = Text{
		De: "Das ging mir zu schnell. Bitte warten Sie {wait}.",
		En: "That was too fast for me. Please wait {wait}.",
		Zh: "操作过快，请等待{wait}。",
	}
	Seconds    = Text{De: "{n} Sekunden", En: "{n} seconds", Zh: "{n}秒"}
	Minutes    = Text{De: "{n} Minuten", En: "{n} minutes", Zh: "{n}分钟"}
	Hours      = Text{De: "{n} Stunden", En: "{n} hours", Zh: "{n}小时"}
	SayTooLong = Text{
		De: "Ihre Nachricht ist sehr lang. Bitte fassen Sie Ihre Frage in höchstens {max} Zeichen zusammen.",
		En: "Your message is very long. Please put your question in at most {max} characters.",
		Zh: "您的消息太长了。请将问题控制在{max}个字符以内。",
	}
	SayNothing = Text{
		De: "Sprachnachrichten, Bilder und Sticker verstehe ich leider nicht, ich kann nur geschriebene Fragen beantworten. Was möchten Sie über die ISA wissen? Schreiben Sie es gern in Ihren Worten.",
		En: "I am afraid I do not understand voice messages, pictures or stickers; I can only answer written questions. What would you like to know about ISA? Just write it in your own words.",
		Zh: "抱歉，我看不懂语音、图片和表情，只能回答文字问题。关于ISA，您想了解什么？请用自己的话写下来。",
	}
	SayUnknownCommand = Text{
		De: "Diesen Befehl kenne ich nicht. Fragen Sie einfach in Ihren Worten, oder sehen Sie mit /help nach, was ich kann.",
		En: "I do not know this command. Just ask in your own words, or see with /help what I can do.",
		Zh: "我不认识这个命令。您可以直接用自己的话提问，或用 /help 查看我能做什么。",
	}
	SayNoPersonalData = Text{
		De: "Bitte schreiben Sie hier keine persönlichen Daten: Dieser Chat nimmt keine Telefonnummern oder Adressen auf, und von hier aus ruft Sie niemand an. Das Büro erreichen Sie direkt, hier ist der Kontakt:",
		En: "Please write no personal data here: this chat takes down no telephone numbers or addresses, and nobody will call you from here. You can contact the office directly:",
		Zh: "请不要在这里填写个人信息：本对话不登记电话号码和地址，也不会据此给您回电。您可以直接联系工作人员，联系方式如下：",
	}
)
