package phrases

// The membership guide. It holds no fact: what is known about joining comes
// from the records.
var (
	SayGuideStart = Text{
		De: "Schön, dass Sie sich für eine Mitgliedschaft interessieren. Nach fünf kurzen Fragen sage ich Ihnen, was über den Beitritt bekannt ist und wer Ihnen weiterhilft. Sie können jederzeit zurückgehen oder abbrechen.",
		En: "It is good to hear that you are interested in joining. After five short questions I will tell you what is known about joining and who can help you. You can go back or stop at any time.",
		Zh: "很高兴您有意加入联盟。回答五个简短的问题后，我会告诉您目前已知的加入情况以及由谁负责。您可以随时返回或退出。",
	}
	SayGuideCountry    = Text{De: "Frage 1 von 5: In welchem Land liegt Ihre Stadt oder Region?", En: "Question 1 of 5: In which country is your city or region?", Zh: "问题1/5：贵市或贵地区在哪个国家？"}
	SayGuideKind       = Text{De: "Frage 2 von 5: Wer möchte Mitglied werden?", En: "Question 2 of 5: Who would like to become a member?", Zh: "问题2/5：想加入的是哪一类？"}
	SayGuideSize       = Text{De: "Frage 3 von 5: Wie viele Menschen leben dort ungefähr? Sie können auch eine Zahl schreiben.", En: "Question 3 of 5: About how many people live there? You can also write a number.", Zh: "问题3/5：大约有多少人口？您也可以直接写数字。"}
	SayGuideIndustries = Text{De: "Frage 4 von 5: Welche Branchen prägen Ihren Standort am meisten?", En: "Question 4 of 5: Which industries matter most where you are?", Zh: "问题4/5：当地最主要的产业是什么？"}
	SayGuideContact    = Text{De: "Frage 5 von 5: Soll das Büro von Ihrem Interesse erfahren? Weitergegeben wird erst, wenn Sie im nächsten Schritt zustimmen.", En: "Question 5 of 5: Shall the office hear of your interest? Nothing is passed on before you agree in the next step.", Zh: "问题5/5：要让工作人员了解您的意向吗？在您下一步确认之前，不会转交任何信息。"}
	SayGuideNote       = Text{
		De: "Das gebe ich weiter: {choices}.\n\nSchreiben Sie dem Büro jetzt in einer Nachricht, um welche Stadt es geht und was Sie wissen möchten; ich gebe sie mit diesen Angaben weiter. Telefonnummern und E-Mail-Adressen lasse ich weg. Sie können Ihre Angaben auch ohne Nachricht weitergeben.",
		En: "I will pass this on: {choices}.\n\nNow write the office one message saying which city it is about and what you would like to know; I will pass it on with these details, leaving out telephone numbers and e-mail addresses. You can also pass your details on without a message.",
		Zh: "我将转交以下信息：{choices}。\n\n请用一条消息告诉工作人员是哪个城市、您想了解什么；我会与以上信息一并转交，并略去电话号码和邮箱地址。您也可以不写消息，直接转交。",
	}
	SayGuideConfirm = Text{
		De: "Das gebe ich an das Büro weiter: {choices}. Die Antwort schicke ich Ihnen als Direktnachricht. Einverstanden?",
		En: "I will pass this on to the office: {choices}. I will send you the answer as a direct message. Do you agree?",
		Zh: "我将把以下信息转交给工作人员：{choices}。答复会以私信发给您。您同意吗？",
	}
	SayGuideUnclear = Text{
		De: "Das habe ich leider nicht verstanden. Bitte wählen Sie eine der Antworten, oder schreiben Sie sie in kurzen Worten.",
		En: "I am afraid I did not understand that. Please choose one of the answers, or write it in a few words.",
		Zh: "抱歉，我没有理解您的意思。请选择一个选项，或用简短的文字回答。",
	}
	SayGuideResume = Text{
		De: "Sie hatten hier schon begonnen: {choices}. Möchten Sie dort weitermachen?",
		En: "You had already begun: {choices}. Would you like to go on from there?",
		Zh: "您之前已填写：{choices}。要继续吗？",
	}
	SayGuideLeft = Text{
		De: "Gut, wir hören hier auf, weitergegeben ist nichts. Mit /join können Sie jederzeit wieder anfangen.",
		En: "All right, we stop here; nothing has been passed on. You can start again at any time with /join.",
		Zh: "好的，到此为止，没有转交任何信息。您可以随时用 /join 重新开始。",
	}
	SayGuideEnd = Text{
		De: "Vielen Dank für Ihre Angaben, sie sind nicht weitergegeben. Das kann ich Ihnen zum Beitritt sagen:",
		En: "Thank you for your answers; they have not been passed on. This is what I can tell you about joining:",
		Zh: "感谢您的回答，这些信息没有转交给任何人。关于加入联盟，目前可以告诉您的有：",
	}
	SayGuideSent = Text{
		De: "Vielen Dank, Ihre Angaben sind an das Büro weitergegeben, unter der Nummer {number}. Sobald es geantwortet hat, lesen Sie die Antwort hier in diesem Chat. Das kann ich Ihnen schon jetzt sagen:",
		En: "Thank you, your details have been passed on to the office under the number {number}. As soon as it has answered, you will read the answer here in this chat. This is what I can tell you already:",
		Zh: "谢谢，您的信息已转交给工作人员，编号为 {number}。工作人员答复后，您会在本对话中看到回复。目前可以告诉您的有：",
	}
	SayGuideSentHome = Text{
		De: "Vielen Dank, Ihre Angaben sind an das Büro weitergegeben, unter der Nummer {number}. Sobald es geantwortet hat, schicke ich Ihnen die Antwort als Direktnachricht. Das kann ich Ihnen schon jetzt sagen:",
		En: "Thank you, your details have been passed on to the office under the number {number}. As soon as it has answered, I will send you the answer as a direct message. This is what I can tell you already:",
		Zh: "谢谢，您的信息已转交给工作人员，编号为 {number}。工作人员答复后，我会通过私信告诉您。目前可以告诉您的有：",
	}
	SayGuideSentTerminal = Text{
		De: "Vielen Dank, Ihre Angaben sind an das Büro weitergegeben, unter der Nummer {number}. Die Antwort des Büros steht später unter dieser Nummer bei den Anfragen. Das kann ich Ihnen schon jetzt sagen:",
		En: "Thank you, your details have been passed on to the office under the number {number}. The office's answer will stand under this number among the inquiries. This is what I can tell you already:",
		Zh: "谢谢，您的信息已转交给工作人员，编号为 {number}。工作人员的答复将记录在该编号的咨询中。目前可以告诉您的有：",
	}

	SayNoTerms    = Text{De: "Zu Beiträgen und zu Aufnahmebedingungen ist hier nichts verzeichnet; danach fragen Sie bitte das Büro.", En: "There is nothing on record here about fees or admission criteria; please ask the office about them.", Zh: "关于会费和加入条件，此处没有记录，请向工作人员咨询。"}
	SayNoFees     = Text{De: "Zu Beiträgen ist hier nichts verzeichnet; danach fragen Sie bitte das Büro.", En: "There is nothing on record here about fees; please ask the office about them.", Zh: "关于会费，此处没有记录，请向工作人员咨询。"}
	SayNoCriteria = Text{De: "Zu Aufnahmebedingungen ist hier nichts verzeichnet; danach fragen Sie bitte das Büro.", En: "There is nothing on record here about admission criteria; please ask the office about them.", Zh: "关于加入条件，此处没有记录，请向工作人员咨询。"}

	ChoiceGuideOn   = Text{De: "Weiter mit dem Beitritt", En: "Go on with joining", Zh: "继续填写加入意向"}
	ChoiceGuideNew  = Text{De: "Von vorn beginnen", En: "Start again", Zh: "重新开始"}
	ChoiceGuideStop = Text{De: "Abbrechen", En: "Stop here", Zh: "退出"}
	ChoiceGuideSend = Text{De: "Ohne Nachricht weitergeben", En: "Pass on without a message", Zh: "不写消息，直接转交"}
	ChoiceGuideYes  = Text{De: "Ja, weitergeben", En: "Yes, pass it on", Zh: "好的，请转交"}
	ChoiceGuideAsk  = Text{De: "Doch an das Büro weitergeben", En: "Pass it on to the office after all", Zh: "还是转交给工作人员"}
)

