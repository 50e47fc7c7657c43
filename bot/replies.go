package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// simpleReplies are the classes of small talk that have one fixed answer, with
// questions to go on with.
var simpleReplies = map[string]phrases.Text{
	"greeting": phrases.SayGreeting,
	"alone":    phrases.SayGreeting,
	"thanks":   phrases.SayThanks,
	"praise":   phrases.SayPraise,
	"identity": phrases.SayIdentity,
	"help":     phrases.SayHelp,
	"abuse":    phrases.SayPatience,
}

// smallTalk answers what is no question; ok is false if it is one.
func (t *turn) smallTalk(words folded, short bool) (post Post, ok bool) {
	if !short {
		return Post{}, false
	}
	talk, ok := t.talk.classify(words)
	if !ok {
		return Post{}, false
	}
	return t.chat(talk), true
}

func (t *turn) chat(talk talk) Post {
	if target, ok := strings.CutPrefix(talk.class, "language="); ok {
		return t.switchTo(target)
	}
	t.hearLanguage(talk.langs)
	switch talk.class {
	case "human":
		return t.withContact(phrases.SayHuman)
	case "privacy":
		return t.privacy()
	case "mydata":
		return t.myData()
	case "forget":
		post := t.say(Answered, phrases.SayForgetHow)
		post.Choices = []Choice{forgetChoice(post.Lang)}
		return post
	case "languages":
		return t.languages()
	case "subscribe":
		return t.subscribe("")
	case "unsubscribe":
		return t.unsubscribe()
	case "goodbye":
		return t.say(Answered, phrases.SayGoodbye)
	case "yes":
		if q := t.s.state.Suggested; q != "" {
			return t.ask(q)
		}
		if t.m.Press { // to an offer that is forgotten
			return t.sayAnd(Clarify, phrases.SayOfferGone)
		}
	}
	if text, ok := simpleReplies[talk.class]; ok {
		return t.sayAnd(Answered, text)
	}
	return t.sayAnd(Clarify, phrases.SayNoted)
}

// hearLanguage takes the language that small talk was said in for the
// conversation's; words of several languages tell nothing new.
func (t *turn) hearLanguage(langs []string) {
	if len(langs) == 0 {
		return
	}
	t.hint = langs[0]
	if slices.Contains(langs, t.s.state.Habit) {
		t.hint = t.s.state.Habit
	}
	t.s.state.Habit = t.hint
}

// wordless answers messages of signs and pictures only.
func (t *turn) wordless(text string) Post {
	if strings.ContainsAny(text, "?？") {
		return t.sayAnd(Clarify, phrases.SayHelp)
	}
	return t.sayAnd(Clarify, phrases.SayNothing)
}

// switchTo changes the language of the conversation, and answers the last
// question again if there was one.
func (t *turn) switchTo(lang string) Post {
	repeat := t.s.state.Again != "" && t.spoken != lang && (t.m.private() || !t.s.state.Alone)
	t.choose(lang)
	if !repeat {
		return t.sayAnd(Answered, phrases.SayLanguage)
	}
	return t.again()
}

// choose makes lang the conversation's language, whatever a page sends.
func (t *turn) choose(lang string) {
	s := &t.s.state
	s.Lang, s.Over, s.Habit = lang, t.m.Lang, lang
}

func (t *turn) languages() Post {
	post := t.say(Clarify, phrases.SayLanguages)
	post.Choices = languageChoices()
	return post
}

func languageChoices() []Choice {
	var all []Choice
	for _, lang := range phrases.Languages {
		all = append(all, Choice{Label: phrases.LanguageNames[lang], Say: "/language " + lang})
	}
	return all
}

func (t *turn) privacy() Post {
	post := t.say(Answered, phrases.SayPrivacy)
	if t.opts.Privacy != nil {
		if url := t.opts.Privacy(post.Lang); url != "" {
			post.Body = post.Body.Add(richtext.Para(phrases.SayPage.In(post.Lang, "url", url)))
		}
	}
	post.Choices = []Choice{{Label: phrases.ChoiceMyData.In(post.Lang), Say: "/mydata"}, forgetChoice(post.Lang)}
	return post
}

func forgetChoice(lang string) Choice {
	return Choice{Label: phrases.ChoiceForget.In(lang), Say: "/forgetme"}
}

// myData shows all that is stored about the person, where nobody else reads it.
func (t *turn) myData() Post {
	if !t.m.private() {
		return t.say(Answered, phrases.SayInPrivate)
	}
	if t.opts.Personal == nil {
		return t.say(Answered, phrases.SayNoData)
	}
	data, err := t.opts.Personal.Export(t.ctx, t.m.Person())
	if err != nil {
		t.opts.Log.Error("A person's data could not be shown to them.", "error", err)
		return t.say(Handover, phrases.SayDataFailed)
	}
	if len(data) == 0 {
		return t.say(Answered, phrases.SayNoData)
	}
	var shown bytes.Buffer
	if err := json.Indent(&shown, data, "", "  "); err != nil {
		t.opts.Log.Error("A person's data are no JSON.", "error", err)
		return t.say(Handover, phrases.SayDataFailed)
	}
	post := t.say(Answered, phrases.SayMyData)
	post.Choices = []Choice{forgetChoice(post.Lang)}
	if p := t.m.Place.Platform; shown.Len() > mostShown && p != "web" && p != "terminal" {
		post.Media = []Media{{Kind: Document, Name: "isabot.json", Type: "application/json", Key: NewQuestionID(), Open: func(context.Context) (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(shown.Bytes())), nil
		}}}
		return post
	}
	post.Body = post.Body.Add(richtext.Block{Kind: richtext.Code, Spans: []richtext.Span{{Text: shown.String()}}})
	return post
}

// mostShown is how many bytes of a person's data are shown as text where a file
// can come: of more there would be hundreds of messages.
const mostShown = 12_000

// forgetMe deletes all that is stored about the person, on disk and in memory.
func (t *turn) forgetMe() Post {
	person := t.m.Person()
	if t.opts.Personal != nil {
		if err := t.opts.Personal.Forget(t.ctx, person); err != nil {
			t.opts.Log.Error("A person's data could not be deleted.", "error", err)
			return t.say(Handover, phrases.SayDataFailed)
		}
	}
	post := t.say(Answered, phrases.SayForgotten)
	t.sessions.remove(func(k sessionKey) bool {
		return Message{Place: k.Place, Sender: k.Sender}.Person().Key() == person.Key()
	})
	t.s.state, t.forgotten = state{}, t.opts.Personal != nil
	return post
}
