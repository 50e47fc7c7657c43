package phrases

// Lines of the card that shows all that is on record about a member.
var (
	LineKind       = Text{De: "Art: {v}", En: "Kind: {v}", Zh: "类型：{v}"}
	LineState      = Text{De: "Lage: {state}, {country}", En: "Location: {state}, {country}", Zh: "位置：{country}{state}"}
	LineCountry    = Text{De: "Land: {v}", En: "Country: {v}", Zh: "国家：{v}"}
	LineIndustries = Text{De: "Branchen: {v}", En: "Industries: {v}", Zh: "产业：{v}"}
)
