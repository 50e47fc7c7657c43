package phrases

// Looking through members, questions and news by buttons.
var (
	SayCountries = Text{
		De: "In welchem Land möchten Sie nachsehen? Ich zeige Ihnen die Mitglieder, die hier mit Namen verzeichnet sind. Sie können mir auch einfach einen Ort nennen.",
		En: "In which country would you like to look? I will show you the members that are on record here by name. You can also simply name a place.",
		Zh: "您想查看哪个国家？我会列出此处有名称记录的成员。您也可以直接告诉我一个地名。",
	}
	SayStates        = Text{De: "Die Mitglieder in {country} nach Bundesländern:", En: "The members in {country} by federal state:", Zh: "{country}成员（按联邦州）："}
	SayProvinces     = Text{De: "Die Mitglieder in {country} nach Provinzen und Gebieten:", En: "The members in {country} by province and region:", Zh: "{country}成员（按省份和自治区）："}
	SayMembersOf     = Text{De: "Mitglieder in {where}:", En: "Members in {where}:", Zh: "{where}的成员："}
	SayCategories    = Text{De: "Zu welchem Thema haben Sie eine Frage?", En: "Which subject is your question about?", Zh: "您想了解哪方面的问题？"}
	SayQuestionsOf   = Text{De: "{category} – häufige Fragen:", En: "{category} – frequent questions:", Zh: "{category}——常见问题："}
	SayPageOf        = Text{De: "Seite {page} von {pages}", En: "Page {page} of {pages}", Zh: "第{page}页，共{pages}页"}
	SayGone          = Text{De: "Diesen Eintrag gibt es leider nicht mehr.", En: "I am afraid this entry no longer exists.", Zh: "抱歉，该条目已不存在。"}
	LabelCounted     = Text{De: "{name} ({n})", En: "{name} ({n})", Zh: "{name}（{n}）"}
	ChoiceAllMembers = Text{De: "Alle nach Namen", En: "All by name", Zh: "全部成员"}
	ChoiceEarlier    = Text{De: "‹ Vorige Seite", En: "‹ Previous page", Zh: "‹ 上一页"}
	ChoiceFurther    = Text{De: "Nächste Seite ›", En: "Next page ›", Zh: "下一页 ›"}
	ChoiceBack       = Text{De: "← Zurück", En: "← Back", Zh: "← 返回"}
)
