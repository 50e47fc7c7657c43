package discord

import (
	"cmp"
	"context"
	"time"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

const (
	// soon is how long an answer may take before the person is told that it is
	// on its way: Discord waits for 3 s, and some of that is spent on the line.
	soon = 2 * time.Second

	// tokenTime is how long an interaction can be answered: 15 minutes
	// (Discord's documentation, "Followup Messages"), and a little less.
	tokenTime = 14 * time.Minute
)

// callback is the first answer to an interaction.
type callback struct {
	Type dg.InteractionResponseType `json:"type"`
	Data any                        `json:"data,omitempty"`
}

// exchange is an interaction that is being answered.
type exchange struct {
	l       *Listener
	i       interaction
	m       bot.Message
	alone   bool // nobody but the person is shown the answer
	respond func(ctx context.Context, c callback) error
}

// interact answers an interaction. respond gives the first answer; what is not
// known by then follows by the interaction's token.
func (l *Listener) interact(ctx context.Context, i interaction, respond func(ctx context.Context, c callback) error) {
	if i.person() == "" || i.ID == "" || i.Token == "" {
		l.cfg.Log.Warn("A command or a button on Discord does not say whose it is; it is not answered.")
		return
	}
	x := exchange{l: l, i: i, respond: respond}
	if i.Type == dg.InteractionApplicationCommandAutocomplete {
		_ = respond(ctx, l.complete(i)) // the next letter asks again
		return
	}
	ctx, cancel := context.WithTimeout(ctx, tokenTime)
	defer cancel()
	x.m, x.alone = l.say(i)
	posts := make(chan bot.Post, 1)
	go func() { posts <- l.think(ctx, x.m) }()
	late := time.NewTimer(soon)
	defer late.Stop()
	select {
	case post := <-posts:
		x.answer(ctx, post)
	case <-late.C:
		first := respond(ctx, x.deferred())
		post := <-posts
		if first == nil {
			x.later(ctx, post)
		}
		x.over(first)
	}
}

// think is the answer to a message. A fault becomes an apology.
func (l *Listener) think(ctx context.Context, m bot.Message) (post bot.Post) {
	defer func() {
		if r := recover(); r != nil {
			l.cfg.Log.Error("Answering on Discord failed.", "error", bot.PanicError(r))
			post = plainly(m, phrases.SaySorry)
		}
	}()
	post, err := l.cfg.Handler.Handle(ctx, m)
	if err != nil {
		return plainly(m, phrases.SaySorry)
	}
	return post
}

// plainly is a text in the person's language, as far as that is known.
func plainly(m bot.Message, text phrases.Text) bot.Post {
	lang := cmp.Or(m.Lang, m.Locale, "en")
	return bot.Post{Lang: lang, Body: richtext.FromText(text.In(lang)), Outcome: bot.Handover}
}

// pieces are the messages that bring a post. One that says nothing is for a
// person who has said too much and was told so; a command must be answered all
// the same.
func (x *exchange) pieces(post bot.Post) []bot.Piece {
	if x.i.Data.Name == askCommand && !x.m.Press && !post.Body.Empty() {
		post.Body = richtext.Doc{}.Add(quoted(x.m.Text)).Join(post.Body)
	}
	pieces, err := Renderer{}.Render(post, bot.Shape{Split: true})
	if err != nil {
		x.l.cfg.Log.Error("An answer on Discord could not be rendered.", "error", err)
	}
	switch {
	case err != nil:
		pieces, _ = Renderer{}.Render(plainly(x.m, phrases.SaySorry), bot.Shape{})
	case len(pieces) == 0 && !x.m.Press:
		pieces, _ = Renderer{}.Render(plainly(x.m, phrases.Discord.Wait), bot.Shape{})
	}
	return pieces
}

// quoted is a question above its answer: of a command Discord shows only the name.
func quoted(question string) richtext.Block {
	return richtext.Block{Kind: richtext.Quote, Spans: []richtext.Span{{Text: shortened(question, maxQuote, units)}}}
}

// maxQuote is how much of a question is repeated.
const maxQuote = 300

// answer gives an answer that came in time.
func (x *exchange) answer(ctx context.Context, post bot.Post) {
	pieces := x.pieces(post)
	if len(pieces) == 0 {
		x.over(x.respond(ctx, callback{Type: dg.InteractionResponseDeferredMessageUpdate}))
		return
	}
	if len(pieces[0].Files) > 0 { // files follow by the token
		err := x.respond(ctx, x.deferred())
		if err == nil {
			x.follow(ctx, post, pieces)
		}
		x.over(err)
		return
	}
	first := callback{dg.InteractionResponseChannelMessageWithSource, x.loud(pieces[0].Fields, post.Brief || post.Body.Empty())}
	if x.inPlace(post) {
		first = callback{dg.InteractionResponseUpdateMessage, whole(pieces[0].Fields)}
	}
	err := x.respond(ctx, first)
	if turnedDown(err) {
		sorry := callback{dg.InteractionResponseChannelMessageWithSource, x.loud(x.apology(err).Fields, true)}
		err, pieces = x.respond(ctx, sorry), pieces[:1]
	}
	if err == nil {
		err = x.rest(ctx, pieces[1:], false)
	}
	x.over(err)
}

// later gives an answer that was put off.
func (x *exchange) later(ctx context.Context, post bot.Post) {
	if ctx.Err() != nil { // the end: there is time for a word
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), lastWords)
		defer cancel()
	}
	if pieces := x.pieces(post); len(pieces) > 0 {
		x.follow(ctx, post, pieces)
	}
}

