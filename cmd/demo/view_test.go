package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cmd/stage"
)

// playground is a page on two platforms, without isabot.
type playground struct {
	t        *testing.T
	stage    *stage.Stage
	channels []channel
	kept     *uploads
	page     http.Handler
}

func newPlayground(t *testing.T) *playground {
	p := &playground{t: t, kept: newUploads(), channels: plannedChannels(), stage: &stage.Stage{
		Telegram: telegramtest.New(telegramtest.Config{}), Discord: discordtest.New(discordtest.Config{}), Base: running.local,
	}}
	for i := range p.channels {
		if c := &p.channels[i]; c.platform == "telegram" {
			p.stage.Telegram.Add(c.chat)
		} else {
			c.id = p.stage.Discord.Open(c.kind, c.name)
		}
	}
	p.page = newView(p.stage, p.channels, p.kept)
	return p
}

func (p *playground) get(path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	p.page.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// columns are what the channels show, by their name.
func (p *playground) columns(lang string) map[string]string {
	var byKey map[string]string
	if err := json.Unmarshal(p.get("/columns?lang="+lang).Body.Bytes(), &byKey); err != nil {
		p.t.Fatal(err)
	}
	out := map[string]string{}
	for _, c := range p.channels {
		out[c.name] = byKey[c.key()]
	}
	return out
}

// form is a request with files, as isabot makes it.
func form(t *testing.T, address string, fields map[string]string, files map[string]stage.Upload) *http.Request {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, v := range fields {
		if err := w.WriteField(name, v); err != nil {
			t.Fatal(err)
		}
	}
	for name, f := range files {
		part, err := w.CreateFormFile(name, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(f.Content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, address, &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Authorization", "Bot x")
	return r
}

func (p *playground) telegram(method string, fields map[string]string, files map[string]stage.Upload) {
	r := form(p.t, "https://api.telegram.org/bot"+telegramtest.Token+"/"+method, fields, files)
	if !p.kept.keep("telegram", r) {
		p.t.Fatal("the request was held back")
	}
	p.answered(p.stage.Telegram.RoundTrip(r))
}

func (p *playground) discord(path, payload string, files map[string]stage.Upload) {
	r := form(p.t, "https://discord.com/api/v9"+path, map[string]string{"payload_json": payload}, files)
	p.answered(p.stage.Discord.Transport().RoundTrip(r))
}

func (p *playground) answered(res *http.Response, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	if raw, _ := io.ReadAll(res.Body); res.StatusCode >= 300 {
		p.t.Fatalf("%s: %s", res.Status, raw)
	}
}

func (p *playground) idOf(name string) string {
	for _, c := range p.channels {
		if c.name == name {
			return c.target()
		}
	}
	return ""
}

const evil = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`

// framed are the tags of the page around what is said.
var framed = map[string][]string{
	"article": {"data-message"}, "div": {"class"}, "h3": nil, "svg": {"class", "aria-hidden"}, "rect": {"width", "height", "fill"}, "time": {"datetime"}, "img": {"src", "alt"},
	"a": {"class", "title"}, "p": {"lang"}, "span": {"lang", "aria-hidden"},
}

func TestWhateverIsSaidIsShownAsText(t *testing.T) {
	p := newPlayground(t)
	picture := []byte("\x89PNG\r\n\x1a\nnot much of a picture")
	german := p.idOf("ISA auf Deutsch")
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(evil)
	p.telegram("sendPhoto", map[string]string{"chat_id": german, "photo": "attach://f", "caption": "<b>Titel</b> " + escaped, "parse_mode": "HTML",
		"reply_markup": `{"inline_keyboard":[[{"text":"<b>x</b>","url":"https://a.example/?\"<b>"}]]}`},
		map[string]stage.Upload{"f": {Name: `a'<b>.png`, Content: picture}})
	p.stage.Telegram.Post(-1001000000011, evil)
	payload := map[string]any{
		"allowed_mentions": map[string]any{"parse": []string{}},
		"content":          evil,
		"embeds": []any{map[string]any{"title": evil, "description": evil + "\n**fett**", "color": 0x0f4c7a, "image": map[string]any{"url": "attachment://a.png"}, "author": map[string]any{"name": evil},
			"footer": map[string]any{"text": evil}, "fields": []any{map[string]any{"name": evil, "value": evil}}, "url": `https://a.example/"<b>`}},
		"attachments": []any{map[string]any{"id": "0", "filename": "a.png", "description": evil}, map[string]any{"id": "1", "filename": "b.html"}},
	}
	raw, err := json.Marshal(payload)
	if err != nil {
		t.Fatal(err)
	}
	p.discord("/channels/"+p.idOf("ankündigungen")+"/messages", string(raw),
		map[string]stage.Upload{"files[0]": {Name: "a.png", Content: picture}, "files[1]": {Name: "b.html", Content: []byte(evil)}})
	p.stage.Discord.Say(p.idOf("redaktion"), "42", evil)
	for _, lang := range phrases.Languages {
		for name, page := range p.columns(lang) {
			if faults, _ := odd(page, framed); len(faults) > 0 {
				t.Errorf("%s, %s: %s\n%s", name, lang, strings.Join(faults, "\n"), page)
			}
		}
	}
	for name, want := range map[string]string{
		"ISA auf Deutsch": "<b>Titel</b> &lt;script&gt;", "ankündigungen": "<b>fett</b>", "ISA im Gespräch": "&lt;script&gt;", "redaktion": "&lt;script&gt;",
	} {
		if got := p.columns("de")[name]; !strings.Contains(got, want) {
			t.Errorf("%s does not show %q but\n%s", name, want, got)
		}
	}
}

func TestPicturesAreShownAndAllElseIsDownloaded(t *testing.T) {
	p := newPlayground(t)
	cover, err := bridge()
	if err != nil {
		t.Fatal(err)
	}
	chat := map[string]string{"chat_id": p.idOf("ISA in English")}
	p.telegram("sendPhoto", map[string]string{"chat_id": chat["chat_id"], "photo": "attach://f"}, map[string]stage.Upload{"f": {Name: "bridge.png", Content: cover}})
	p.telegram("sendDocument", map[string]string{"chat_id": p.idOf("ISA auf Deutsch"), "document": "attach://f"}, map[string]stage.Upload{"f": {Name: "page.html", Content: []byte(evil)}})
	first, page := p.picture("ISA in English"), p.picture("ISA auf Deutsch")
	for _, tt := range []struct{ path, kind, disposition string }{
		{first, "image/png", ""},
		{page, "application/octet-stream", "attachment; filename=page.html"},
	} {
		got := p.get(tt.path)
		if got.Header().Get("Content-Type") != tt.kind || got.Header().Get("Content-Disposition") != tt.disposition || got.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s comes as %v", tt.path, got.Header())
		}
	}
	if got := p.get(first).Body.Bytes(); !bytes.Equal(got, cover) {
		t.Error("the picture is not the one that was sent")
	}
	if got := p.get("/file/telegram/0123456789abcdef/bridge.png").Code; got != http.StatusNotFound {
		t.Errorf("a file that nobody sent: %d", got)
	}
	if got := p.columns("en")["ISA in English"]; !strings.Contains(got, `<img src="`+first+`"`) {
		t.Errorf("the picture is not shown:\n%s", got)
	}
}

// picture is the address of the last file that a channel shows.
func (p *playground) picture(channel string) string {
	found := regexp.MustCompile(`href="(/file/[^"]*)"`).FindAllStringSubmatch(p.columns("en")[channel], -1)
	if len(found) == 0 {
		p.t.Fatalf("%s shows no file", channel)
	}
	return found[len(found)-1][1]
}

func TestFilesOfTheSameNameAreToldApart(t *testing.T) {
	p := newPlayground(t)
	for i, channel := range []string{"ISA in English", "ISA auf Deutsch"} {
		p.telegram("sendDocument", map[string]string{"chat_id": p.idOf(channel), "document": "attach://f"},
			map[string]stage.Upload{"f": {Name: "a.pdf", Content: []byte{byte('1' + i)}}})
	}
	if one, two := p.get(p.picture("ISA in English")).Body.String(), p.get(p.picture("ISA auf Deutsch")).Body.String(); one != "1" || two != "2" {
		t.Errorf("the files are %q and %q", one, two)
	}
}

func TestAPictureThatIsNotAtHandIsNamed(t *testing.T) {
	p := newPlayground(t)
	p.stage.Telegram.Add(telegramtest.Chat{ID: 1, Type: telegramtest.Private})
	e := eye{lang: "de", to: running, kept: p.kept}
	seen := e.telegram([]telegramtest.Message{{Kind: "photo", File: "x.png"}}, func(int64) string { return "" })
	if m := seen[0].Media[0]; m.Picture || m.Address != "" || m.Name != "x.png" {
		t.Errorf("shown as %+v", m)
	}
}

func TestWhatBecameOfAMessageIsSaid(t *testing.T) {
	p := newPlayground(t)
	chat := p.idOf("ISA auf Deutsch")
	p.telegram("sendMessage", map[string]string{"chat_id": chat, "text": "eins", "disable_notification": "true"}, nil)
	if page := p.columns("de")["ISA auf Deutsch"]; !strings.Contains(page, "ohne Ton gesendet") || strings.Contains(page, "bearbeitet") {
		t.Errorf("a silent message:\n%s", page)
	}
	p.telegram("pinChatMessage", map[string]string{"chat_id": chat, "message_id": "1"}, nil)
	if page := p.columns("zh")["ISA auf Deutsch"]; !strings.Contains(page, "已置顶") {
		t.Errorf("a pinned message:\n%s", page)
	}
	if page := p.columns("en")["ISA im Gespräch"]; !strings.Contains(page, "Forwarded from ISA auf Deutsch") {
		t.Errorf("the discussion group:\n%s", page)
	}
	if page := p.columns("en")["中文消息"]; !strings.Contains(page, "There is nothing here.") {
		t.Errorf("an empty channel:\n%s", page)
	}
}

func TestAForumsPostsStandWithTheirNames(t *testing.T) {
	p := newPlayground(t)
	forum := p.idOf("中文消息")
	for _, name := range []string{"第一条", "第二条"} {
		p.discord("/channels/"+forum+"/threads", `{"name":"`+name+`","message":{"content":"**你好**","allowed_mentions":{"parse":[]}}}`, nil)
	}
	page := p.columns("zh")["中文消息"]
	first, second := strings.Index(page, "<h3>第一条</h3>"), strings.Index(page, "<h3>第二条</h3>")
	if first < 0 || second < first || strings.Count(page, "<b>你好</b>") != 2 {
		t.Errorf("the forum:\n%s", page)
	}
}

func TestAnAlbumIsOneMessage(t *testing.T) {
	e := eye{lang: "de", to: running, kept: newUploads()}
	seen := e.telegram([]telegramtest.Message{
		{Kind: "photo", File: "a.png", Album: "1", Text: "Titel"}, {Kind: "photo", File: "b.png", Album: "1"}, {Kind: "photo", File: "c.png", Album: "2"},
	}, func(int64) string { return "" })
	if len(seen) != 2 || len(seen[0].Media) != 2 || len(seen[1].Media) != 1 || seen[0].Text != "Titel" {
		t.Errorf("shown as %+v", seen)
	}
}

func TestThePageNamesNoForeignHost(t *testing.T) {
	p := newPlayground(t)
	address := regexp.MustCompile(`(?:https?:)?//[a-z0-9.-]+\.[a-z0-9:.-]+`)
	for _, path := range []string{"/?lang=de", "/?lang=en", "/?lang=zh", "/page.css", "/page.js"} {
		got := p.get(path)
		if got.Code != http.StatusOK {
			t.Errorf("%s: %d", path, got.Code)
		}
		for _, a := range address.FindAllString(got.Body.String(), -1) {
			if a != running.local {
				t.Errorf("%s names %s", path, a)
			}
		}
		if policy := got.Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s has the policy %q", path, policy)
		}
	}
	if page := p.get("/?lang=zh").Body.String(); !strings.Contains(page, phrases.DemoTries[0].Zh) || !strings.Contains(page, stage.Password) {
		t.Error("the page does not say how to begin")
	}
}

func TestWhatIsKeptComesThroughWhole(t *testing.T) {
	u := newUploads()
	r := form(t, "https://api.telegram.org/bot1:x/sendDocument", map[string]string{"chat_id": "1"}, map[string]stage.Upload{"f": {Name: "a.pdf", Content: programme()}})
	copied := r.Clone(t.Context())
	whole, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	copied.Body = io.NopCloser(bytes.NewReader(whole))
	if !u.keep("telegram", copied) {
		t.Error("the request was held back")
	}
	if after, err := io.ReadAll(copied.Body); err != nil || !bytes.Equal(after, whole) {
		t.Errorf("the platform gets %d bytes of %d, %v", len(after), len(whole), err)
	}
	if len(u.files) != 1 {
		t.Errorf("%d files were kept", len(u.files))
	}
}

func TestTheCoverIsAPictureAndTheAttachmentAPDF(t *testing.T) {
	cover, err := bridge()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(cover))
	if err != nil || img.Bounds().Dx() != width || len(cover) > 5<<20 {
		t.Errorf("the cover has %d bytes, %v", len(cover), err)
	}
	paper := programme()
	if http.DetectContentType(paper) != "application/pdf" {
		t.Errorf("the attachment is taken for %s", http.DetectContentType(paper))
	}
	at := bytes.Index(paper, []byte("xref"))
	if !bytes.Contains(paper, []byte("startxref\n"+strconv.Itoa(at)+"\n")) {
		t.Error("the table of the PDF is not where it says")
	}
}

