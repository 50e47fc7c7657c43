package phrases

// DeskTable are what staff read when a table is imported.
var DeskTable = struct {
	NotText, NotTable, EmptyTable, TooManyRows, NoColumn, ColumnTwice        Text
	Imported, WouldImport, RowsWrong, NotImported                            Text
	TooManyCells, SeveralMatch, NoSuchID, Namesake, RowTwice, LostCharacters Text
	BadNumber, BadChoice, BadState, BadYesNo, BadDay, BadPoint               Text
}{
	NotText: Text{
		De: "Das ist keine Tabelle, die wir lesen können. Bitte speichern Sie sie als „CSV UTF-8“.",
		En: "This is not a table that we can read. Please save it as \"CSV UTF-8\".",
		Zh: "无法读取该表格，请另存为“CSV UTF-8”格式。",
	},
	NotTable: Text{
		De: "In Zeile {line} der Datei stimmt die Schreibweise nicht, vermutlich ein Anführungszeichen. Bitte speichern Sie die Tabelle neu als „CSV UTF-8“.",
		En: "Line {line} of the file is not well formed, probably for a quotation mark. Please save the table anew as \"CSV UTF-8\".",
		Zh: "文件第 {line} 行格式有误，可能是引号问题。请重新另存为“CSV UTF-8”格式。",
	},
	EmptyTable: Text{
		De: "Die Tabelle ist leer. Die erste Zeile nennt die Spalten.",
		En: "The table is empty. Its first row names the columns.",
		Zh: "表格为空。第一行应为列名。",
	},
	TooManyRows: Text{
		De: "Die Tabelle hat mehr als {most} Zeilen. Bitte teilen Sie sie auf.",
		En: "The table has more than {most} rows. Please split it.",
		Zh: "表格超过 {most} 行，请拆分后导入。",
	},
	NoColumn: Text{
		De: "Die Spalte „{name}“ kennen wir nicht. Bekannt sind: {names}.",
		En: "We do not know the column \"{name}\". Known are: {names}.",
		Zh: "无法识别列“{name}”。可用的列：{names}。",
	},
	ColumnTwice: Text{
		De: "Die Spalte „{name}“ steht zweimal da.",
		En: "The column \"{name}\" is there twice.",
		Zh: "列“{name}”重复出现。",
	},
	Imported: Text{
		De: "Übernommen: {new} neu, {changed} geändert, {unchanged} unverändert, {error} fehlerhaft.",
		En: "Imported: {new} new, {changed} changed, {unchanged} unchanged, {error} with errors.",
		Zh: "已导入：新增 {new} 条，修改 {changed} 条，未变 {unchanged} 条，错误 {error} 条。",
	},
	WouldImport: Text{
		De: "Probe, nichts ist gespeichert: {new} neu, {changed} geändert, {unchanged} unverändert, {error} fehlerhaft.",
		En: "Trial, nothing is saved: {new} new, {changed} changed, {unchanged} unchanged, {error} with errors.",
		Zh: "试运行，未保存任何内容：新增 {new} 条，修改 {changed} 条，未变 {unchanged} 条，错误 {error} 条。",
	},
	RowsWrong: Text{
		De: "Nichts ist gespeichert: {error} Zeilen sind fehlerhaft. In Ordnung sind: {new} neu, {changed} geändert, {unchanged} unverändert.",
		En: "Nothing is saved: {error} rows have errors. In order are: {new} new, {changed} changed, {unchanged} unchanged.",
		Zh: "未保存任何内容：{error} 行有错误。其余正常：新增 {new} 条，修改 {changed} 条，未变 {unchanged} 条。",
	},
	NotImported: Text{
		De: "Das Übernehmen ist gescheitert, nichts ist gespeichert. Bitte versuchen Sie es noch einmal, oder wenden Sie sich an eine Person mit der Aufgabe „admin“.",
		En: "The import failed, nothing is saved. Please try again, or turn to somebody with the role \"admin\".",
		Zh: "导入失败，未保存任何内容。请重试，或联系角色为“admin”的人员。",
	},
	TooManyCells: Text{
		De: "Diese Zeile hat mehr Zellen als die Kopfzeile.",
		En: "This row has more cells than the header.",
		Zh: "该行的单元格多于标题行。",
	},
	SeveralMatch: Text{
		De: "Diese Zeile passt zu mehreren Einträgen. Bitte die Spalte „id“ ausfüllen.",
		En: "This row fits several records. Please fill in the column \"id\".",
		Zh: "该行对应多条记录，请填写“id”列。",
	},
	NoSuchID: Text{
		De: "Einen Eintrag mit der Kennung „{id}“ gibt es nicht. Für einen neuen Eintrag bleibt die Zelle leer.",
		En: "There is no record with the id \"{id}\". For a new record this cell stays empty.",
		Zh: "不存在 ID 为“{id}”的记录。新增记录时请将该单元格留空。",
	},
	Namesake: Text{
		De: "Ein Mitglied dieses Namens gibt es schon. Bitte in der Spalte „slug“ „{slug}“ eintragen.",
		En: "There is a member of this name already. Please enter \"{slug}\" in the column \"slug\".",
		Zh: "已有同名成员，请在“slug”列中填写“{slug}”。",
	},
	RowTwice: Text{
		De: "Derselbe Eintrag steht schon in Zeile {row}.",
		En: "The same record stands in row {row} already.",
		Zh: "该记录已出现在第 {row} 行。",
	},
	LostCharacters: Text{
		De: "Hier sind Schriftzeichen verloren gegangen („??“). Bitte speichern Sie die Tabelle als „CSV UTF-8“.",
		En: "Characters were lost here (\"??\"). Please save the table as \"CSV UTF-8\".",
		Zh: "此处有字符丢失（“??”）。请将表格另存为“CSV UTF-8”格式。",
	},
	BadNumber: Text{
		De: "„{value}“ ist keine ganze Zahl.",
		En: "\"{value}\" is not a whole number.",
		Zh: "“{value}”不是整数。",
	},
	BadChoice: Text{
		De: "„{value}“ gibt es hier nicht zur Wahl. Möglich sind: {values}.",
		En: "\"{value}\" is no choice here. Possible are: {values}.",
		Zh: "“{value}”不是可选值。可选：{values}。",
	},
	BadState: Text{
		De: "Ein Land oder eine Provinz mit dem Kürzel „{value}“ gibt es nicht. Beispiele: NW, GD.",
		En: "There is no state or province with the code \"{value}\". Examples: NW, GD.",
		Zh: "不存在代码为“{value}”的联邦州或省份。示例：NW、GD。",
	},
	BadYesNo: Text{
		De: "„{value}“ ist weder Ja noch Nein. Bitte 1 oder 0 eintragen.",
		En: "\"{value}\" is neither yes nor no. Please enter 1 or 0.",
		Zh: "“{value}”既不是“是”也不是“否”。请填写 1 或 0。",
	},
	BadDay: Text{
		De: "„{value}“ ist kein Datum. Beispiel: 2026-03-31.",
		En: "\"{value}\" is not a date. Example: 2026-03-31.",
		Zh: "“{value}”不是日期。示例：2026-03-31。",
	},
	BadPoint: Text{
		De: "„{value}“ ist kein Ort auf der Karte. Beispiel: 51.3397, 12.3731 (Breite, Länge).",
		En: "\"{value}\" is not a place on the map. Example: 51.3397, 12.3731 (latitude, longitude).",
		Zh: "“{value}”不是地图坐标。示例：51.3397, 12.3731（纬度, 经度）。",
	},
}

