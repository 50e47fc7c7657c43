package bot

import (
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// rates reports whether answers can be rated here: there is a log that keeps
// it, and thumbs are shown.
func (t *turn) rates() bool {
	switch t.m.Place.Platform {
	case "web", "terminal":
		return false
	}
	return t.opts.Questions != nil
}

// rate keeps a thumb: "up" or "down" and the question's id. After a thumb down
// it asks what was wrong; what is said next goes to the office.
func (t *turn) rate(arg string) Post {
	verdict, id, _ := strings.Cut(arg, " ")
	if t.opts.Questions == nil || !questionID(id) || verdict != "up" && verdict != "down" {
		return t.sayAnd(Clarify, phrases.SayUnknownCommand)
	}
	question, err := t.opts.Questions.Rate(t.ctx, id, verdict == "up")
	if err != nil {
		t.opts.Log.Error("A rating could not be kept.", "platform", t.m.Place.Platform, "error", err)
		post := t.say(Handover, phrases.SayRatingFailed)
		post.Brief = true
		return post
	}
	if verdict == "up" || t.opts.Inquiries == nil {
		post := t.say(Answered, phrases.SayRated)
		post.Brief = true
		return post
	}
	t.s.state.Pending = &pending{Rated: question, Lang: t.lang(), Writing: true}
	post := t.say(Clarify, phrases.SayWhatWasWrong)
	t.askReply(&post)
	post.Choices = []Choice{{Label: phrases.OfferNo.In(post.Lang), Say: phrases.SayNo.In(post.Lang)}}
	return post
}

// questionID reports whether s has the form of an id by NewQuestionID.
func questionID(s string) bool {
	return len(s) == 15 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// askReply says how a message has to be written where several people talk, so
// that it is heard.
func (t *turn) askReply(post *Post) {
	switch {
	case t.m.Home != (Place{}): // what only its asker is shown cannot be replied to
		post.Body = post.Body.Add(richtext.Para(phrases.SayNameMe.In(post.Lang)))
	case !t.m.private():
		post.Body = post.Body.Add(richtext.Para(phrases.SayReplyToThis.In(post.Lang)))
	}
}