// What the membership guide asks the records.
var (
	AskJoinDE       = Text{De: "Wie kann eine deutsche Stadt Mitglied werden?", En: "How can a German city become a member?", Zh: "德国城市怎么加入联盟？"}
	AskFees         = Text{De: "Was kostet die Mitgliedschaft?", En: "What does membership cost?", Zh: "会费是多少？"}
	AskCriteria     = Text{De: "Welche Voraussetzungen muss eine Stadt erfüllen?", En: "What criteria does a city have to meet?", Zh: "城市加入需要满足什么条件？"}
	AskContactDE    = Text{De: "Wer ist Ansprechpartner in Deutschland?", En: "Who is the contact in Germany?", Zh: "德国的联系人是谁？"}
	AskContactCN    = Text{De: "Wer ist Ansprechpartner in China?", En: "Who is the contact in China?", Zh: "中国的联系人是谁？"}
	AskThirdCountry = Text{De: "Können Städte aus anderen Ländern beitreten?", En: "Can cities from other countries join?", Zh: "其他国家的城市可以加入吗？"}
)

// GuideHeads stand above the parts of the guide's end.
var GuideHeads = struct{ Joined, Fees, Criteria, Office Text }{
	Joined:   Text{De: "Wie man beitritt und wie andere beigetreten sind", En: "How to join, and how others have joined", Zh: "如何加入，其他城市又是如何加入的"},
	Fees:     Text{De: "Beiträge", En: "Fees", Zh: "会费"},
	Criteria: Text{De: "Aufnahmebedingungen", En: "Admission criteria", Zh: "加入条件"},
	Office:   Text{De: "An wen Sie sich wenden können", En: "Whom you can turn to", Zh: "您可以联系"},
}

