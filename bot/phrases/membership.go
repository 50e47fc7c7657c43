package phrases

// What is said about one city's membership.
var (
	MemberYes   = Text{De: "Ja. {name} ist Mitglied der {isa}.", En: "Yes. {name} is a member of {isa}.", Zh: "是的。{name}是{isa}成员。"}
	MemberIs    = Text{De: "{name} ist Mitglied der {isa}.", En: "{name} is a member of {isa}.", Zh: "{name}是{isa}成员。"}
	MemberLeft  = Text{De: "{name} war Mitglied der {isa} und ist ausgeschieden ({date}).", En: "{name} was a member of {isa} and has left ({date}).", Zh: "{name}曾是{isa}成员，已于{date}退出。"}
	MemberSince = Text{De: "Mitglied seit: {date}.", En: "Member since: {date}.", Zh: "加入时间：{date}。"}
	MemberFrom  = Text{De: "Beitritt: {date}.", En: "Joined: {date}.", Zh: "加入时间：{date}。"}
	SinceNote   = Text{De: "Zum Beitritt ist vermerkt: {note}.", En: "The records say about the accession: {note}.", Zh: "关于加入时间的记录：{note}。"}
	SinceOpen   = Text{De: "Wann {name} beigetreten ist, ist hier nicht verzeichnet.", En: "When {name} joined is not on record here.", Zh: "{name}的加入时间在此没有记录。"}
	SinceWrong  = Text{De: "Das Jahr {year} trifft nach den Unterlagen nicht zu.", En: "According to the records, the year {year} is not right.", Zh: "根据现有资料，{year}年的说法不正确。"}

	InState     = Text{De: "{name} ({state})", En: "{name} ({state})", Zh: "{name}（{state}）"}
	PlacePart   = Text{De: "Ja, über das gemeinsame Mitglied {member}: Darüber ist {place} in der {isa} dabei. Als Einzelmitglied ist {place} nicht verzeichnet.", En: "Yes, through the joint member {member}, of which {place} is part. {place} is not listed as a single member of {isa}.", Zh: "是的，{place}通过共同成员{member}参加{isa}，没有作为单独成员列出。"}
	PlacePartIs = Text{De: "{place} gehört zum gemeinsamen Mitglied {member} und ist darüber in der {isa} dabei.", En: "{place} is part of the joint member {member} and takes part in {isa} through it.", Zh: "{place}是共同成员{member}的一部分，并由此加入{isa}。"}
	PlaceInside = Text{De: "{place} selbst ist nicht Mitglied der {isa}. Mitglied ist aber {member}, wo {place} liegt.", En: "{place} itself is not a member of {isa}, but {member}, where it lies, is.", Zh: "{place}本身不是{isa}成员，但它所在的{member}是成员。"}
	PlaceAround = Text{De: "{place} als Ganzes ist nicht Mitglied der {isa}. Mitglied ist {member}.", En: "{place} as a whole is not a member of {isa}. The member is {member}.", Zh: "{place}整体不是{isa}成员，成员是{member}。"}
	PlaceGuest  = Text{De: "{place} steht nicht auf der Mitgliederliste der {isa}; verzeichnet ist {place} als Gast.", En: "{place} is not on {isa}'s list of members; it is on record as a guest.", Zh: "{place}不在{isa}成员名单上；记录中为嘉宾。"}
	PlaceFormer = Text{De: "{place} steht nicht auf der Mitgliederliste der {isa}; {place} war früher dabei.", En: "{place} is not on {isa}'s list of members; it took part in the past.", Zh: "{place}不在{isa}现有成员名单上，过去曾参与。"}
	PlaceNone   = Text{De: "{place} steht nicht auf der Mitgliederliste der {isa}.", En: "{place} is not on {isa}'s list of members.", Zh: "{place}不在{isa}成员名单上。"}
	NotDistrict = Text{De: "Ein Kreis oder eine Region dieses Namens steht nicht auf der Mitgliederliste der {isa}. Mitglied ist die Stadt {name}.", En: "A district or region of this name is not on {isa}'s list of members. The member is the city of {name}.", Zh: "{isa}成员名单上没有该名称的县、区或地区，成员是{name}市。"}
	FounderYes  = Text{De: "{name} gehörte zu den Gründungsmitgliedern ({date}).", En: "{name} was one of the founding members ({date}).", Zh: "{name}是创始成员（{date}）。"}
	FounderNo   = Text{De: "{name} ist nach den Unterlagen kein Gründungsmitglied. Gründung der {isa}: {founded}; Beitritt von {name}: {date}.", En: "According to the records {name} is not a founding member. Founding of {isa}: {founded}; accession of {name}: {date}.", Zh: "根据现有资料，{name}不是创始成员：{isa}成立于{founded}，{name}于{date}加入。"}
	FounderOpen = Text{De: "Ob {name} zu den Gründungsmitgliedern gehörte, ist hier nicht verzeichnet.", En: "Whether {name} was a founding member is not on record here.", Zh: "{name}是否为创始成员，此处没有记录。"}
	WhichPlace  = Text{De: "Welchen Ort meinen Sie?", En: "Which place do you mean?", Zh: "您指的是哪个地方？"}
	NameUnknown = Text{De: "Unter dem Namen „{name}“ ist kein Mitglied der {isa} verzeichnet.", En: "No member of {isa} is listed under the name “{name}”.", Zh: "{isa}成员名单上没有名为“{name}”的成员。"}
	ThisName    = Text{De: "Unter diesem Namen ist kein Mitglied der {isa} verzeichnet.", En: "No member of {isa} is listed under this name.", Zh: "{isa}成员名单上没有这个名称。"}
	NameNear    = Text{De: "Einen Ort „{name}“ kenne ich nicht. Meinten Sie {near}?", En: "I do not know a place called “{name}”. Did you mean {near}?", Zh: "没有找到名为“{name}”的地方。您是指{near}吗？"}
	NameSeveral = Text{De: "Diesen Namen gibt es mehrmals:", En: "There is more than one place of this name:", Zh: "这个名称对应不止一个地方："}
	Confusable  = Text{De: "Nicht zu verwechseln: {line}", En: "Not to be confused: {line}", Zh: "请勿混淆：{line}"}

	SameState = Text{De: "Mitglieder in {state}: {list}.", En: "Members in {state}: {list}.", Zh: "{state}的成员：{list}。"}
	NoneState = Text{De: "Aus {state} ist kein Mitglied verzeichnet.", En: "No member from {state} is on record.", Zh: "{state}没有登记的成员。"}

	Nearest     = Text{De: "Die nächstgelegenen Mitglieder von {place} aus (Luftlinie): {list}.", En: "The members nearest to {place} (as the crow flies): {list}.", Zh: "距离{place}最近的成员（直线距离）：{list}。"}
	NearestItem = Text{De: "{name} ({km} km)", En: "{name} ({km} km)", Zh: "{name}（{km}公里）"}
	NearestOpen = Text{De: "Die Lage von {place} ist hier nicht verzeichnet.", En: "The location of {place} is not on record here.", Zh: "{place}的位置在此没有记录。"}

	WebsiteOf   = Text{De: "{name} im Internet: {url}", En: "{name} on the web: {url}", Zh: "{name}的网站：{url}"}
	WebsiteNone = Text{De: "Eine Internetadresse von {name} ist hier nicht verzeichnet.", En: "A web address of {name} is not on record here.", Zh: "{name}的网址在此没有记录。"}
	LeftOpen    = Text{De: "Ein Austritt von {name} ist hier nicht verzeichnet.", En: "A withdrawal of {name} is not on record here.", Zh: "此处没有{name}退出的记录。"}
)