// DeskFaults are what PocketBase finds wrong with a field, by the code of its
// error, in words for staff.
var DeskFaults = map[string]Text{
	"validation_required":            {De: "Dieses Feld wird gebraucht.", En: "This field is needed.", Zh: "此字段必填。"},
	"validation_not_unique":          {De: "Diesen Wert hat schon ein anderer Eintrag.", En: "Another record has this value already.", Zh: "该值已被其他记录使用。"},
	"validation_invalid_url":         {De: "Das ist keine Webadresse. Beispiel: https://www.example.org", En: "This is not a web address. Example: https://www.example.org", Zh: "这不是网址。示例：https://www.example.org"},
	"validation_is_url":              {De: "Das ist keine Webadresse. Beispiel: https://www.example.org", En: "This is not a web address. Example: https://www.example.org", Zh: "这不是网址。示例：https://www.example.org"},
	"validation_is_email":            {De: "Das ist keine E-Mail-Adresse.", En: "This is not an e-mail address.", Zh: "这不是电子邮件地址。"},
	"validation_max_text_constraint": {De: "Der Text ist zu lang.", En: "The text is too long.", Zh: "文本过长。"},
	"validation_content_size_limit":  {De: "Der Text ist zu lang.", En: "The text is too long.", Zh: "文本过长。"},
	"validation_invalid_format":      {De: "Diese Schreibweise wird nicht angenommen.", En: "This way of writing it is not accepted.", Zh: "格式不正确。"},
	"validation_invalid_value":       {De: "Dieser Wert steht nicht zur Wahl.", En: "This value is not among the choices.", Zh: "该值不在可选范围内。"},
	"validation_missing_rel_records": {De: "Den verbundenen Eintrag gibt es nicht mehr.", En: "The related record is gone.", Zh: "关联的记录已不存在。"},
	"validation_invalid_latitude":    {De: "Die geographische Breite liegt zwischen -90 und 90.", En: "The latitude is between -90 and 90.", Zh: "纬度须在 -90 至 90 之间。"},
	"validation_invalid_longitude":   {De: "Die geographische Länge liegt zwischen -180 und 180.", En: "The longitude is between -180 and 180.", Zh: "经度须在 -180 至 180 之间。"},
}
