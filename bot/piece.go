package bot

import (
	"context"
	"io"

	"isa-portal.de/isabot/bot/phrases"
)

// Shape is how a post is wanted at a place. The zero Shape is a new message
// that is cut, with a link to the rest, where it is too long.
type Shape struct {
	Split     bool     // what is too long comes in numbered parts; else it is cut
	Stands    []Remote // what stands there already, in the order of the parts: an edit never adds one
	Silent    bool     // without a sound
	Pin       bool     // kept at the top of the place
	Crosspost bool     // Discord: handed on to following servers
	Forum     bool     // Discord: the first piece opens a post of the forum
	ReplyTo   string   // id of the message that the first piece answers to, "" for none
	Marker    string   // goes behind the post's link as its fragment; a message is found again by it
}

// PieceKind is what sort of message a piece is. A text may become a photo by
// an edit, never the other way.
type PieceKind string

// The kinds of pieces.
const (
	TextPiece     PieceKind = "text"
	PhotoPiece    PieceKind = "photo"
	DocumentPiece PieceKind = "document"
	AlbumPiece    PieceKind = "album" // one call, several messages
)

// Piece is one request to a platform, complete but for its place.
type Piece struct {
	Kind     PieceKind
	Method   string         // as the platform names it
	Fields   map[string]any // the parameters, as the platform names them
	Files    []File
	Then     []After // what follows once it stands
	Plain    string  // what readers see of the text, without markup
	Length   int     // of the text, as the platform counts it
	Limit    int     // what the platform allows
	Warnings []Warning
}

// After is a call that follows on the one that sent a piece. It costs no piece:
// where it fails, the message stands all the same.
type After string

// What may follow.
const (
	PinAfter       After = "pin"
	CrosspostAfter After = "crosspost"
)

// File is something that is uploaded with a piece.
type File struct {
	Name string // as the reader sees it; Fields refer to it as attach://Name or attachment://Name
	Type string // media type
	Alt  string
	Key  string // another one for each upload, though the name be the same
	Open func(context.Context) (io.ReadCloser, error)
}

// Warning tells staff what readers will miss, or see otherwise than it was written.
type Warning struct {
	Code string
	said map[string]string // by language
}

// Warn returns a warning; pairs fill the placeholders of text.
func Warn(code string, text phrases.Text, pairs ...string) Warning {
	w := Warning{Code: code, said: map[string]string{}}
	for _, l := range phrases.Languages {
		w.said[l] = text.In(l, pairs...)
	}
	return w
}

// WarnFlat is what is to be said of a document that was made one without tables
// and pictures.
func WarnFlat(tables, pictures bool) []Warning {
	var out []Warning
	if tables {
		out = append(out, Warn("table", phrases.Posts.TableAsText))
	}
	if pictures {
		out = append(out, Warn("picture-link", phrases.Posts.PictureAsLink))
	}
	return out
}

// In is the warning in a language.
func (w Warning) In(lang string) string { return w.said[lang] }

// Remote is a message that stands at a place, as its platform names it.
type Remote struct {
	Kind PieceKind `json:"kind"`
	IDs  []string  `json:"ids"`            // more than one for an album
	Chat string    `json:"chat,omitempty"` // where it stands if not in the place's own chat: a forum's post, a moved group
	Then []After   `json:"then,omitempty"` // what followed on it

	// Last is the last message of the place that was known before this one was
	// sent: where a search for it begins.
	Last string `json:"last,omitempty"`
}

// Empty reports whether nothing is known to stand there.
func (r Remote) Empty() bool { return len(r.IDs) == 0 }
