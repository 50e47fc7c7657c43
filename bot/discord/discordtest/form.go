package discordtest

// The forms of requests. Fields that are not here are unknown to the fake, and
// a request that has them breaks the rules.

// Embed is the box beneath a message.
type Embed struct {
	Type        string       `json:"type,omitempty"`
	URL         string       `json:"url,omitempty"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	Color       int          `json:"color,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Image       *EmbedImage  `json:"image,omitempty"`
	Thumbnail   *EmbedImage  `json:"thumbnail,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// EmbedImage is a picture in an embed.
type EmbedImage struct {
	URL         string `json:"url"`
	Description string `json:"description,omitempty"`
}

// EmbedFooter is the small print of an embed.
type EmbedFooter struct {
	Text string `json:"text"`
}

// EmbedAuthor stands above an embed's title.
type EmbedAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// EmbedField is a labelled value in an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

// Row is a row of buttons, or holds one menu.
type Row struct {
	Type       int      `json:"type"`
	ID         int      `json:"id,omitempty"`
	Components []Button `json:"components"`
}

// Button is a button, or a menu. A button with a URL opens it.
type Button struct {
	Type        int      `json:"type"`
	ID          int      `json:"id,omitempty"`
	Style       int      `json:"style,omitempty"`
	Label       string   `json:"label,omitempty"`
	Emoji       *Emoji   `json:"emoji,omitempty"`
	URL         string   `json:"url,omitempty"`
	CustomID    string   `json:"custom_id,omitempty"`
	Disabled    bool     `json:"disabled,omitempty"`
	Placeholder string   `json:"placeholder,omitempty"`
	MinValues   *int     `json:"min_values,omitempty"`
	MaxValues   *int     `json:"max_values,omitempty"`
	Options     []Option `json:"options,omitempty"` // of a menu
}

// Emoji is a picture on a button.
type Emoji struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
}

// Option is a line of a menu.
type Option struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// Attachment is a file of a message.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename,omitempty"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Size        int    `json:"-"`
	Type        string `json:"-"`
	InEmbed     bool   `json:"-"` // an embed shows it, so the message does not
	Content     []byte `json:"-"`
}

// messageForm is what makes or changes a message. Pointers tell what was left out.
type messageForm struct {
	Content         *string        `json:"content"`
	Embeds          *[]Embed       `json:"embeds"`
	Components      *[]Row         `json:"components"`
	Attachments     *[]Attachment  `json:"attachments"`
	Flags           *int           `json:"flags"`
	AllowedMentions *mentionForm   `json:"allowed_mentions"`
	Nonce           string         `json:"nonce"`
	EnforceNonce    bool           `json:"enforce_nonce"`
	TTS             bool           `json:"tts"`
	Reference       *referenceForm `json:"message_reference"`
}

// referenceForm says which message one answers to.
type referenceForm struct {
	Message         string `json:"message_id"`
	FailIfNotExists *bool  `json:"fail_if_not_exists"`
}

type mentionForm struct {
	Parse       *[]string `json:"parse"`
	Users       []string  `json:"users"`
	Roles       []string  `json:"roles"`
	RepliedUser bool      `json:"replied_user"`
}

// threadForm is what opens a thread. With a message it is a forum's post.
type threadForm struct {
	Name                string       `json:"name"`
	Type                Kind         `json:"type"`
	AutoArchiveDuration int          `json:"auto_archive_duration"`
	AppliedTags         []string     `json:"applied_tags"`
	Message             *messageForm `json:"message"`
}

// channelForm is what changes a channel or thread.
type channelForm struct {
	Name                *string `json:"name"`
	Archived            *bool   `json:"archived"`
	Locked              *bool   `json:"locked"`
	Flags               *int    `json:"flags"`
	AutoArchiveDuration *int    `json:"auto_archive_duration"`
}
