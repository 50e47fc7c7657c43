package phrases

import "maps"

// DeskUI are the words of the pages that staff work with, by the key under which
// the pages ask for them. What may stand in place of a key's last part is a value
// of a record.
func DeskUI() map[string]Text {
	all := map[string]Text{}
	for _, part := range []map[string]Text{deskUIFrame, deskUIValues, deskUIToday, deskUIPages, deskUIChannels, deskUITables, deskUIForm, deskUISteps, deskUITranslate} {
		maps.Copy(all, part)
	}
	return all
}

// deskUIFrame is what is around the pages.
var deskUIFrame = map[string]Text{
	"desk":       {De: "Seiten der Redaktion", En: "pages of the desk", Zh: "编辑台页面"},
	"desk.title": {De: "ISA-Redaktion", En: "ISA desk", Zh: "ISA 编辑台"},
	"desk.lang":  {De: "Sprache", En: "Language", Zh: "语言"},
	"desk.zone":  {De: "Uhrzeiten: Berlin", En: "Times: Berlin", Zh: "时间均为柏林时间"},

	"page.today":         {De: "Heute", En: "Today", Zh: "今日"},
	"page.announcements": {De: "Meldungen", En: "Announcements", Zh: "消息"},
	"page.questions":     {De: "Fragen", En: "Questions", Zh: "提问"},
	"page.inquiries":     {De: "Anfragen", En: "Inquiries", Zh: "咨询"},
	"page.members":       {De: "Mitglieder prüfen", En: "Members check", Zh: "成员资料检查"},
	"page.numbers":       {De: "Zahlen", En: "Numbers", Zh: "统计"},
	"page.channels":      {De: "Kanäle", En: "Channels", Zh: "频道"},
	"page.tables":        {De: "Import und Export", En: "Import and export", Zh: "导入与导出"},
	"page.history":       {De: "Verlauf", En: "History", Zh: "修改记录"},

	"loading":   {De: "Wird geladen …", En: "Loading …", Zh: "正在加载……"},
	"reload":    {De: "Aktualisieren", En: "Refresh", Zh: "刷新"},
	"try_again": {De: "Noch einmal versuchen", En: "Try again", Zh: "重试"},
	"cancel":    {De: "Abbrechen", En: "Cancel", Zh: "取消"},
	"close":     {De: "Schließen", En: "Close", Zh: "关闭"},
	"show":      {De: "Anzeigen", En: "Show", Zh: "展开"},
	"filter":    {De: "Auswahl", En: "Filter", Zh: "筛选"},
	"period":    {De: "Zeitraum", En: "Period", Zh: "时间范围"},
	"days":      {De: "letzte {n} Tage", En: "last {n} days", Zh: "最近 {n} 天"},
	"days.1":    {De: "heute", En: "today", Zh: "今天"},
	"newer":     {De: "Neuere", En: "Newer", Zh: "较新"},
	"older":     {De: "Ältere", En: "Older", Zh: "较早"},
	"and_more":  {De: "und {n} weitere", En: "and {n} more", Zh: "另有 {n} 项"},
	"yes":       {De: "ja", En: "yes", Zh: "是"},
	"no":        {De: "nein", En: "no", Zh: "否"},
	"seconds":   {De: "{n} s", En: "{n} s", Zh: "{n} 秒"},
	"minutes":   {De: "{n} min", En: "{n} min", Zh: "{n} 分钟"},

	"office.Berlin": {De: "Berlin", En: "Berlin", Zh: "柏林"},
	"office.Foshan": {De: "Foshan", En: "Foshan", Zh: "佛山"},

	"error.network": {De: "Der Server ist gerade nicht zu erreichen. Bitte die Verbindung prüfen und es noch einmal versuchen; was Sie geschrieben haben, bleibt stehen.", En: "The server cannot be reached at the moment. Please check the connection and try again; what you have written stays.", Zh: "暂时无法连接服务器。请检查网络后重试，您填写的内容不会丢失。"},
	"error.other":   {De: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.", En: "That did not work. Please try again.", Zh: "操作未成功，请重试。"},

	"session.title":      {De: "Bitte neu anmelden", En: "Please sign in again", Zh: "请重新登录"},
	"session.over":       {De: "Ihre Anmeldung ist abgelaufen. Was Sie geschrieben haben, ist noch da: Melden Sie sich hier neu an, dann geht es an derselben Stelle weiter.", En: "Your session has ended. What you have written is still here: sign in again, and you go on where you were.", Zh: "登录已过期。您填写的内容仍然保留：在此重新登录后，可继续刚才的操作。"},
	"session.email":      {De: "E-Mail-Adresse", En: "E-mail address", Zh: "电子邮箱"},
	"session.password":   {De: "Passwort", En: "Password", Zh: "密码"},
	"session.go_on":      {De: "Anmelden und fortfahren", En: "Sign in and go on", Zh: "登录并继续"},
	"session.later":      {De: "Später", En: "Later", Zh: "稍后"},
	"session.signed":     {De: "Ich habe mich woanders angemeldet", En: "I have signed in elsewhere", Zh: "我已在其他标签页登录"},
	"session.other_tab":  {De: "Braucht Ihre Anmeldung einen Code aus einer E-Mail, melden Sie sich bitte in einem anderen Tab dieses Browsers an und kehren hierher zurück.", En: "If your sign-in needs a code from an e-mail, please sign in on another tab of this browser and come back.", Zh: "如果登录需要邮件验证码，请在本浏览器的其他标签页中登录，然后返回此处。"},
	"session.not_yet":    {De: "In diesem Browser ist noch niemand neu angemeldet.", En: "Nobody has signed in anew in this browser yet.", Zh: "此浏览器中尚未重新登录。"},
	"session.two_steps":  {De: "Dieses Konto braucht einen zweiten Schritt. Bitte melden Sie sich in einem anderen Tab an.", En: "This account needs a second step. Please sign in on another tab.", Zh: "此账户需要两步验证，请在其他标签页中登录。"},
	"session.wrong":      {De: "E-Mail-Adresse oder Passwort stimmt nicht.", En: "The e-mail address or the password is wrong.", Zh: "邮箱或密码不正确。"},
	"session.too_often":  {De: "Es wurde zu oft versucht, sich anzumelden. Bitte warten Sie eine halbe Minute.", En: "There were too many attempts to sign in. Please wait for half a minute.", Zh: "登录尝试过于频繁，请等待半分钟。"},
	"session.still_over": {De: "Sie sind nicht angemeldet. Nichts wurde gespeichert, und nichts ging verloren.", En: "You are not signed in. Nothing was saved, and nothing was lost.", Zh: "您尚未登录。内容未保存，也没有丢失。"},
	"staff.sign_in":      {De: "Anmelden", En: "Sign in", Zh: "登录"},
	"staff.sign_out":     {De: "Abmelden", En: "Sign out", Zh: "退出登录"},
	"staff.admin":        {De: "Zur Verwaltung", En: "To the admin", Zh: "前往管理后台"},
}

// deskUIValues are values of records and of the program.
var deskUIValues = map[string]Text{
	"lang.de": {De: "Deutsch", En: "German", Zh: "德语"},
	"lang.en": {De: "Englisch", En: "English", Zh: "英语"},
	"lang.zh": {De: "Chinesisch", En: "Chinese", Zh: "中文"},

	"country.DE": {De: "Deutschland", En: "Germany", Zh: "德国"},
	"country.CN": {De: "China", En: "China", Zh: "中国"},

	"platform.telegram": {De: "Telegram", En: "Telegram", Zh: "Telegram"},
	"platform.discord":  {De: "Discord", En: "Discord", Zh: "Discord"},
	"platform.web":      {De: "Webseite", En: "website", Zh: "网站"},
	"platform.terminal": {De: "Terminal", En: "terminal", Zh: "终端"},

	"purpose.announcements": {De: "Meldungen", En: "announcements", Zh: "消息发布"},
	"purpose.staff":         {De: "Mitarbeitende", En: "staff", Zh: "内部通知"},
	"purpose.log":           {De: "Protokoll", En: "log", Zh: "日志"},

	"outcome.answered": {De: "beantwortet", En: "answered", Zh: "已回答"},
	"outcome.clarify":  {De: "nachgefragt", En: "asked back", Zh: "需澄清"},
	"outcome.handover": {De: "nicht gewusst", En: "not known", Zh: "未能回答"},
	"outcome.declined": {De: "abgelehnt", En: "declined", Zh: "未受理"},

	"thumbs.up":   {De: "hilfreich", En: "helpful", Zh: "有帮助"},
	"thumbs.down": {De: "nicht hilfreich", En: "not helpful", Zh: "没有帮助"},

	"status.draft":     {De: "Entwurf", En: "draft", Zh: "草稿"},
	"status.review":    {De: "zur Prüfung", En: "in review", Zh: "待审核"},
	"status.published": {De: "veröffentlicht", En: "published", Zh: "已发布"},
	"status.scheduled": {De: "geplant", En: "scheduled", Zh: "定时发布"},
	"status.retracted": {De: "zurückgezogen", En: "retracted", Zh: "已撤回"},

	"currency.current":  {De: "aktuell", En: "current", Zh: "最新"},
	"currency.outdated": {De: "veraltet", En: "outdated", Zh: "已过期"},
	"currency.machine":  {De: "maschinell übersetzt", En: "translated by machine", Zh: "机器翻译"},
	"currency.missing":  {De: "fehlt", En: "missing", Zh: "缺失"},

	"state.pending": {De: "wartet", En: "waiting", Zh: "等待中"},
	"state.sending": {De: "wird gesendet", En: "being sent", Zh: "发送中"},
	"state.sent":    {De: "gesendet", En: "sent", Zh: "已发送"},
	"state.held":    {De: "angehalten", En: "held back", Zh: "已暂停"},
	"state.unsure":  {De: "ungewiss", En: "uncertain", Zh: "不确定"},
	"state.failed":  {De: "nicht angekommen", En: "did not arrive", Zh: "未送达"},
	"state.gone":    {De: "nicht mehr da", En: "no longer there", Zh: "已移除"},
}
