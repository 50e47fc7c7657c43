package phrases

// NewsFaults are what staff read where news cannot be published as it is.
var NewsFaults = struct {
	NoCoverAlt, NoTitleHere, PictureAddress, PictureAlt, DeadLink, AlreadyOut Text
}{
	NoCoverAlt: Text{
		De: "Bitte in einem Satz beschreiben, was auf dem Titelbild zu sehen ist: für Menschen, die es nicht sehen können.",
		En: "Please describe in a sentence what the cover picture shows, for people who cannot see it.",
		Zh: "请用一句话描述封面图片的内容，以便看不到图片的读者了解。",
	},
	NoTitleHere: Text{
		De: "In dieser Sprache gibt es einen Text, aber keine Überschrift. Bitte die Überschrift ergänzen oder den Text leeren.",
		En: "There is a text in this language but no headline. Please add the headline or empty the text.",
		Zh: "该语言已有正文但没有标题。请补充标题，或清空正文。",
	},
	PictureAddress: Text{
		De: "Ein Bild im Text hat keine öffentliche Adresse: Leserinnen und Leser würden es nicht sehen. Bitte als Titelbild oder Anhang hochladen.",
		En: "A picture in the text has no public address: readers would not see it. Please upload it as the cover or an attachment.",
		Zh: "正文中有图片没有公开网址，读者将无法看到。请将其作为封面或附件上传。",
	},
	PictureAlt: Text{
		De: "Ein Bild im Text hat keine Beschreibung. Bitte im Editor auf das Bild klicken und eintragen, was darauf zu sehen ist.",
		En: "A picture in the text has no description. Please click on it in the editor and enter what it shows.",
		Zh: "正文中有图片缺少文字说明。请在编辑器中点击该图片并填写说明。",
	},
	DeadLink: Text{
		De: "Dieser Link führt nirgendwohin: {link}. Bitte die vollständige Adresse mit https:// eintragen.",
		En: "This link leads nowhere: {link}. Please enter the full address, with https://.",
		Zh: "该链接无法打开：{link}。请填写以 https:// 开头的完整网址。",
	},
	AlreadyOut: Text{
		De: "Die Meldung ist schon erschienen. Soll sie erst später gelten, ziehen Sie sie zurück und veröffentlichen Sie sie neu.",
		En: "This item is out already. To have it appear later, retract it and publish it again.",
		Zh: "该消息已经发布。如需改到以后发布，请先撤回，再重新发布。",
	},
}
