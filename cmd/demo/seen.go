package main

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// Flags of Discord's messages.
const (
	noEmbedsFlag = 1 << 2
	silentFlag   = 1 << 12
)

// message is a message as the page shows it.
type message struct {
	ID     string // what a link to it would end with
	At     time.Time
	From   string // a forwarded message's channel, or somebody else
	Title  string // of a forum's post
	Marks  []string
	Media  []medium
	Below  bool // the media stand below the text
	Text   template.HTML
	Embeds []card

	Preview string // a picture above the text, taken from an address
	Buttons [][]button
}

// medium is a picture, or a file to download.
type medium struct {
	Name    string
	Alt     string
	Address string // of a file on the page, "" if there is none
	Picture bool
	Size    string
}

// card is an embed of Discord's.
type card struct {
	Color         string
	Author, Title template.HTML
	Link          string
	Text          template.HTML
	Fields        []template.HTML
	Image         *medium
	Footer        string
}

// button opens a page; Link is what it names, Href what it opens here.
type button struct{ Label, Link, Href string }

// eye sees what a channel shows, in the language of who watches.
type eye struct {
	lang string
	to   addresses
	kept *uploads
}

func (e eye) marks(all ...mayBe) []string {
	var out []string
	for _, m := range all {
		if m.is {
			out = append(out, m.said.In(e.lang))
		}
	}
	return out
}

type mayBe struct {
	is   bool
	said phrases.Text
}

// telegram are the messages of a chat; the parts of an album stand together.
func (e eye) telegram(all []telegramtest.Message, title func(chat int64) string) []message {
	var out []message
	album := ""
	for _, m := range all {
		if m.Album != "" && m.Album == album {
			last := &out[len(out)-1]
			last.Media = append(last.Media, e.telegramMedium(m))
			last.Text += entitiesHTML(m.Text, m.Entities, e.to)
			continue
		}
		album = m.Album
		shown := message{ID: strconv.Itoa(m.ID), At: m.At, Text: entitiesHTML(m.Text, m.Entities, e.to), Below: m.Above, Buttons: telegramButtons(m), Preview: e.preview(m)}
		if m.Kind != "text" {
			shown.Media = []medium{e.telegramMedium(m)}
		}
		if m.Origin != nil {
			shown.From = phrases.Demo.Forwarded.In(e.lang, "name", title(m.Origin.Chat))
		} else if m.ByOther {
			shown.From = phrases.Demo.Other.In(e.lang)
		}
		shown.Marks = e.marks(mayBe{m.Pinned, phrases.Demo.Pinned}, mayBe{m.Silent, phrases.Demo.Silent}, mayBe{!m.Edited.IsZero(), phrases.Demo.Edited})
		e.lead(shown.Buttons)
		out = append(out, shown)
	}
	return out
}

func (e eye) telegramMedium(m telegramtest.Message) medium {
	if strings.HasPrefix(m.File, "http") {
		href := e.to.open(m.File)
		return medium{Name: m.File, Address: href, Picture: m.Kind == "photo" && strings.HasPrefix(href, e.to.local+"/")}
	}
	return e.medium(m.File, "", telegramFile(m.FileID, m.File), m.Kind == "photo")
}

// medium is a file that was uploaded. Only what is a picture is shown as one.
func (e eye) medium(name, alt, address string, asPicture bool) medium {
	content, ok := e.kept.get(address)
	if !ok {
		return medium{Name: name, Alt: alt}
	}
	return medium{Name: name, Alt: alt, Address: "/file/" + address, Picture: asPicture && isPicture(content),
		Size: phrases.Demo.Size.In(e.lang, "size", strconv.Itoa((len(content)+1023)/1024))}
}

// preview is the picture that Telegram is asked to show above a text. It is
// fetched from our own server only.
func (e eye) preview(m telegramtest.Message) string {
	var options struct {
		URL      string `json:"url"`
		Disabled bool   `json:"is_disabled"`
	}
	if json.Unmarshal(m.Preview, &options) != nil || options.Disabled {
		return ""
	}
	if href := e.to.open(options.URL); strings.HasPrefix(href, e.to.local+"/api/files/") {
		return href
	}
	return ""
}

func telegramButtons(m telegramtest.Message) [][]button {
	var k struct {
		Rows [][]struct{ Text, URL string } `json:"inline_keyboard"`
	}
	if json.Unmarshal(m.Buttons, &k) != nil {
		return nil
	}
	var rows [][]button
	for _, r := range k.Rows {
		var row []button
		for _, b := range r {
			row = append(row, button{Label: b.Text, Link: b.URL})
		}
		rows = append(rows, row)
	}
	return rows
}

// lead lets buttons open what they name.
func (e eye) lead(rows [][]button) {
	for _, r := range rows {
		for i := range r {
			r[i].Href = e.to.open(r[i].Link)
		}
	}
}

// discord are the messages of a channel, or of a forum's post.
func (e eye) discord(p discordtest.Post, all []discordtest.Message, bot string) []message {
	var out []message
	for i, m := range all {
		shown := message{ID: m.ID, At: m.Sent, Text: markdownHTML(m.Content, e.to)}
		if i == 0 {
			shown.Title = p.Name
		}
		if m.Author != bot {
			shown.From = phrases.Demo.Other.In(e.lang)
		}
		for _, a := range m.Attachments {
			e.kept.put(discordFile(a.ID, a.Filename), a.Content)
			if !a.InEmbed {
				shown.Media = append(shown.Media, e.medium(a.Filename, a.Description, discordFile(a.ID, a.Filename), true))
			}
		}
		for _, x := range m.Embeds {
			if m.Flags&noEmbedsFlag == 0 {
				shown.Embeds = append(shown.Embeds, e.embed(x, m.Attachments))
			}
		}
		for _, r := range m.Rows {
			var row []button
			for _, b := range r.Components {
				row = append(row, button{Label: b.Label, Link: b.URL})
			}
			shown.Buttons = append(shown.Buttons, row)
		}
		e.lead(shown.Buttons)
		shown.Marks = e.marks(mayBe{m.Pinned || p.Pinned && i == 0, phrases.Demo.Pinned}, mayBe{p.Archived && i == 0, phrases.Demo.Archived},
			mayBe{m.Flags&silentFlag != 0, phrases.Demo.Silent}, mayBe{m.Crossposted, phrases.Demo.HandedOn}, mayBe{!m.Edited.IsZero(), phrases.Demo.Edited})
		out = append(out, shown)
	}
	return out
}

func (e eye) embed(x discordtest.Embed, files []discordtest.Attachment) card {
	out := card{Color: fmt.Sprintf("#%06x", x.Color&0xffffff), Title: titleHTML(x.Title), Text: markdownHTML(x.Description, e.to)}
	if x.Color == 0 {
		out.Color = "#1e1f22" // as Discord shows an embed that has none
	}
	if x.URL != "" {
		out.Link = e.to.open(x.URL)
	}
	if x.Author != nil {
		out.Author = titleHTML(x.Author.Name)
	}
	for _, f := range x.Fields {
		out.Fields = append(out.Fields, "<b>"+titleHTML(f.Name)+"</b>"+markdownHTML(f.Value, e.to))
	}
	if x.Footer != nil {
		out.Footer = x.Footer.Text
	}
	if x.Image == nil {
		return out
	}
	out.Image = &medium{Name: x.Image.URL, Alt: x.Image.Description}
	for _, a := range files {
		if strings.Contains(x.Image.URL, "/"+a.ID+"/") {
			*out.Image = e.medium(a.Filename, a.Description, discordFile(a.ID, a.Filename), true)
		}
	}
	return out
}
