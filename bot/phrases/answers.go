package phrases

// What frames an answer: its ground, its limits, the way to a person.
var (
	GroundLine = Text{De: "Stand: {date} · Quelle: {source}", En: "As of: {date} · Source: {source}", Zh: "截至：{date} · 来源：{source}"}
	GroundBare = Text{De: "Quelle: {source}", En: "Source: {source}", Zh: "来源：{source}"}
	DateOnly   = Text{De: "Stand: {date}", En: "As of: {date}", Zh: "截至：{date}"}

	OnlyInDe = Text{De: "Dieser Eintrag liegt nur auf Deutsch vor.", En: "This entry exists in German only.", Zh: "此条目仅有德文版本。"}
	OnlyInEn = Text{De: "Dieser Eintrag liegt nur auf Englisch vor.", En: "This entry exists in English only.", Zh: "此条目仅有英文版本。"}
	OnlyInZh = Text{De: "Dieser Eintrag liegt nur auf Chinesisch vor.", En: "This entry exists in Chinese only.", Zh: "此条目仅有中文版本。"}

	LaterUnknown   = Text{De: "Was sich seither geändert hat, ist hier nicht verzeichnet; Auskunft über den heutigen Stand gibt: {office}.", En: "What has changed since is not on record here; for the present state please contact {office}.", Zh: "此后的变化在此没有记录；最新情况请联系{office}。"}
	LaterNoOffice  = Text{De: "Was sich seither geändert hat, ist hier nicht verzeichnet.", En: "What has changed since is not on record here.", Zh: "此后的变化在此没有记录。"}
	YearUnbacked   = Text{De: "Die Angabe {n} aus Ihrer Frage findet sich in den Unterlagen dazu nicht.", En: "The figure {n} in your question is not in the records on this.", Zh: "您问题中提到的“{n}”在相关资料中没有记载。"}
	YearOther      = Text{De: "Für {n} ist dazu hier nichts verzeichnet.", En: "For {n} nothing is on record here about this.", Zh: "此处没有关于{n}年这方面的记录。"}
	NotOnRecord    = Text{De: "Dazu ist hier nichts verzeichnet, und raten möchte ich nicht.", En: "This is not on record here, and I would rather not guess.", Zh: "这方面在此没有记录，我不便猜测。"}
	AskOffice      = Text{De: "Auskunft gibt die Ansprechstelle: {office}.", En: "The contact for this is: {office}.", Zh: "请联系：{office}。"}
	OfficeAsOf     = Text{De: "{office} (Stand {date})", En: "{office} (as of {date})", Zh: "{office}（截至{date}）"}
	AskNobody      = Text{De: "Eine Ansprechstelle ist derzeit nicht verzeichnet.", En: "No contact is on record at present.", Zh: "目前没有登记联系人。"}
	OutOfScope     = Text{De: "Dabei kann ich nicht helfen: Ich beantworte nur Fragen zur {isa}, zu ihren Mitgliedern, zum Beitritt und zu Neuigkeiten.", En: "I cannot help with that: I only answer questions about {isa}, its members, joining and news.", Zh: "这个问题我无法回答：我只回答与{isa}、其成员、加入方式和最新消息有关的问题。"}
	Unsafe         = Text{De: "Das kann ich nicht tun. Ich beantworte nur Fragen zur {isa} und kann weder Anweisungen ausführen noch etwas in Kanälen veröffentlichen.", En: "I cannot do that. I only answer questions about {isa}; I do not carry out instructions and cannot post to channels.", Zh: "这个我不能做。我只回答与{isa}有关的问题，不执行指令，也不能在频道中发布内容。"}
	PrivateData    = Text{De: "Private Angaben zu Personen gebe ich nicht weiter.", En: "I do not give out private details of persons.", Zh: "我不提供个人隐私信息。"}
	MayHaveChanged = Text{De: "Diese Angaben haben den Stand {date} und können sich geändert haben.", En: "These details are as of {date} and may have changed.", Zh: "以上信息截至{date}，可能已有变动。"}

	AboutLead = Text{De: "{isa} steht für {name}.", En: "{isa} stands for {name}.", Zh: "{isa}即{name}。"}

	ContactsNone = Text{De: "Eine Ansprechstelle ist derzeit nicht verzeichnet.", En: "No contact is on record at present.", Zh: "目前没有登记联系方式。"}
	LineEmail    = Text{De: "E-Mail: {v}", En: "E-mail: {v}", Zh: "电子邮箱：{v}"}
	LinePhone    = Text{De: "Telefon: {v}", En: "Phone: {v}", Zh: "电话：{v}"}
	LineWeb      = Text{De: "Internet: {v}", En: "Web: {v}", Zh: "网站：{v}"}
	LineHours    = Text{De: "Zeiten: {v}", En: "Hours: {v}", Zh: "办公时间：{v}"}

	EventsNext = Text{De: "Als Nächstes stehen an:", En: "Coming up:", Zh: "近期安排："}
	EventsNone = Text{De: "Ein künftiger Termin ist hier nicht verzeichnet.", En: "No future date is on record here.", Zh: "此处没有登记未来的活动日期。"}
	NewsLatest = Text{De: "Zuletzt veröffentlicht:", En: "Latest news:", Zh: "最新发布："}
	NewsNone   = Text{De: "Derzeit sind keine Meldungen veröffentlicht.", En: "No news is published at present.", Zh: "目前没有已发布的消息。"}

	TryMembers    = Text{De: "Welche deutschen Städte sind Mitglied?", En: "Which German cities are members?", Zh: "德国成员城市有哪些？"}
	TryChinese    = Text{De: "Welche chinesischen Städte sind Mitglied?", En: "Which Chinese cities are members?", Zh: "中国成员城市有哪些？"}
	TryJoin       = Text{De: "Wie wird man Mitglied?", En: "How can a city become a member?", Zh: "城市如何加入联盟？"}
	TryContact    = Text{De: "Wer ist Ansprechpartner?", En: "Who is the contact?", Zh: "联系人是谁？"}
	TryWhat       = Text{De: "Was ist die {isa}?", En: "What is {isa}?", Zh: "{isa}是什么？"}
	ChosenByModel = Text{De: "Von einem Sprachmodell aus Sätzen der genannten Einträge zusammengestellt.", En: "Put together by a language model from sentences of the records named.", Zh: "由语言模型从所列资料中选取语句汇编而成。"}
	UnderstoodAs  = Text{De: "Ich verstehe Ihre Frage so: {questions}", En: "This is how I understand your question: {questions}", Zh: "我对您问题的理解：{questions}"}
	Quoted        = Text{De: "„{text}“", En: "“{text}”", Zh: "“{text}”"}
	Colon         = Text{De: ": ", En: ": ", Zh: "："}
	ListJoin      = Text{De: ", ", En: ", ", Zh: "、"}
	EventInDate   = Text{De: "{title} ({date}, {place})", En: "{title} ({date}, {place})", Zh: "{title}（{date}，{place}）"}
	DateTime      = Text{De: "{date}, {time} Uhr ({zone})", En: "{date}, {time} ({zone})", Zh: "{date} {time}（{zone}）"}
	EventOnDate   = Text{De: "{title} ({date})", En: "{title} ({date})", Zh: "{title}（{date}）"}
)
