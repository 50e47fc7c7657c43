package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// waiting is a message that needs a decision, or several of the same sort to
// persons. What can be decided: see POST deliveries/{id}/{action}.
type waiting struct {
	ID      string            `json:"id"` // of a delivery
	Kind    cms.DeliveryKind  `json:"kind"`
	About   named             `json:"about"`   // the news, the inquiry that is answered, or what staff are told of
	Channel *channel          `json:"channel"` // null for persons
	Where   string            `json:"where"`   // the platform in words
	Lang    string            `json:"lang"`
	State   cms.DeliveryState `json:"state"`
	HeldFor cms.HeldFor       `json:"held_for"`
	Wanted  cms.Wanted        `json:"wanted"`
	Count   int               `json:"count"`  // of persons; 1 for a channel
	Stands  bool              `json:"stands"` // a message is there, only what came after is not
	Says    string            `json:"says"`   // what is the matter, in words
	Error   string            `json:"error"`  // as the platform told it
	Since   *time.Time        `json:"since"`
}

func (d *desk) fillWaiting(e *core.RequestEvent, t *today, _ map[string]string) error {
	found, err := cms.FindWaitingDeliveries(e.App, mostLines)
	if err != nil {
		return err
	}
	channels, err := channelsByID(e.App)
	if err != nil {
		return err
	}
	words, err := wordingFor(e)
	if err != nil {
		return err
	}
	t.Deliveries = []waiting{}
	for _, w := range found {
		line := waiting{ID: w.ID, Kind: w.Kind, About: d.subject(e.App, w, words.lang), Where: placeInWords(w.Platform, words.lang), Lang: w.Lang, State: w.State, HeldFor: w.HeldFor,
			Wanted: w.Wanted, Count: w.Count, Stands: w.Stands, Says: words.of(w.State, w.HeldFor, w.Error), Error: w.Error, Since: moment(w.Since)}
		if c, ours := channels[w.Channel]; ours {
			line.Channel = &c
		} else if w.State == cms.Unsure {
			line.Says = phrases.DeskWaiting.Unknown.In(words.lang)
		}
		t.Deliveries = append(t.Deliveries, line)
	}
	return nil
}

// subject names what a delivery is about; the record may be gone. Of a notice
// without a record nothing is named: its subject tells a chat.
func (d *desk) subject(app core.App, w cms.Waiting, lang string) named {
	collection, id, says := "news", w.Subject, phrases.Text{}
	switch w.Kind {
	case cms.DeliverReply:
		collection, says = "inquiries", phrases.DeskWaiting.Answer
	case cms.DeliverNotice:
		if collection, id = cms.NoticeAbout(w.Subject); collection == "" {
			if says = phrases.DeskWaiting.NoticeOfChat; strings.HasPrefix(w.Subject, cms.AboutBudget+" ") {
				says = phrases.DeskWaiting.NoticeOfBudget
			}
			return named{Title: says.In(lang)}
		}
		if says = phrases.DeskWaiting.NoticeOfInquiry; collection == "channels" {
			says = phrases.DeskWaiting.NoticeOfChannel
		}
	}
	r, err := app.FindRecordById(collection, id)
	if err != nil {
		return named{ID: id, Title: phrases.Desk.Deleted.In(lang)}
	}
	about := nameOf(r, lang)
	if w.Kind != cms.DeliverNews {
		about.Title = says.In(lang, "title", about.Title)
	}
	return about
}

// wording says how deliveries stand, as staff call it.
type wording struct {
	lang string
	off  bool // sending is switched off
}

func wordingFor(e *core.RequestEvent) (wording, error) {
	s, err := cms.LoadSendingSwitch(e.App)
	return wording{whose(e).Lang, s.Off}, err
}

func (w wording) of(state cms.DeliveryState, held cms.HeldFor, fault string) string {
	if text, ok := phrases.DeskErrors[fault]; ok {
		return text.In(w.lang)
	}
	if text, ok := phrases.DeskHeld[string(held)]; ok && state == cms.Held {
		return text.In(w.lang)
	}
	if state == cms.Pending && w.off {
		return phrases.DeskHeld["switch"].In(w.lang)
	}
	return phrases.DeskStates[string(state)].In(w.lang)
}

// askedRelease is something that a publisher is to look at.
type askedRelease struct {
	named
	By       string     `json:"by"` // e-mail address, "" where it is not known
	At       *time.Time `json:"at"`
	Note     string     `json:"note"`
	Author   string     `json:"author"`   // of news: e-mail address
	Corrects bool       `json:"corrects"` // it is a correction
}

// asksFor is how long a request stays on the page of today.
const asksFor = 30 * 24 * time.Hour

func (d *desk) fillReview(e *core.RequestEvent, t *today, names map[string]string) error {
	lang := whose(e).Lang
	found, _, err := cms.FindNewsFor(e.App, cms.NewsFilter{Status: cms.Review}, mostLines, 0)
	if err != nil {
		return err
	}
	t.Review, t.Asked = []askedRelease{}, []askedRelease{}
	for _, n := range found {
		line := askedRelease{named: nameOf(n.Record, lang), Author: names[n.Author()], Corrects: n.GetString("corrects") != ""}
		if ask, err := cms.FindAsk(e.App, "news", n.Id); err == nil {
			line.By, line.At, line.Note = ask.ActorName(), moment(ask.At()), ask.Note()
		}
		t.Review = append(t.Review, line)
	}
	slices.SortStableFunc(t.Review, func(a, b askedRelease) int { return byTime(a.At, b.At) })
	asks, err := cms.FindOpenAsks(e.App, d.now().Add(-asksFor))
	if err != nil {
		return err
	}
	for _, ask := range asks {
		r, err := e.App.FindRecordById(ask.About())
		if err != nil || r.Collection().Name == "news" && r.GetString("status") == string(cms.Review) {
			continue // it is gone, or listed already
		}
		t.Asked = append(t.Asked, askedRelease{named: nameOf(r, lang), By: ask.ActorName(), At: moment(ask.At()), Note: ask.Note(),
			Author: names[r.GetString("author")], Corrects: r.GetString("corrects") != ""})
	}
	return nil
}

// byTime orders moments, the earliest first and none at the end.
func byTime(a, b *time.Time) int {
	if a == nil || b == nil {
		return cmp.Compare(btoi(a == nil), btoi(b == nil))
	}
	return a.Compare(*b)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
