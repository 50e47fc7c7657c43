package phrases

// What the terminal says by itself.
var (
	TerminalHello = Text{
		De: "Fragen Sie, oder tippen Sie eine Nummer. Mit :quit beenden Sie das Gespräch.",
		En: "Ask, or type a number. :quit ends the conversation.",
		Zh: "请提问，或输入编号。输入 :quit 结束对话。",
	}
	TerminalTooLong = Text{
		De: "Diese Zeile ist zu lang, um gelesen zu werden.",
		En: "This line is too long to be read.",
		Zh: "该行过长，无法读取。",
	}
)
