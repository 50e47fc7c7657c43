package phrases

// Thumbs up and down.
var (
	SayRated        = Text{De: "Danke für Ihre Rückmeldung!", En: "Thank you for your feedback!", Zh: "感谢您的反馈！"}
	SayRatingFailed = Text{De: "Ihre Rückmeldung konnte ich leider nicht speichern.", En: "I am sorry, your feedback could not be saved.", Zh: "抱歉，未能保存您的反馈。"}
	SayWhatWasWrong = Text{
		De: "Danke für Ihre Rückmeldung, und es tut mir leid, dass die Antwort nicht geholfen hat. Was war falsch, oder was hat gefehlt? Ihre nächste Nachricht gebe ich zusammen mit der Frage an das Büro weiter. Telefonnummern und E-Mail-Adressen lasse ich dabei weg.",
		En: "Thank you for your feedback, and I am sorry that the answer did not help. What was wrong or missing? I will pass your next message on to the office together with the question, leaving out telephone numbers and e-mail addresses.",
		Zh: "感谢您的反馈，很抱歉这个回答没能帮到您。哪里不对，或者缺少什么？我会把您的下一条消息连同原问题一起转交给工作人员，并略去电话号码和邮箱地址。",
	}

	// What the office reads.
	InquiryRated = Text{
		De: "Rückmeldung zu einer Antwort des Chatbots (Daumen nach unten)\nFrage: {question}\nRückmeldung: {text}",
		En: "Feedback on an answer of the chatbot (thumb down)\nQuestion: {question}\nFeedback: {text}",
		Zh: "对聊天机器人回答的反馈（不满意）\n问题：{question}\n反馈：{text}",
	}
)