// GuideCountries, GuideKinds, GuideSizes, GuideIndustries and GuideContacts are
// what can be chosen.
var (
	GuideCountries = struct{ Other Text }{
		Other: Text{De: "Anderes Land", En: "Another country", Zh: "其他国家"},
	}
	GuideKinds = struct{ City, District, DistrictCN, Region, Network Text }{
		City:       Text{De: "Stadt oder Gemeinde", En: "City or town", Zh: "市、镇"},
		District:   Text{De: "Kreis oder Stadtbezirk", En: "District or county", Zh: "县或市辖区"},
		DistrictCN: Text{De: "Stadtbezirk oder Kreis", En: "Urban district or county", Zh: "区或县"},
		Region:     Text{De: "Region", En: "Region", Zh: "地区"},
		Network:    Text{De: "Netzwerk mehrerer Städte", En: "Network of several towns", Zh: "多城联合体"},
	}
	GuideSizes = struct{ One, Two, Three, Four, Five, Open Text }{
		One:   Text{De: "unter 50.000", En: "under 50,000", Zh: "5万以下"},
		Two:   Text{De: "50.000 bis 200.000", En: "50,000 to 200,000", Zh: "5万至20万"},
		Three: Text{De: "200.000 bis 1 Million", En: "200,000 to 1 million", Zh: "20万至100万"},
		Four:  Text{De: "1 bis 5 Millionen", En: "1 to 5 million", Zh: "100万至500万"},
		Five:  Text{De: "über 5 Millionen", En: "over 5 million", Zh: "500万以上"},
		Open:  Text{De: "Das weiß ich nicht", En: "I do not know", Zh: "不清楚"},
	}
	GuideIndustries = struct{ Machines, Cars, Chemistry, Digital, Energy, Health, Logistics, Mixed Text }{
		Machines:  Text{De: "Maschinenbau und Metall", En: "Machinery and metal", Zh: "机械与金属"},
		Cars:      Text{De: "Fahrzeuge und Mobilität", En: "Vehicles and mobility", Zh: "汽车与交通"},
		Chemistry: Text{De: "Chemie und Werkstoffe", En: "Chemicals and materials", Zh: "化工与材料"},
		Digital:   Text{De: "Elektronik und IT", En: "Electronics and IT", Zh: "电子与信息技术"},
		Energy:    Text{De: "Energie und Umwelt", En: "Energy and environment", Zh: "能源与环保"},
		Health:    Text{De: "Gesundheit und Medizin", En: "Health and medicine", Zh: "医疗与健康"},
		Logistics: Text{De: "Logistik und Handel", En: "Logistics and trade", Zh: "物流与贸易"},
		Mixed:     Text{De: "Mehrere oder andere", En: "Several or others", Zh: "多种或其他"},
	}
	GuideContacts = struct{ Here, Show, No Text }{
		Here: Text{De: "Ja, das Büro soll mir antworten", En: "Yes, I would like an answer from it", Zh: "是，请工作人员答复我"},
		Show: Text{De: "Nein, ich schreibe selbst", En: "No, I will write myself", Zh: "不用，我自己联系"},
		No:   Text{De: "Jetzt nicht", En: "Not now", Zh: "暂时不用"},
	}
)

// GuideSummary are the lines that the office reads.
var GuideSummary = struct{ Head, Country, Kind, Size, Industries, Language, Note Text }{
	Head:       Text{De: "Interesse an einer Mitgliedschaft (Angaben aus dem Chatbot)", En: "Interest in membership (details from the chatbot)", Zh: "加入意向（来自聊天机器人）"},
	Country:    Text{De: "Land: {v}", En: "Country: {v}", Zh: "国家：{v}"},
	Kind:       Text{De: "Art: {v}", En: "Kind: {v}", Zh: "类型：{v}"},
	Size:       Text{De: "Einwohner: {v}", En: "Inhabitants: {v}", Zh: "人口：{v}"},
	Industries: Text{De: "Branchen: {v}", En: "Industries: {v}", Zh: "产业：{v}"},
	Language:   Text{De: "Sprache: {v}", En: "Language: {v}", Zh: "语言：{v}"},
	Note:       Text{De: "Nachricht: {v}", En: "Message: {v}", Zh: "留言：{v}"},
}
