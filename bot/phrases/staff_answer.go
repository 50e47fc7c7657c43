package phrases

// PersonAnswers are the words around a person's answer on a chat platform.
var PersonAnswers = struct {
	From, FromOffice, Withdrawn Text
}{
	From:       Text{De: "Ein Mensch aus dem Büro hat Ihre Frage beantwortet", En: "A person at the office has answered your question", Zh: "工作人员已答复您的问题"},
	FromOffice: Text{De: "Ein Mensch hat Ihre Frage beantwortet: {office}", En: "A person has answered your question: {office}", Zh: "工作人员已答复您的问题：{office}"},
	Withdrawn:  Text{De: "Diese Antwort wurde zurückgezogen.", En: "This answer has been withdrawn.", Zh: "此答复已撤回。"},
}

// AnswerIn tells an asker that the answer is in another language than theirs,
// by that language.
var AnswerIn = map[string]Text{
	"de": {De: "Hier ist die Antwort auf Ihre Frage, auf Deutsch.", En: "Here is the answer to your question. It is written in German.", Zh: "以下是对您问题的答复，原文为德文。"},
	"en": {De: "Hier ist die Antwort auf Ihre Frage. Sie ist auf Englisch geschrieben.", En: "Here is the answer to your question, in English.", Zh: "以下是对您问题的答复，原文为英文。"},
	"zh": {De: "Hier ist die Antwort auf Ihre Frage. Sie ist auf Chinesisch geschrieben.", En: "Here is the answer to your question. It is written in Chinese.", Zh: "以下是对您问题的答复，原文为中文。"},
}
