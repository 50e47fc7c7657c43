package discordtest

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func command(name string, more ...any) map[string]any {
	c := map[string]any{"type": 1, "name": name, "description": "What it does"}
	for i := 0; i+1 < len(more); i += 2 {
		c[more[i].(string)] = more[i+1]
	}
	return c
}

// withCommands is a bench whose bot has a command and one in the menu of messages.
func withCommands(t *testing.T) *bench {
	t.Helper()
	b := newBench(t, Config{})
	option := []any{map[string]any{"type": 3, "name": "name", "description": "Of whom", "autocomplete": true}}
	a := b.do("PUT", "/applications/"+b.App()+"/commands", []any{command("member", "options", option), map[string]any{"type": 3, "name": "Ask"}})
	if a.status != 200 || len(b.Commands()) != 2 {
		t.Fatalf("registered: %d %v", a.status, a.form)
	}
	return b
}

func (b *bench) answer(i *Interaction, kind int, data any) answer {
	body := map[string]any{"type": kind}
	if data != nil {
		body["data"] = data
	}
	return b.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", body)
}

func (b *bench) hook(i *Interaction) string { return "/webhooks/" + b.App() + "/" + i.Token }

func TestAnInteractionIsAnswered(t *testing.T) {
	b := withCommands(t)
	p, other := b.Person("Anna", "de"), b.Person("Ben", "en")
	ch := b.Open(Text, "chat")
	i := p.Use(ch, "member", "Köln")
	if a := b.answer(i, NewMessage, message("Ja", "flags", 64)); a.status != 204 {
		t.Fatalf("answered with %d %v", a.status, a.form)
	}
	if len(p.Sees(ch)) != 1 || len(other.Sees(ch))+len(b.Channel(ch)) != 0 || len(i.Messages()) != 1 {
		t.Errorf("they see %+v", p.Sees(ch))
	}
	if a := b.answer(i, NewMessage, message("Ja")); a.status != 400 || a.code() != 40060 {
		t.Errorf("a second time: %d %v", a.status, a.form)
	}
	if a := b.do("POST", b.hook(i), message("Und mehr")); a.status != 200 || len(b.Channel(ch)) != 1 {
		t.Errorf("followed up: %d %v", a.status, a.form)
	}
	if a := b.do("PATCH", b.hook(i)+"/messages/@original", message("Nein", "flags", 4)); a.status != 200 || p.Sees(ch)[0].Content != "Nein" || p.Sees(ch)[0].For != p.ID {
		t.Errorf("changed: %d %v, %+v", a.status, a.form, p.Sees(ch))
	}
	if a := b.do("DELETE", b.hook(i)+"/messages/@original", nil); a.status != 204 || len(p.Sees(ch)) != 1 {
		t.Errorf("taken back: %d", a.status)
	}
	if a := b.do("PATCH", b.hook(i)+"/messages/@original", message("Nein")); a.code() != 10008 {
		t.Errorf("changed after that: %v", a.form)
	}
	b.now = b.now.Add(16 * time.Minute)
	if a := b.do("POST", b.hook(i), message("Zu spät")); a.status != 401 || a.code() != 50027 {
		t.Errorf("after 16 minutes: %d %v", a.status, a.form)
	}
	b.clean()
}

func TestAnInteractionThatIsPutOff(t *testing.T) {
	b := withCommands(t)
	p := b.Person("Anna", "de")
	ch := b.Open(Text, "chat")
	i := p.Use(ch, "member", "")
	if a := b.do("POST", b.hook(i), message("x")); a.status != 404 || a.code() != 10015 {
		t.Errorf("before the first answer: %v", a.form)
	}
	if a := b.answer(i, DeferMessage, nil); a.status != 204 || len(i.Messages()) != 0 || !b.Channel(ch)[0].Loading() {
		t.Errorf("put off: %d, %+v", a.status, b.Channel(ch))
	}
	b.now = b.now.Add(10 * time.Minute)
	if a := b.do("PATCH", b.hook(i)+"/messages/@original", message("fertig")); a.status != 200 || len(i.Messages()) != 1 || i.Messages()[0].Content != "fertig" {
		t.Errorf("answered: %d %v", a.status, a.form)
	}
	late := p.Use(ch, "member", "")
	b.now = b.now.Add(answerTime + time.Millisecond)
	if a := b.answer(late, NewMessage, message("x")); a.status != 404 || a.code() != 10062 || !late.Failed() {
		t.Errorf("after three seconds: %v", a.form)
	}
	b.clean()
}

