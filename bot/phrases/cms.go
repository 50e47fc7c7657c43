package phrases

// What staff read in the admin when a record cannot be saved.
var CMS = struct {
	BadDate, NoSuchDay, LeftBeforeJoined           Text
	SlugFrozen                                     Text
	NewIsDraft, BadTransition, NoTitle, RevChanged Text
	OnlyPublishers, OnlyAdmins, NoAnswer, ReadOnly Text
	AnswerUnsent                                   Text
	ChannelShows, OnlyChannel, OnlyTopic           Text
	PlaceTaken                                     Text

	ForPublishers, LiveForPublishers, ReleaseForPublishers         Text
	OwnRole, OwnRelease, LiveForTwo                                Text
	CorrectionFile, CorrectionNow, ChangedInOriginal, OriginalGone Text
}{
	BadDate: Text{
		De: "Bitte ein Jahr, ein Jahr mit Monat oder ein volles Datum eintragen, zum Beispiel 2021, 2021-03 oder 2021-03-31.",
		En: "Please enter a year, a year and month, or a full date, for example 2021, 2021-03 or 2021-03-31.",
		Zh: "请填写年份、年月或完整日期，例如 2021、2021-03 或 2021-03-31。",
	},
	NoSuchDay: Text{
		De: "Diesen Tag gibt es im Kalender nicht: {date}.",
		En: "There is no such day in the calendar: {date}.",
		Zh: "日历中没有这一天：{date}。",
	},
	LeftBeforeJoined: Text{
		De: "Das Ende der Mitgliedschaft liegt vor dem Beitritt ({date}).",
		En: "The membership ends before it began ({date}).",
		Zh: "退出日期早于加入日期（{date}）。",
	},
	SlugFrozen: Text{
		De: "Die Meldung war schon veröffentlicht. Ihre Adresse bleibt „{slug}“, damit Links auf sie weiter gelten.",
		En: "This item has already been published. Its address stays \"{slug}\", so that links to it keep working.",
		Zh: "该消息已经发布过，网址须保持为“{slug}”，以免已有链接失效。",
	},
	NewIsDraft: Text{
		De: "Eine neue Meldung beginnt als Entwurf oder zur Prüfung. Bitte erst speichern, dann veröffentlichen.",
		En: "A new item starts as a draft or in review. Please save it first, then publish it.",
		Zh: "新消息须先保存为草稿或待审核，之后再发布。",
	},
	BadTransition: Text{
		De: "Von „{from}“ geht es nicht direkt zu „{to}“. Eine veröffentlichte Meldung wird erst zurückgezogen, eine zurückgezogene erst wieder zum Entwurf.",
		En: "An item cannot go from \"{from}\" straight to \"{to}\". A published item has to be retracted first; a retracted one has to become a draft first.",
		Zh: "不能从“{from}”直接改为“{to}”。已发布的消息须先撤回，已撤回的消息须先改回草稿。",
	},
	NoTitle: Text{
		De: "Vor dem Veröffentlichen braucht die Meldung in ihrer Ausgangssprache eine Überschrift.",
		En: "Before it is published, the item needs a headline in the language it was written in.",
		Zh: "发布前，请填写原文语言的标题。",
	},
	RevChanged: Text{
		De: "Jemand hat die Meldung inzwischen geändert. Bitte die Seite neu laden und die Änderung noch einmal eintragen.",
		En: "Somebody has changed this item in the meantime. Please reload the page and make your change again.",
		Zh: "该消息已被他人修改。请刷新页面后重新填写您的改动。",
	},
	OnlyPublishers: Text{
		De: "Veröffentlichen und Veröffentlichtes ändern darf nur, wer die Aufgabe „publisher“ oder „admin“ hat. Zur Freigabe bitte auf „zur Prüfung“ stellen.",
		En: "Only staff with the role \"publisher\" or \"admin\" may publish, or change what is published. To have it published, please set it to \"in review\".",
		Zh: "只有角色为“publisher”或“admin”的人员可以发布或修改已发布的消息。如需发布，请将状态设为“待审核”。",
	},
	OnlyAdmins: Text{
		De: "Das ist Konten mit der Aufgabe „admin“ vorbehalten. Bitte wenden Sie sich an eine Person mit einem solchen Konto.",
		En: "This is reserved for accounts with the role \"admin\". Please turn to somebody who has such an account.",
		Zh: "此操作仅限角色为“admin”的账户。请联系持有此类账户的人员。",
	},
	NoAnswer: Text{
		De: "Bitte erst die Antwort eintragen; dann gilt die Anfrage als beantwortet.",
		En: "Please enter the answer first; then the inquiry counts as answered.",
		Zh: "请先填写答复，再将咨询标记为已答复。",
	},
	AnswerUnsent: Text{
		De: "Hier steht eine Antwort, die nie gesendet wurde; das Schließen sendet sie nicht. Um sie zu senden, wählen Sie „beantwortet“; um ohne Antwort zu schließen, leeren Sie das Feld mit der Antwort.",
		En: "There is an answer here that was never sent, and closing does not send it. To send it choose \"answered\"; to close without an answer empty the field with the answer.",
		Zh: "此处有一份尚未发送的答复，关闭咨询不会将其发送。如需发送，请选择“已答复”；如不答复直接关闭，请清空答复字段。",
	},
	ChannelShows: Text{
		De: "In diesem Kanal stehen noch {count} Nachrichten. Sollen sie stehen bleiben, schalten Sie den Kanal erst aus und löschen ihn dann. Sollen sie verschwinden, nehmen Sie den Kanal vorher aus den Meldungen heraus oder ziehen Sie diese zurück.",
		En: "{count} messages still stand in this channel. If they are to stay, switch the channel off first and then delete it. If they are to disappear, take the channel out of the news items first, or retract those.",
		Zh: "该频道中仍有 {count} 条消息。如需保留，请先停用该频道，再将其删除；如需清除，请先从相关消息中移除该频道，或撤回这些消息。",
	},
	OnlyChannel: Text{
		De: "{count} Meldungen sind allein für diesen Kanal bestimmt. Ohne ihn gingen sie an alle. Bitte dort erst andere Kanäle eintragen, oder den Kanal ausgeschaltet stehen lassen.",
		En: "{count} news items are for this channel alone. Without it they would go to all. Please enter other channels there first, or leave this channel switched off.",
		Zh: "有 {count} 条消息仅面向该频道。删除后它们将面向所有频道。请先为这些消息指定其他频道，或仅停用该频道而不删除。",
	},
	OnlyTopic: Text{
		De: "{count} Kanäle oder Abonnements haben allein dieses Thema gewählt. Ohne es bekämen sie alle Meldungen. Bitte dort erst andere Themen eintragen.",
		En: "{count} channels or subscriptions have chosen this topic alone. Without it they would get all news. Please enter other topics there first.",
		Zh: "有 {count} 个频道或订阅仅选择了该主题。删除后它们将收到所有消息。请先为其指定其他主题。",
	},
	PlaceTaken: Text{
		De: "Diesen Kanal gibt es hier schon, unter dem Namen „{name}“. Zwei Einträge würden sich überschreiben.",
		En: "This channel is already here, under the name \"{name}\". Two records would overwrite each other.",
		Zh: "该频道已存在，名称为“{name}”。重复的记录会相互覆盖。",
	},
	ForPublishers: Text{
		De: "Das ist Konten mit der Aufgabe „publisher“ oder „admin“ vorbehalten. Bitte wenden Sie sich an eine Person mit einem solchen Konto.",
		En: "This is reserved for accounts with the role \"publisher\" or \"admin\". Please turn to somebody who has such an account.",
		Zh: "此操作仅限角色为“publisher”或“admin”的账户。请联系持有此类账户的人员。",
	},
	LiveForPublishers: Text{
		De: "Dieser Eintrag ist öffentlich. Ändern darf ihn nur, wer die Aufgabe „publisher“ oder „admin“ hat. Bitte legen Sie eine Korrektur an, oder bitten Sie eine solche Person um die Änderung.",
		En: "This record is public. Only staff with the role \"publisher\" or \"admin\" may change it. Please make a correction, or ask one of them for the change.",
		Zh: "该记录已公开，只有角色为“publisher”或“admin”的人员可以修改。请您新建更正稿，或请上述人员修改。",
	},
	ReleaseForPublishers: Text{
		De: "Öffentlich machen darf einen Eintrag nur, wer die Aufgabe „publisher“ oder „admin“ hat. Bitte speichern Sie ihn als Entwurf, und bitten Sie eine solche Person um die Freigabe.",
		En: "Only staff with the role \"publisher\" or \"admin\" may make a record public. Please save it as a draft, and ask one of them to release it.",
		Zh: "只有角色为“publisher”或“admin”的人员可以公开记录。请您先保存为草稿，再请上述人员发布。",
	},
	OwnRole: Text{
		De: "Die eigene Aufgabe kann niemand ändern. Bitte wenden Sie sich an eine andere Person mit der Aufgabe „admin“.",
		En: "Nobody can change their own role. Please turn to somebody else with the role \"admin\".",
		Zh: "任何人都不能修改自己的角色。请联系其他角色为“admin”的人员。",
	},
	OwnRelease: Text{
		De: "An dieser Meldung haben Sie selbst geschrieben. Freigeben muss sie eine zweite Person.",
		En: "You have written on this item yourself. A second person has to release it.",
		Zh: "您参与了该消息的撰写，须由另一位人员发布。",
	},
	LiveForTwo: Text{
		De: "Hier gilt das Vier-Augen-Prinzip: Was veröffentlicht ist, ändert niemand allein. Bitte kopieren Sie die Meldung als Korrektur; eine zweite Person gibt sie frei. Für andere Bilder oder Anhänge ziehen Sie die Meldung zurück, und eine zweite Person veröffentlicht sie neu.",
		En: "Four eyes are the rule here: nobody alone changes what is published. Please copy the item as a correction; a second person releases it. For other pictures or attachments retract the item, and a second person publishes it anew.",
		Zh: "此处实行双人审核：已发布的内容任何人不得单独修改。请将消息复制为更正稿，由另一位人员发布。如需更换图片或附件，请先撤回该消息，再由另一位人员重新发布。",
	},
	CorrectionFile: Text{
		De: "Eine Korrektur ändert Texte und Angaben. Bilder und Anhänge werden im Original ausgetauscht.",
		En: "A correction changes texts and facts. Pictures and attachments are replaced in the original.",
		Zh: "更正稿只修改文字和资料，图片和附件请在原记录中更换。",
	},
	CorrectionNow: Text{
		De: "Eine Korrektur erscheint, sobald sie freigegeben wird. Bitte das Feld leeren.",
		En: "A correction appears as soon as it is released. Please empty this field.",
		Zh: "更正稿发布后立即生效，请清空该字段。",
	},
	ChangedInOriginal: Text{
		De: "Dieses Feld wurde inzwischen auch im Original geändert. Bitte vergleichen Sie beide, und tragen Sie hier den Text des Originals ein oder ändern Sie das Original selbst.",
		En: "This field has meanwhile been changed in the original as well. Please compare the two, and either enter the original's text here or change the original itself.",
		Zh: "原记录中的该字段也已被修改。请您对照两者，在此填入原文，或直接修改原记录。",
	},
	OriginalGone: Text{
		De: "Das Original ist nicht mehr öffentlich. Damit gibt es hier nichts zu korrigieren.",
		En: "The original is no longer public, so there is nothing to correct.",
		Zh: "原记录已不再公开，无需更正。",
	},
	ReadOnly: Text{
		De: "Diese Einträge schreibt das Programm selbst. Sie lassen sich hier nur ansehen.",
		En: "The program writes these records itself. They can only be looked at here.",
		Zh: "这些记录由系统自动写入，此处只能查看。",
	},
}

// NewsStatus are the statuses of a piece of news as staff call them.
var NewsStatus = map[string]Text{
	"draft":     {De: "Entwurf", En: "draft", Zh: "草稿"},
	"review":    {De: "zur Prüfung", En: "in review", Zh: "待审核"},
	"published": {De: "veröffentlicht", En: "published", Zh: "已发布"},
	"retracted": {De: "zurückgezogen", En: "retracted", Zh: "已撤回"},
}
