package discordtest

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Discord's documented limits. The schema allows 4,000 characters of content,
// which only a paying person has.
const (
	maxContent     = 2000
	maxTitle       = 256
	maxDescription = 4096
	maxFooter      = 2048
	maxEmbeds      = 6000 // all embeds of a message together
	maxFile        = 10 << 20
	maxFiles       = 10
	maxNonce       = 25
)

// The flags of a message.
const (
	suppressEmbeds = 1 << 2
	ephemeral      = 1 << 6 // only the one person sees it
	loading        = 1 << 7 // "… is thinking"
	silent         = 1 << 12
)

// units counts as the schema's checker does, in UTF-16: never less than Discord.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// ruleMessage holds a message against what the schema leaves out.
func (c *call) ruleMessage(m messageForm, fresh bool) error {
	if a := m.AllowedMentions; a == nil || a.Parse == nil || len(*a.Parse)+len(a.Users)+len(a.Roles) > 0 || a.RepliedUser {
		return errors.New("allowed_mentions is not {parse: []}")
	}
	if m.TTS {
		return errors.New("a message that is read aloud")
	}
	if n := units(m.Nonce); n > maxNonce || m.EnforceNonce && n == 0 {
		return fmt.Errorf("a nonce of %d characters", n)
	}
	if m.Content != nil && units(*m.Content) > maxContent {
		return fmt.Errorf("content of %d characters", units(*m.Content))
	}
	if !fresh && m.Flags != nil && *m.Flags&^suppressEmbeds != 0 {
		return fmt.Errorf("an edit cannot set flags %d", *m.Flags)
	}
	empty := (m.Content == nil || strings.TrimSpace(*m.Content) == "") && (m.Embeds == nil || len(*m.Embeds) == 0) && len(c.files) == 0
	if fresh && empty {
		return errors.New("an empty message")
	}
	if err := c.ruleFiles(m); err != nil {
		return err
	}
	if m.Components != nil {
		if err := ruleRows(*m.Components); err != nil {
			return err
		}
	}
	if m.Embeds == nil {
		return nil
	}
	return c.ruleEmbeds(*m.Embeds, m.Attachments)
}

func (c *call) ruleEmbeds(embeds []Embed, files *[]Attachment) error {
	sum := 0
	if len(embeds) > 10 {
		return fmt.Errorf("%d embeds", len(embeds))
	}
	for i, e := range embeds {
		for what, over := range map[string]bool{
			"title":       units(e.Title) > maxTitle,
			"description": units(e.Description) > maxDescription,
			"footer":      e.Footer != nil && units(e.Footer.Text) > maxFooter,
			"author":      e.Author != nil && units(e.Author.Name) > 256,
			"fields":      len(e.Fields) > 25,
			"url":         e.URL != "" && !wellFormed(e.URL),
			"nothing":     e.Title == "" && e.Description == "" && e.Image == nil && len(e.Fields) == 0,
		} {
			if over {
				return fmt.Errorf("embeds.%d: a bad %s", i, what)
			}
		}
		sum += units(e.Title) + units(e.Description)
		if e.Footer != nil {
			sum += units(e.Footer.Text)
		}
		if e.Author != nil {
			sum += units(e.Author.Name)
		}
		for _, field := range e.Fields {
			if field.Name == "" || units(field.Name) > 256 || field.Value == "" || units(field.Value) > 1024 {
				return fmt.Errorf("embeds.%d: a bad field", i)
			}
			sum += units(field.Name) + units(field.Value)
		}
		if e.Image != nil && !e.Image.shown(files) {
			return fmt.Errorf("embeds.%d: a picture that is not there", i)
		}
	}
	if sum > maxEmbeds {
		return fmt.Errorf("embeds of %d characters together", sum)
	}
	return nil
}

// shown reports whether the picture is on the web or among the message's files.
func (i *EmbedImage) shown(files *[]Attachment) bool {
	name, attached := strings.CutPrefix(i.URL, "attachment://")
	if !attached {
		return wellFormed(i.URL)
	}
	for _, r := range name { // other names are changed on the way, and not found again
		if !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-", r) {
			return false
		}
	}
	if files != nil {
		for _, a := range *files {
			if a.Filename == name {
				return true
			}
		}
	}
	return false
}

// wellFormed is Discord's idea of an address: http or https, and a host with a dot.
func wellFormed(url string) bool {
	_, rest, ok := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return ok && (strings.HasPrefix(url, "https:") || strings.HasPrefix(url, "http:")) &&
		strings.Contains(strings.Trim(host, "."), ".") && len(url) <= 2048 && !strings.ContainsAny(url, " \n")
}

func (c *call) ruleFiles(m messageForm) error {
	named := map[string]bool{}
	if m.Attachments != nil {
		if len(*m.Attachments) > maxFiles {
			return fmt.Errorf("%d attachments", len(*m.Attachments))
		}
		for _, a := range *m.Attachments {
			named[a.ID] = true
		}
	}
	for n, up := range c.files {
		switch {
		case len(up.content) > maxFile:
			return fmt.Errorf("files[%d] has more than 10 MiB", n)
		case up.name == "":
			return fmt.Errorf("files[%d] has no name", n)
		case !named[fmt.Sprint(n)]:
			return fmt.Errorf("files[%d] is not among the attachments", n)
		}
	}
	for id := range named {
		var n int
		if _, err := fmt.Sscan(id, &n); err == nil && n < maxFiles {
			if _, sent := c.files[n]; !sent {
				return fmt.Errorf("attachment %s has no file", id)
			}
		}
	}
	return nil
}