func TestAButtonIsPressed(t *testing.T) {
	b := withCommands(t)
	p := b.Person("Anna", "de")
	ch := b.Open(Text, "chat")
	rows := []any{
		map[string]any{"type": 1, "components": []any{map[string]any{"type": 2, "style": 2, "label": "Ja", "custom_id": "ja"}, map[string]any{"type": 2, "style": 2, "emoji": map[string]any{"name": "👍"}, "custom_id": "gut"}}},
		map[string]any{"type": 1, "components": []any{map[string]any{"type": 3, "custom_id": "m", "options": []any{map[string]any{"label": "Köln", "value": "k"}}}}},
	}
	id := b.do("POST", "/channels/"+ch+"/messages", message("?", "components", rows)).id()
	for label, kind := range map[string]int{"Ja": UpdateMessage, "👍": NewMessage, "Köln": DeferUpdate} {
		i := p.Press(ch, id, label)
		var data any = message("gut", "components", rows)
		if kind == DeferUpdate {
			data = nil
		}
		if a := b.answer(i, kind, data); a.status != 204 || i.Kind() != kind {
			t.Errorf("%s: %d %v", label, a.status, a.form)
		}
	}
	if all := b.Channel(ch); len(all) != 2 || all[0].Content != "gut" {
		t.Errorf("stands: %+v", all)
	}
	about := p.AskAbout(ch, id, "Ask")
	if a := b.answer(about, NewMessage, message("Ja")); a.status != 204 || !strings.Contains(string(about.Body()), `"target_id":"`+id+`"`) {
		t.Errorf("asked about a message: %d, %s", a.status, about.Body())
	}
	typing := p.Type(ch, "member", "k")
	offers := []any{map[string]any{"name": "Köln", "value": "koeln"}}
	if a := b.answer(typing, ChoicesToOffer, map[string]any{"choices": offers}); a.status != 204 || !slices.Equal(typing.Offers(), []Offer{{"Köln", "koeln"}}) {
		t.Errorf("completed: %d %v", a.status, a.form)
	}
	b.clean()
}

func TestBadAnswersAreRefusedAndNoted(t *testing.T) {
	many := func(n int, one func(i int) any) (out []any) {
		for i := range n {
			out = append(out, one(i))
		}
		return out
	}
	buttons := func(list ...any) map[string]any {
		return message("x", "components", []any{map[string]any{"type": 1, "components": list}})
	}
	button := func(i int) any {
		return map[string]any{"type": 2, "style": 2, "label": "x", "custom_id": fmt.Sprint("b", i)}
	}
	option := func(i int) any { return map[string]any{"label": "x", "value": fmt.Sprint(i)} }
	menu := func(options []any) any { return map[string]any{"type": 3, "custom_id": "m", "options": options} }
	for _, c := range []struct {
		name string
		kind int
		data any
	}{
		{"a message in place of a press that there was not", UpdateMessage, message("x")},
		{"choices", ChoicesToOffer, map[string]any{"choices": []any{}}},
		{"a pong", Pong, nil},
		{"nothing in it", NewMessage, message("")},
		{"somebody is called", NewMessage, map[string]any{"content": "x"}},
		{"flags that it cannot have", NewMessage, message("x", "flags", 1<<1)},
		{"put off, with words", DeferMessage, message("x")},
		{"six buttons in a row", NewMessage, buttons(many(6, button)...)},
		{"two buttons of one name", NewMessage, buttons(button(1), button(1))},
		{"a button without a label", NewMessage, buttons(map[string]any{"type": 2, "style": 2, "custom_id": "x"})},
		{"a label of 81", NewMessage, buttons(map[string]any{"type": 2, "style": 2, "custom_id": "x", "label": strings.Repeat("x", 81)})},
		{"a name of 101", NewMessage, buttons(map[string]any{"type": 2, "style": 2, "label": "x", "custom_id": strings.Repeat("x", 101)})},
		{"a menu beside a button", NewMessage, buttons(menu(many(1, option)), button(1))},
		{"a menu of 26", NewMessage, buttons(menu(many(26, option)))},
		{"a menu with two lines that are one", NewMessage, buttons(menu([]any{option(1), option(1)}))},
		{"six rows", NewMessage, message("x", "components", many(6, func(i int) any { return map[string]any{"type": 1, "components": []any{button(i)}} }))},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := withCommands(t)
			i := b.Person("Anna", "de").Use(b.Open(Text, "chat"), "member", "")
			if a := b.answer(i, c.kind, c.data); a.status != 400 || len(b.Violations()) != 1 || i.Kind() != 0 {
				t.Errorf("answered with %d %v, violations: %q", a.status, a.form, b.Violations())
			}
		})
	}
}

func TestBadCommandsAreRefusedAndNoted(t *testing.T) {
	option := func(more ...any) map[string]any {
		o := map[string]any{"type": 3, "name": "name", "description": "Of whom"}
		for i := 0; i+1 < len(more); i += 2 {
			o[more[i].(string)] = more[i+1]
		}
		return o
	}
	for name, list := range map[string][]any{
		"a name with a blank":          {command("a b")},
		"a name in capitals":           {command("Ask")},
		"a name of 33":                 {command(strings.Repeat("x", 33))},
		"two of one name":              {command("ask"), command("ask")},
		"two of one name in German":    {command("ask", "name_localizations", map[string]any{"de": "frage"}), command("faq", "name_localizations", map[string]any{"de": "frage"})},
		"no description":               {map[string]any{"type": 1, "name": "ask"}},
		"a description of 101":         {command("ask", "description", strings.Repeat("x", 101))},
		"a menu's with a description":  {map[string]any{"type": 3, "name": "Ask", "description": "x"}},
		"choices and autocomplete":     {command("ask", "options", []any{option("autocomplete", true, "choices", []any{map[string]any{"name": "x", "value": "x"}})})},
		"required behind optional":     {command("ask", "options", []any{option(), option("name", "b", "required", true)})},
		"an option's name in capitals": {command("ask", "options", []any{option("name", "Name")})},
	} {
		b := newBench(t, Config{})
		if a := b.do("PUT", "/applications/"+b.App()+"/commands", list); a.status != 400 || len(b.Violations()) != 1 || len(b.Commands()) != 0 {
			t.Errorf("%s: %d %v, violations: %q", name, a.status, a.form, b.Violations())
		}
	}
	b := newBench(t, Config{})
	if a := b.do("PUT", "/applications/1/commands", []any{}); a.status != 403 {
		t.Errorf("of another application: %d", a.status)
	}
}

