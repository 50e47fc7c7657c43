package telegramtest

// Person is somebody who writes.
type Person struct {
	ID       int64
	Name     string
	Username string // without the @
	Lang     string // language_code, as Telegram tells it: de, zh-hans
	Bot      bool
}

func (p Person) json() map[string]any {
	out := map[string]any{"id": p.ID, "is_bot": p.Bot, "first_name": p.Name}
	if p.Username != "" {
		out["username"] = p.Username
	}
	if p.Lang != "" {
		out["language_code"] = p.Lang
	}
	return out
}

// Accounts in whose name Telegram hands on what was written in the name of a chat.
var (
	anonymousAdmin = Person{ID: 1087968824, Name: "Group", Username: "GroupAnonymousBot", Bot: true}
	channelBot     = Person{ID: 136817688, Name: "Channel", Username: "Channel_Bot", Bot: true}
)

// Said is a message of a person.
type Said struct {
	From    Person
	As      int64  // the chat in whose name they write: the group itself, or a channel
	Kind    string // what it is: "" for text, else photo, document, voice, audio, video, video_note, animation, sticker, location, contact, dice
	Text    string // or the caption
	Calls   string // words of Text by which the bot is mentioned without its username
	ReplyTo int
	Topic   int
	Thread  int // of comments on a post of the channel
	Album   string
	Extra   map[string]any // further fields of the message; without a kind and a text it is a note of Telegram's own
}

// Write sends a text of a person to a chat, and returns its id.
func (f *Fake) Write(chat int64, by Person, text string) int {
	return f.Say(chat, Said{From: by, Text: text})
}

// Say sends a message of a person to a chat, tells the bot of it, and returns
// its id; 0 if there is no such chat.
func (f *Fake) Say(chat int64, s Said) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.chats[chat]
	if c == nil {
		return 0
	}
	m := Message{
		Kind: s.Kind, Text: s.Text, Entities: f.entitiesOf(s.Text, s.Calls), ByOther: true, From: &s.From, As: s.As,
		ReplyTo: s.ReplyTo, Topic: s.Topic, Thread: s.Thread, Album: s.Album, extra: s.Extra,
	}
	switch {
	case s.Kind == "" && s.Text == "":
		m.Kind = service
	case s.Kind == "":
		m.Kind = "text"
	case s.Kind == "photo", s.Kind == "document":
		m.FileID = f.file()
	}
	sent := f.put(c, m)
	f.push(f.updateKind(c, false), f.messageJSON(c, sent))
	return sent.ID
}

// Rewrite edits a message of a person, and tells the bot of it.
func (f *Fake) Rewrite(chat int64, id int, text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.chats[chat]
	if c == nil {
		return
	}
	m := c.message(id)
	if m == nil {
		return
	}
	m.Text, m.Entities, m.Edited = text, f.entitiesOf(text, ""), f.cfg.Now()
	m.Edits++
	f.push(f.updateKind(c, true), f.messageJSON(c, m))
}

// contents are what a message brings besides text, photo and document.
var contents = map[string]map[string]any{
	"voice":      {"duration": 3},
	"audio":      {"duration": 3},
	"video":      {"duration": 3, "width": 640, "height": 360},
	"video_note": {"duration": 3, "length": 240},
	"animation":  {"duration": 3, "width": 320, "height": 240},
	"sticker":    {"type": "regular", "width": 512, "height": 512, "is_animated": false, "is_video": false, "emoji": "👍"},
	"location":   {"latitude": 51.2, "longitude": 6.8},
	"contact":    {"phone_number": "+4900", "first_name": "Anna"},
	"dice":       {"emoji": "🎲", "value": 3},
}

// content adds to a message what is in it.
func (m *Message) content(out map[string]any) {
	switch m.Kind {
	case "text":
		out["text"] = m.Text
		if len(m.Entities) > 0 {
			out["entities"] = m.Entities
		}
		return
	case "photo":
		out["photo"] = []any{map[string]any{"file_id": m.FileID, "file_unique_id": "u" + m.FileID, "width": 1280, "height": 720}}
	case "document":
		out["document"] = map[string]any{"file_id": m.FileID, "file_unique_id": "u" + m.FileID, "file_name": m.File}
	default:
		if more := contents[m.Kind]; more != nil {
			thing := map[string]any{}
			for k, v := range more {
				thing[k] = v
			}
			if m.Kind != "location" && m.Kind != "contact" && m.Kind != "dice" {
				thing["file_id"], thing["file_unique_id"] = "file-x", "ufile-x"
			}
			out[m.Kind] = thing
		}
	}
	if m.Text != "" {
		out["caption"] = m.Text
		if len(m.Entities) > 0 {
			out["caption_entities"] = m.Entities
		}
	}
}