func TestTheNewsIsCompleteInAllLanguages(t *testing.T) {
	n, err := readNews()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range phrases.Languages {
		for name, piece := range map[string]stage.Fields{"first": n.First, "correction": n.Correction, "last": n.Last} {
			for _, field := range []string{"title_", "body_"} {
				if s, _ := piece[field+lang].(string); s == "" {
					t.Errorf("%s has no %s%s", name, field, lang)
				}
			}
		}
		before, after := n.First["body_"+lang].(string), n.Correction["body_"+lang].(string)
		if d := weekdays[lang]; !strings.Contains(before, d.before) || strings.Contains(after, d.before) || !strings.Contains(after, d.after) {
			t.Errorf("the correction cannot be told in %s", lang)
		}
	}
	if slices.Contains([]string{title(n.First, "de"), title(n.First, "en")}, title(n.Last, "de")) {
		t.Error("the pieces cannot be told apart")
	}
}

func TestATroubleMeetsTheNextMessageToItsChannelAndNoOther(t *testing.T) {
	p := newPlayground(t)
	ask := func(channel, kind string) int {
		r := httptest.NewRequest(http.MethodPost, "/trouble?channel="+url.QueryEscape(channel)+"&kind="+kind, nil)
		w := httptest.NewRecorder()
		p.page.ServeHTTP(w, r)
		return w.Code
	}
	for _, no := range [][2]string{{"ISA auf Deutsch", "refused"}, {"ISA in English", ""}, {"nobody's", "cut"}} {
		if got := ask(no[0], no[1]); got != http.StatusBadRequest {
			t.Errorf("%v: %d", no, got)
		}
	}
	for channel, kind := range map[string]string{"ISA in English": "cut", "中德工业城市联盟": "lost"} {
		if got := ask(channel, kind); got != http.StatusNoContent {
			t.Fatalf("%s is not taken: %d", kind, got)
		}
	}
	send := func(chat string) error {
		res, err := p.stage.Telegram.RoundTrip(form(t, "https://api.telegram.org/bot"+telegramtest.Token+"/sendMessage", map[string]string{"chat_id": chat, "text": "a trial"}, nil))
		if err == nil {
			res.Body.Close()
		}
		return err
	}
	for _, c := range []struct {
		name           string
		answers, shows bool
	}{{"ISA in English", false, false}, {"中德工业城市联盟", false, true}, {"ISA auf Deutsch", true, true}} {
		if err := send(p.idOf(c.name)); (err == nil) != c.answers {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := strings.Contains(p.columns("en")[c.name], `<article data-message="1">`); got != c.shows {
			t.Errorf("%s shows it: %v", c.name, got)
		}
	}
}
