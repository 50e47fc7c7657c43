package phrases

// Counts and lists of members and states.
var (
	CountAll     = Text{De: "Die {isa} hat {total} Mitglieder: {de} aus Deutschland und {cn} aus China.", En: "{isa} has {total} members: {de} from Germany and {cn} from China.", Zh: "{isa}共有{total}个成员：德国{de}个，中国{cn}个。"}
	CountDE      = Text{De: "Die {isa} hat {n} deutsche Mitglieder.", En: "{isa} has {n} German members.", Zh: "{isa}有{n}个德国成员。"}
	CountCN      = Text{De: "Die {isa} hat {n} chinesische Mitglieder.", En: "{isa} has {n} Chinese members.", Zh: "{isa}有{n}个中国成员。"}
	NamedOf      = Text{De: "Von den {n} chinesischen Mitgliedern sind hier {named} mit Namen verzeichnet.", En: "Of the {n} Chinese members, {named} are on record here by name.", Zh: "在{n}个中国成员中，此处有名称记录的为{named}个。"}
	NotAllNamed  = Text{De: "Diese Namensliste ist daher nicht vollständig.", En: "This list of names is therefore not complete.", Zh: "因此这份名单并不完整。"}
	ListDE       = Text{De: "Die deutschen Mitglieder der {isa} ({n}):", En: "The German members of {isa} ({n}):", Zh: "{isa}的德国成员（{n}个）："}
	ListCN       = Text{De: "Die chinesischen Mitglieder der {isa}, soweit verzeichnet ({n}):", En: "The Chinese members of {isa} as far as on record ({n}):", Zh: "{isa}的中国成员（有记录的{n}个）："}
	ListLine     = Text{De: "{state} ({n}): {list}", En: "{state} ({n}): {list}", Zh: "{state}（{n}个）：{list}"}
	FromOne      = Text{De: "Aus {where} ist ein Mitglied verzeichnet: {list}.", En: "One member from {where} is on record: {list}.", Zh: "{where}有1个成员：{list}。"}
	FromSome     = Text{De: "Aus {where} sind {n} Mitglieder verzeichnet: {list}.", En: "{n} members from {where} are on record: {list}.", Zh: "{where}有{n}个成员：{list}。"}
	FromNone     = Text{De: "Aus {where} ist kein Mitglied verzeichnet.", En: "No member from {where} is on record.", Zh: "{where}没有登记的成员。"}
	NotFrom      = Text{De: "Nicht aus {where} sind diese Mitglieder ({n}):", En: "These members are not from {where} ({n}):", Zh: "不在{where}的成员（{n}个）："}
	KindSome     = Text{De: "Als „{kind}“ verzeichnete Mitglieder ({n}): {list}.", En: "Members on record as “{kind}” ({n}): {list}.", Zh: "登记为“{kind}”的成员有{n}个：{list}。"}
	KindNone     = Text{De: "Als „{kind}“ ist kein Mitglied verzeichnet.", En: "No member is on record as “{kind}”.", Zh: "没有登记为“{kind}”的成员。"}
	YearSome     = Text{De: "Beitritte im Jahr {year} nach den Unterlagen: {list}.", En: "Accessions in {year} according to the records: {list}.", Zh: "根据现有资料，{year}年加入的成员：{list}。"}
	YearNone     = Text{De: "Für das Jahr {year} ist kein Beitritt verzeichnet.", En: "No accession is on record for {year}.", Zh: "{year}年没有加入记录。"}
	YearsPartial = Text{De: "Nicht bei allen Mitgliedern ist das Beitrittsjahr bekannt.", En: "The year of accession is not known for all members.", Zh: "并非所有成员的加入年份都有记录。"}
	NumberWrong  = Text{De: "Die Zahl {n} stimmt so nicht.", En: "The figure {n} is not right.", Zh: "{n}这个数字不准确。"}
	YearCount    = Text{De: "Eine Mitgliederzahl für {year} ist hier nicht verzeichnet; verzeichnet ist der Stand {date}.", En: "The number of members in {year} is not on record here; what is on record is the state as of {date}.", Zh: "此处没有{year}年的成员数量记录，现有记录截至{date}。"}
	Composite    = Text{De: "Gezählt werden Mitglieder, nicht Orte: Auch Kreise, Regionen und Städteverbünde sind je ein Mitglied.", En: "Members are counted, not places: a district, a region or a joint network of towns is one member.", Zh: "这里统计的是成员而非城市：县、地区或多城联合体各算一个成员。"}

	NotOnList     = Text{De: "Nicht dabei ist jede Stadt, die nicht auf der Mitgliederliste steht; eine Liste der Nichtmitglieder gibt es hier nicht. Nennen Sie mir einen Ort, dann sage ich Ihnen, ob er dabei ist.", En: "Every city that is not on the list of members is not in; there is no list of non-members here. Name a place and I will tell you whether it is in.", Zh: "不在成员名单上的城市都不是成员；此处没有非成员名单。请告诉我具体地名，我来告诉您它是否为成员。"}
	StatesDE      = Text{De: "Vertreten sind {n} Bundesländer: {list}.", En: "{n} German federal states are represented: {list}.", Zh: "德国方面有成员的联邦州共{n}个：{list}。"}
	StatesCN      = Text{De: "Vertreten sind {n} chinesische Provinzen und autonome Gebiete: {list}.", En: "{n} Chinese provinces and autonomous regions are represented: {list}.", Zh: "中国方面有成员的省和自治区共{n}个：{list}。"}
	StatesItem    = Text{De: "{state} ({n})", En: "{state} ({n})", Zh: "{state}（{n}）"}
	StatesMissing = Text{De: "Nicht vertreten ({n}): {list}.", En: "Not represented ({n}): {list}.", Zh: "没有成员的共{n}个：{list}。"}

	KindCity     = Text{De: "Stadt", En: "city or town", Zh: "市"}
	KindDistrict = Text{De: "Stadtbezirk", En: "urban district", Zh: "市辖区"}
	KindCounty   = Text{De: "Landkreis", En: "rural district", Zh: "县"}
	KindRegion   = Text{De: "Region", En: "region", Zh: "地区"}
	KindNetwork  = Text{De: "Städtenetzwerk", En: "network of towns", Zh: "城市联合体"}
)
