package telegramtest

import (
	"encoding/json"
	"net/url"
	"strings"
	"unicode/utf8"
)

// What Telegram's server takes: characters after parsing (TDLib counts code
// points), bytes before it.
const (
	maxText    = 4096
	maxCaption = 1024
	maxRaw     = 1 << 15
	maxData    = 64 // bytes of callback_data
	maxButtons = 100
	maxPhoto   = 10 << 20
	maxFile    = 50 << 20
)

// formatted reads a text or caption with its parse_mode or entities.
func formatted(text, mode, entitiesJSON string, limit int) (string, []Entity, *apiError) {
	if len(text) > maxRaw {
		return "", nil, badRequest("Text is too long")
	}
	if !utf8.ValidString(text) {
		return "", nil, badRequest("Strings must be encoded in UTF-8")
	}
	var entities []Entity
	switch strings.ToLower(mode) {
	case "":
		if entitiesJSON != "" && json.Unmarshal([]byte(entitiesJSON), &entities) != nil {
			return "", nil, badRequest("Can't parse entities JSON object")
		}
	case "html":
		var err error
		if text, entities, err = ParseHTML(text); err != nil {
			return "", nil, badRequest("Can't parse entities: %v", err)
		}
	default: // we write HTML; the fake reads nothing else
		return "", nil, badRequest("Unsupported parse_mode")
	}
	text, entities = trim(text, entities)
	if utf8.RuneCountInString(text) > limit {
		if limit == maxCaption {
			return "", nil, badRequest("Message caption is too long")
		}
		return "", nil, badRequest("Message is too long")
	}
	return text, entities, nil
}

func (c *call) message() (Message, *apiError) {
	raw := c.text("text")
	if raw == "" {
		return Message{}, badRequest("Message text is empty")
	}
	text, entities, no := formatted(raw, c.text("parse_mode"), c.text("entities"), maxText)
	if no != nil {
		return Message{}, no
	}
	if text == "" {
		return Message{}, badRequest("Text must be non-empty")
	}
	m := Message{Kind: "text", Text: text, Entities: entities, Preview: json.RawMessage(c.text("link_preview_options"))}
	return m, c.markup(&m)
}

// media are what a request brings to look at: a photo or document with its
// caption, in the words of InputMedia.
type media struct {
	Type            string          `json:"type"`
	Media           string          `json:"media"`
	Caption         string          `json:"caption"`
	ParseMode       string          `json:"parse_mode"`
	CaptionEntities json.RawMessage `json:"caption_entities"`
	Above           bool            `json:"show_caption_above_media"`
}

func (f *Fake) medium(c *call, in media) (Message, *apiError) {
	m := Message{Kind: in.Type, Above: in.Above}
	if in.Type != "photo" && in.Type != "document" { // we send no others
		return m, badRequest("Can't parse InputMedia: type must be one of the supported types")
	}
	var no *apiError
	if m.Text, m.Entities, no = formatted(in.Caption, in.ParseMode, string(in.CaptionEntities), maxCaption); no != nil {
		return m, no
	}
	field, attached := strings.CutPrefix(in.Media, "attach://")
	if !attached {
		field = in.Type
	}
	if up, ok := c.files[field]; ok && (attached || in.Media == "") {
		if m.File, m.FileID, no = up.name, f.file()+"-"+up.sum, tooLarge(up, in.Type); no == nil {
			f.files[m.FileID] = stored{up.name, in.Type}
		}
		return m, no
	}
	switch u, err := url.Parse(in.Media); {
	case in.Media == "" || attached:
		return m, badRequest("There is no %s in the request", in.Type)
	case err == nil && (u.Scheme == "http" || u.Scheme == "https"):
		if linkOf(in.Media) == "" {
			return m, badRequest("Wrong HTTP URL specified")
		}
	case f.files[in.Media] == stored{}:
		return m, badRequest("wrong file identifier/HTTP URL specified")
	case f.files[in.Media].kind != in.Type:
		return m, badRequest("can't use file of type %s as %s", f.files[in.Media].kind, in.Type)
	default:
		m.File, m.FileID = f.files[in.Media].name, in.Media
		return m, nil
	}
	m.File, m.FileID = in.Media, in.Media
	return m, nil
}

func tooLarge(up upload, kind string) *apiError {
	switch {
	case up.size == 0:
		return badRequest("file must be non-empty")
	case kind == "photo" && up.size > maxPhoto:
		return badRequest("File of size %d bytes is too big for a photo; the maximum size is %d bytes", up.size, maxPhoto)
	case up.size > maxFile:
		return &apiError{code: 413, text: "Request Entity Too Large"}
	}
	return nil
}

type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

type button struct {
	Text string          `json:"text"`
	URL  string          `json:"url"`
	Data *string         `json:"callback_data"`
	App  json.RawMessage `json:"web_app"`
	Copy json.RawMessage `json:"copy_text"`
}

// markup reads reply_markup into a message. Without it there are no buttons.
func (c *call) markup(m *Message) *apiError {
	raw := c.text("reply_markup")
	if raw == "" {
		return nil
	}
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(raw), &object) != nil {
		return badRequest("Object expected as reply markup")
	}
	if object["inline_keyboard"] == nil {
		return nil // a keyboard of the person's own is no part of the message
	}
	var k keyboard
	if json.Unmarshal([]byte(raw), &k) != nil {
		return badRequest(`Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`)
	}
	buttons := 0
	for _, row := range k.Rows {
		for _, b := range row {
			buttons++
			if no := b.check(); no != nil {
				return no
			}
		}
	}
	if buttons > maxButtons { // what other bots have seen
		return badRequest("REPLY_MARKUP_TOO_LONG")
	}
	if buttons > 0 {
		m.Buttons = json.RawMessage(raw)
	}
	return nil
}

func (b button) check() *apiError {
	switch {
	case strings.TrimSpace(b.Text) == "":
		return badRequest("Can't parse inline keyboard button: Field \"text\" must be of type String")
	case b.URL != "":
		if u, err := url.Parse(b.URL); err == nil && u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "tg" {
			return badRequest("Inline keyboard button URL '%s' is invalid: Unsupported URL protocol", b.URL)
		}
		if linkOf(b.URL) == "" {
			return badRequest("Inline keyboard button URL '%s' is invalid: Wrong HTTP URL", b.URL)
		}
	case b.Data != nil:
		if n := len(*b.Data); n < 1 || n > maxData {
			return badRequest("BUTTON_DATA_INVALID")
		}
	case b.App == nil && b.Copy == nil:
		return badRequest("Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	}
	return nil
}
