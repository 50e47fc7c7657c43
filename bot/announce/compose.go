package announce

import (
	"context"
	"fmt"
	"io"
	"mime"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

// Composer makes posts of news.
type Composer struct {
	// Base is our public address, without a slash at its end.
	Base func() string
	// Page is the public page of a piece of news.
	Page func(slug, lang string) string
	// Files opens the store in which uploads are kept.
	Files func() (*filesystem.System, error)
}

// compose is the post of a piece of news in a language. Readers of another
// language are told in theirs that it has no text yet, and those of a machine's
// translation that it is one.
func (c Composer) compose(n *cms.News, lang, readers string, machine bool) bot.Post {
	post := bot.Post{Title: n.Title().Get(lang), Lang: lang, Link: c.Page(n.Slug(), lang), More: n.Link()}
	remark := func(t phrases.Text) {
		post.Body = post.Body.Add(styled(t.In(readers), richtext.Italic))
	}
	if lang != readers {
		remark(phrases.Posts.NotInLanguage)
	}
	if machine {
		remark(phrases.ByMachine)
	}
	body := richtext.ParseHTML(n.Body().Get(lang)).Absolute(c.Base())
	if s := n.Summary().Get(lang); s != "" && !repeats(body.Text(), s) && !sameWords(s, post.Title) {
		post.Body = post.Body.Add(richtext.Para(s))
	}
	if !sameWords(body.Text(), post.Title) || len(body.Links()) > 0 { // a title stands above the text already
		post.Body = post.Body.Join(body)
	}
	if n.Cover() != "" {
		alt, _ := n.CoverAlt().In(lang)
		post.Media = append(post.Media, c.medium(n, n.Cover(), alt))
	}
	for _, name := range n.Attachments() {
		post.Media = append(post.Media, c.medium(n, name, ""))
	}
	return post
}

// sameWords reports whether two texts differ in marks and capitals at the most.
func sameWords(a, b string) bool { return letters(a) == letters(b) }

// letters are the letters and digits of a text, in small ones.
func letters(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s))
}

// repeats reports whether the beginning of a text says much the same as its
// summary. Readers of a page expect a lead; in a message they would read it twice.
func repeats(text, summary string) bool {
	said, begin := []rune(letters(summary)), []rune(letters(text))
	begin = begin[:min(len(begin), 2*len(said)+100)]
	const run = 4
	known, alike := map[string]bool{}, 0
	for i := 0; i+run <= len(begin); i++ {
		known[string(begin[i:i+run])] = true
	}
	for i := 0; i+run <= len(said); i++ {
		if known[string(said[i:i+run])] {
			alike++
		}
	}
	return 2*alike > len(said)-run
}

// storeMark is what the store puts behind the name of an upload.
var storeMark = regexp.MustCompile(`_[a-z0-9]{10}(\.[a-zA-Z0-9]+)?$`)

// medium is a file of a piece of news, under the name that it was uploaded with.
func (c Composer) medium(n *cms.News, name, alt string) bot.Media {
	key := n.BaseFilesPath() + "/" + name
	m := bot.Media{
		Kind: bot.Document, Alt: alt, Key: name, Name: storeMark.ReplaceAllString(name, "$1"), Type: mime.TypeByExtension(path.Ext(name)),
		URL:  c.Base() + "/api/files/news/" + n.Id + "/" + name,
		Open: func(context.Context) (io.ReadCloser, error) { return c.open(key) },
	}
	if strings.HasPrefix(m.Type, "image/") {
		m.Kind = bot.Photo
	}
	return m
}

// stored is a file of the store, which is closed together with it.
type stored struct {
	io.ReadCloser
	store io.Closer
}

// Close closes both.
func (s stored) Close() error {
	err := s.ReadCloser.Close()
	if e := s.store.Close(); err == nil {
		err = e
	}
	return err
}

func (c Composer) open(key string) (io.ReadCloser, error) {
	store, err := c.Files()
	if err != nil {
		return nil, fmt.Errorf("open the store of files: %w", err)
	}
	r, err := store.GetReader(key)
	if err != nil {
		_ = store.Close()
		return nil, fmt.Errorf("open a file of the news: %w", err)
	}
	return stored{r, store}, nil
}

// target is where news goes, and how it is wanted there.
type target struct {
	place     bot.Place
	lang      string // of the readers
	ifMissing string
	shape     bot.Shape // but for what stands and what the news itself asks for
	channel   string    // id of the channel, "" for a subscriber
}

func channelTarget(app core.App, c *cms.Channel) target {
	t := target{
		place: bot.Place{Platform: c.Platform(), Chat: c.Target(), Thread: c.Thread()},
		lang:  c.Lang(), ifMissing: c.IfMissing(), channel: c.Id,
		shape: bot.Shape{Split: c.Split(), Crosspost: c.Crosspost()},
	}
	if s, err := cms.FindChannelState(app, c.Id); err == nil {
		traits, _ := s.Traits()
		t.shape.Forum = traits.Forum
	}
	return t
}

func subscriberTarget(platform, chat, lang string) target {
	if !phrases.Known(lang) {
		lang = "de"
	}
	return target{place: bot.Place{Platform: platform, Chat: chat}, lang: lang, ifMissing: "hold"}
}