// follow gives the pieces of an answer that was put off. The first of a command
// takes the place of the word that the bot is thinking.
func (x *exchange) follow(ctx context.Context, post bot.Post, pieces []bot.Piece) {
	var err error
	if x.m.Press && !x.inPlace(post) {
		err = x.rest(ctx, pieces, post.Brief)
	} else if err = x.original(ctx, pieces[0]); err == nil {
		err = x.rest(ctx, pieces[1:], false)
	}
	switch {
	case turnedDown(err) && x.m.Press:
		err = x.rest(ctx, []bot.Piece{x.apology(err)}, true)
	case turnedDown(err):
		err = x.original(ctx, x.apology(err))
	}
	x.over(err)
}

// apology is said in place of an answer that Discord does not take.
func (x *exchange) apology(err error) bot.Piece {
	x.l.cfg.Log.Error("Discord refused an answer; it was apologised for.", "error", err)
	pieces, _ := Renderer{}.Render(plainly(x.m, phrases.SaySorry), bot.Shape{})
	return pieces[0]
}

// original gives, or changes, the first answer.
func (x *exchange) original(ctx context.Context, p bot.Piece) error {
	r := x.request(patchOriginal)
	fields := whole(p.Fields)
	if flags, _ := p.Fields["flags"].(int); flags != 0 {
		fields["flags"] = flags & int(dg.MessageFlagsSuppressEmbeds)
	}
	r.fields, r.files = fields, p.Files
	return x.l.insist(ctx, r)
}

// rest gives what follows on the first answer.
func (x *exchange) rest(ctx context.Context, pieces []bot.Piece, brief bool) error {
	for _, p := range pieces {
		r := x.request(postFollowup)
		r.fields, r.files = x.loud(p.Fields, brief), p.Files
		if err := x.l.insist(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// loud is a message with the word who is to see it.
func (x *exchange) loud(fields map[string]any, brief bool) map[string]any {
	out := quiet(fields)
	if x.alone || brief {
		flags, _ := out["flags"].(int)
		out["flags"] = flags | int(dg.MessageFlagsEphemeral)
	}
	return out
}

// inPlace reports whether a post changes the message whose button was pressed.
// What is for the person alone changes no message that others see.
func (x *exchange) inPlace(post bot.Post) bool {
	return post.InPlace && x.m.Press && x.i.Message != nil &&
		(!x.alone || x.i.Message.Flags&dg.MessageFlagsEphemeral != 0)
}

// deferred says that an answer is on its way.
func (x *exchange) deferred() callback {
	switch {
	case x.m.Press: // whether it changes the message is not known yet
		return callback{Type: dg.InteractionResponseDeferredMessageUpdate}
	case x.alone:
		return callback{dg.InteractionResponseDeferredChannelMessageWithSource, map[string]any{"flags": int(dg.MessageFlagsEphemeral)}}
	}
	return callback{Type: dg.InteractionResponseDeferredChannelMessageWithSource}
}

// over logs what kept an answer from being given.
func (x *exchange) over(err error) {
	switch {
	case err == nil:
	case tooLate(err):
		x.l.cfg.Log.Warn("An answer on Discord came too late: the command or button takes none any more.", "error", err)
	default:
		x.l.cfg.Log.Warn("An answer on Discord could not be given.", "error", err)
	}
}