func TestWhereTheBotIsNotOnlyInteractionsSpeak(t *testing.T) {
	b := withCommands(t)
	p := b.Person("Anna", "de")
	ch := b.OpenForeign(GroupDM, "")
	i := p.Use(ch, "member", "")
	if a := b.answer(i, NewMessage, message("eins")); a.status != 204 {
		t.Errorf("answered with %d", a.status)
	}
	if a := b.do("POST", "/channels/"+ch+"/messages", message("x")); a.status != 403 || a.code() != 50001 {
		t.Errorf("sent: %v", a.form)
	}
	for n := range 6 {
		b.now = b.now.Add(time.Second)
		if a := b.do("POST", b.hook(i), message("mehr")); (a.status == 200) != (n < 5) {
			t.Errorf("followed up %d times: %d %v", n+1, a.status, a.form)
		}
	}
	b.clean()
}

func TestPersonsTheirChatsAndWhatTheBotIs(t *testing.T) {
	b := newBench(t, Config{})
	p := b.Person("Anna", "de")
	a := b.do("POST", "/users/@me/channels", map[string]any{"recipient_id": p.ID})
	if a.status != 200 || a.id() != p.DM() {
		t.Errorf("opened: %d %v", a.status, a.form)
	}
	if a := b.do("POST", "/users/@me/channels", map[string]any{"recipient_id": "77"}); a.status != 400 || a.code() != 50033 {
		t.Errorf("nobody's: %v", a.form)
	}
	p.Refuse(true)
	if a := b.do("POST", "/channels/"+p.DM()+"/messages", message("x")); a.code() != 50007 {
		t.Errorf("sent: %v", a.form)
	}
	if a := b.do("POST", "/channels/"+p.DM()+"/typing", nil); a.status != 204 || len(b.Typed(p.DM())) != 1 {
		t.Errorf("typing: %d", a.status)
	}
	if a := b.do("GET", "/oauth2/applications/@me", nil); a.status != 200 || a.id() != b.App() || a.form["verify_key"] != PublicKey() {
		t.Errorf("the application: %v", a.form)
	}
	id := p.Write(p.DM(), "Hallo")
	p.Show(p.DM(), []string{"a.ogg"}, []string{"Winken"})
	if a := b.do("GET", "/channels/"+p.DM()+"/messages/"+id, nil); a.status != 200 || a.form["author"].(map[string]any)["username"] != "Anna" {
		t.Errorf("a message: %v", a.form)
	}
	p.Reply(p.DM(), id, "Und?", true)
	if a := b.do("GET", "/channels/"+p.DM()+"/messages", nil); len(a.list) != 3 {
		t.Errorf("messages: %v", a.list)
	}
	b.clean()
}

func TestAnEndpointIsTriedBeforeItIsTaken(t *testing.T) {
	b := withCommands(t)
	answers := func(status int, body string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	for name, h := range map[string]http.Handler{"no pong": answers(200, "{}"), "an error": answers(500, ""), "one who takes all": answers(200, `{"type":1}`)} {
		if b.SetEndpoint(h) == nil {
			t.Errorf("%s is taken", name)
		}
	}
	asked := 0
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		switch asked++; asked {
		case 1:
			_, _ = io.WriteString(w, `{"type":1}`)
		case 2:
			w.WriteHeader(http.StatusUnauthorized)
		case 3:
			_, _ = io.WriteString(w, `{"type":4,"data":{"content":"Ja","allowed_mentions":{"parse":[]}}}`)
		case 4:
			_, _ = io.WriteString(w, `{"type":4,"data":{"content":"Ja"}}`)
		}
	})
	if err := b.SetEndpoint(h); err != nil {
		t.Fatal(err)
	}
	p := b.Person("Anna", "de")
	if i := p.Use(p.DM(), "member", ""); i.Status != 200 || len(i.Messages()) != 1 {
		t.Errorf("answered with %d, %+v", i.Status, i.Messages())
	}
	b.clean()
	if i := p.Use(p.DM(), "member", ""); len(i.Messages()) != 0 || len(b.Violations()) != 1 {
		t.Errorf("a bad answer: %+v, violations: %q", i.Messages(), b.Violations())
	}
}
