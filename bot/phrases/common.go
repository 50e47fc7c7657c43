package phrases

// The alliance's bot and its small common words.
var (
	AsOf   = Text{De: "Stand", En: "as of", Zh: "截至"}
	Source = Text{De: "Quelle", En: "Source", Zh: "来源"}
)
