package announce

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/cms"
)

// maxTold is how much of a question a notice quotes, in characters.
const maxTold = 800

// Speeches compose what is not news.
func (c Composer) Speeches() map[cms.DeliveryKind]Speech {
	return map[cms.DeliveryKind]Speech{cms.DeliverReply: answer, cms.DeliverNotice: c.notice}
}

// answer is a person's answer to an inquiry.
func answer(tx core.App, d *cms.Delivery) (bot.Post, error) {
	q, err := cms.FindInquiry(tx, d.Subject)
	if err != nil {
		return bot.Post{}, err
	}
	if !q.Answered() {
		return bot.Post{}, stale("the answer was taken back")
	}
	return answerPost(tx, q)
}

// notice is what staff are told. What does not hold any more is not said.
func (c Composer) notice(tx core.App, d *cms.Delivery) (bot.Post, error) {
	about := strings.Fields(d.Subject)
	var body richtext.Doc
	var err error
	switch {
	case len(about) == 2 && about[0] == cms.AboutInquiry:
		body, err = c.newInquiry(tx, d, about[1])
	case len(about) == 3 && (about[0] == cms.AboutOff || about[0] == cms.AboutOn):
		body, err = c.channelNews(tx, d, about)
	case len(about) == 4 && about[0] == cms.AboutJoined:
		body, err = c.joined(tx, d, about[1], about[2])
	case len(about) == 3 && about[0] == cms.AboutBudget:
		body = budgetNews(d.Lang, about[1], about[2])
	default:
		err = fmt.Errorf("a notice about what nobody knows: %q", about[:min(len(about), 1)])
	}
	return bot.Post{Body: body, Lang: d.Lang}, err
}

func (c Composer) newInquiry(tx core.App, d *cms.Delivery, id string) (richtext.Doc, error) {
	q, err := cms.FindInquiry(tx, id)
	if err != nil {
		return richtext.Doc{}, err
	}
	if q.State() != cms.InquiryOpen && !begun(d) {
		return richtext.Doc{}, stale("the inquiry was answered meanwhile")
	}
	platform := q.Platform()
	if name, known := phrases.PlatformNames[platform]; known {
		platform = name.In(d.Lang)
	}
	title := strings.TrimSpace(phrases.Staff.NewInquiry.In(d.Lang, "number", q.Number()))
	asked := phrases.Staff.Asked.In(d.Lang, "lang", cmp.Or(phrases.LanguageNames[q.Lang()], "–"), "platform", cmp.Or(platform, "–"))
	words := richtext.Doc{Blocks: []richtext.Block{{Spans: []richtext.Span{{Text: bot.Mask(q.Question())}}}}}.Excerpt(maxTold)
	question := richtext.Block{Kind: richtext.Quote, Spans: []richtext.Span{{Text: words}}}
	return richtext.Doc{}.Add(styled(title, richtext.Bold), richtext.Para(asked), question, c.toRecord(d.Lang, "inquiries", id)), nil
}

// channelNews tells that a channel is out of reach, or back.
func (c Composer) channelNews(tx core.App, d *cms.Delivery, about []string) (richtext.Doc, error) {
	channel, err := cms.FindChannel(tx, about[1])
	if err != nil {
		return richtext.Doc{}, err
	}
	s, err := cms.FindChannelState(tx, channel.Id)
	if err != nil {
		return richtext.Doc{}, err
	}
	link := c.toRecord(d.Lang, "channels", channel.Id)
	if about[0] == cms.AboutOn {
		if s.Off() && !begun(d) {
			return richtext.Doc{}, stale("the channel is out of reach again")
		}
		title := styled(phrases.Staff.ChannelOn.In(d.Lang, "name", channel.Name()), richtext.Bold)
		return richtext.Doc{}.Add(title, richtext.Para(phrases.Staff.LateWaits.In(d.Lang)), link), nil
	}
	if strconv.FormatInt(s.OffSince().UnixMilli(), 10) != about[2] && !begun(d) {
		return richtext.Doc{}, stale("the channel is back already")
	}
	title := styled(phrases.Staff.ChannelOff.In(d.Lang, "name", channel.Name()), richtext.Bold)
	return richtext.Doc{}.Add(title, richtext.Para(reason(s.Trouble(), d.Lang)), richtext.Para(phrases.Staff.SaveAgain.In(d.Lang)), link), nil
}

// reason is why a channel takes nothing, as far as that is known.
func reason(trouble, lang string) string {
	for _, known := range []phrases.Text{phrases.ChannelTroubles.Removed, phrases.ChannelTroubles.Muted} {
		if trouble == inAll(known) {
			return known.In(lang)
		}
	}
	return phrases.Staff.PlatformSays.In(lang, "reason", trouble)
}

// inAll is a text in all languages, for a field that staff of all offices read.
func inAll(t phrases.Text) string {
	var all []string
	for _, lang := range phrases.Languages {
		all = append(all, t.In(lang))
	}
	return strings.Join(all, " / ")
}

// joined tells of a chat that the bot is in and that has no record.
func (c Composer) joined(tx core.App, d *cms.Delivery, platform, chat string) (richtext.Doc, error) {
	var m joinedChat
	found, err := cms.LoadSystemState(tx, d.Subject, &m)
	if err != nil {
		return richtext.Doc{}, err
	}
	if !found {
		return richtext.Doc{}, stale("what is known of the chat has had its time")
	}
	title := styled(phrases.Staff.Joined.In(d.Lang, "title", m.Title), richtext.Bold)
	as := phrases.Staff.JoinedAs.In(d.Lang, "platform", phrases.PlatformNames[platform].In(d.Lang), "kind", phrases.ChatKinds[m.Type].In(d.Lang), "id", chat)
	return richtext.Doc{}.Add(title, richtext.Para(as), richtext.Para(phrases.Staff.MakeRecord.In(d.Lang)),
		c.toAdmin(phrases.Staff.OpenChannels.In(d.Lang), url.Values{"collection": {"channels"}})), nil
}

// budgetNews tells that most of a day's budget of the model is used, or all.
func budgetNews(lang, day, share string) richtext.Doc {
	title, then := phrases.Staff.BudgetMost, phrases.Staff.BudgetThen
	if share == budgetAll {
		title, then = phrases.Staff.BudgetAll, phrases.Staff.BudgetNow
	}
	return richtext.Doc{}.Add(styled(title.In(lang, "date", phrases.Date(day, lang)), richtext.Bold), richtext.Para(then.In(lang)))
}

// toRecord is a link to a record in the admin of PocketBase.
func (c Composer) toRecord(lang, collection, id string) richtext.Block {
	return c.toAdmin(phrases.Staff.OpenRecord.In(lang), url.Values{"collection": {collection}, "record": {id}})
}

func (c Composer) toAdmin(label string, query url.Values) richtext.Block {
	address := c.Base() + "/_/#/collections?" + query.Encode()
	return richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: label, Link: address}}}
}
