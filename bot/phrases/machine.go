package phrases

// What readers are told of a text that a machine has translated, until a person
// has checked it: in full, and beside the title of a list.
var (
	ByMachine      = Text{De: "Maschinell übersetzt, noch nicht von einem Menschen geprüft.", En: "Translated by a machine and not yet checked by a person.", Zh: "机器翻译，尚未经人工核对。"}
	ByMachineShort = Text{De: "maschinell übersetzt", En: "translated by a machine", Zh: "机器翻译"}
)
