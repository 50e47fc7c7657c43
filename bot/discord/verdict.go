package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	dg "github.com/bwmarrin/discordgo"

	"isa-portal.de/isabot/bot"
)

const (
	shortestWait = 500 * time.Millisecond // where Discord says to wait and not how long
	mutedWait    = 5 * time.Second
	dmsWait      = time.Minute     // where too many persons were written to for the first time
	bannedWait   = 5 * time.Minute // what stands before Discord lets nothing through
	tokenWait    = 5 * time.Minute
)

// Codes that discordgo does not name.
const (
	codeArchived      = 50083  // the thread is archived
	codeHarmfulLink   = 240000 // blocked for a link
	codeAutoMod       = 200000 // blocked by the server's own rules
	codeAutoModTitle  = 200001
	codeThreadLocked  = 160005
	codeThreadsFull   = 160006 // too many threads are active
	codeNewsThreads   = 160007
	codeCannotWriteTo = 50008
	codeTagNeeded     = 40067 // the forum wants a tag on each post
)

// Noes of the place although their status is not 403, and noes of the message
// although it is.
var (
	placeCodes = []int{dg.ErrCodeUnknownChannel, dg.ErrCodeUnknownGuild, dg.ErrCodeMissingAccess, dg.ErrCodeMissingPermissions,
		dg.ErrCodeCannotSendMessagesToThisUser, codeCannotWriteTo, dg.ErrCodeCannotExecuteActionOnThisChannelType,
		codeThreadLocked, codeThreadsFull, codeNewsThreads, codeTagNeeded, dg.ErrCodeUnknownUser, dg.ErrCodeInvalidRecipients}
	messageCodes = []int{dg.ErrCodeCannotEditFromAnotherUser, dg.ErrCodeExplicitContentCannotBeSentToTheDesiredRecipients,
		codeHarmfulLink, codeAutoMod, codeAutoModTitle}
)

// meaning says of the codes that staff can do something about what they mean.
// Discord's own sentences are not shown, they may quote.
var meaning = map[int]string{
	dg.ErrCodeUnknownChannel: "there is no such channel", dg.ErrCodeUnknownGuild: "there is no such server",
	dg.ErrCodeMissingAccess: "the bot may not see the channel", dg.ErrCodeMissingPermissions: "the bot lacks a permission in the channel",
	dg.ErrCodeCannotSendMessagesToThisUser: "this person takes no messages from the bot",
	dg.ErrCodeUnknownUser:                  "there is no such person", dg.ErrCodeInvalidRecipients: "there is no such person",
	codeCannotWriteTo: "this is no channel for messages; a forum needs a post",
	codeThreadLocked:  "the thread is locked", codeThreadsFull: "the server has too many active threads",
	codeNewsThreads: "the channel has too many active threads", codeTagNeeded: "the forum wants a tag on each post",
	codeHarmfulLink: "a link was taken for a harmful one", codeAutoMod: "the server's rules for messages forbid the text",
	codeAutoModTitle:                                                   "the server's rules for messages forbid the title",
	dg.ErrCodeRequestEntityTooLarge:                                    "the files are too large",
	dg.ErrCodeFileUploadedExceedsTheMaximumSize:                        "a file is too large",
	dg.ErrCodeCannotExecuteActionOnThisChannelType:                     "this cannot be done in a channel of this kind",
	dg.ErrCodeMaximumPinsReached:                                       "the channel has as many pinned messages as it may have",
	dg.ErrCodeCannotEditFromAnotherUser:                                "the message is not the bot's own",
	dg.ErrCodeMaximumNumberOfPinnedThreadsInForumChannelHasBeenReached: "the forum has a pinned post already",
}

// failure is an error as Discord words it.
type failure struct {
	Code       *int            `json:"code"`
	Errors     json.RawMessage `json:"errors"`
	RetryAfter any             `json:"retry_after"`
	Global     bool            `json:"global"`
}

// verdict is what an answer that is no yes means, in the words that the whole
// bot shares. It has neither an address nor a text of ours in it.
func (s *Sender) verdict(ctx context.Context, w *bot.Wire, r request, resp *http.Response, body []byte) error {
	var f failure
	spoken := json.Unmarshal(body, &f) == nil
	if resp.StatusCode == http.StatusTooManyRequests { // whoever says it, the request went no further
		return s.tooMany(r, resp, f, spoken)
	}
	if !spoken && resp.StatusCode == http.StatusRequestEntityTooLarge { // nor this
		return fmt.Errorf("%w: %w", bot.ErrRefused, &refusal{status: resp.StatusCode, code: dg.ErrCodeRequestEntityTooLarge})
	}
	if !spoken || f.Code == nil || resp.StatusCode >= 500 || resp.StatusCode < 400 {
		return w.Unanswered(fmt.Errorf("an answer with status %d that decides nothing", resp.StatusCode))
	}
	no := &refusal{status: resp.StatusCode, code: *f.Code, where: strings.Join(faulty("", f.Errors), ", ")}
	switch {
	case no.status == http.StatusUnauthorized && r.token == "":
		return s.noToken(ctx)
	case no.code == dg.ErrCodeOpeningDirectMessagesTooFast:
		s.flooded(r.route, r.counted(), s.now(), dmsWait, false)
		return &bot.WaitError{For: dmsWait}
	case slices.Contains(placeCodes, no.code), no.status == http.StatusForbidden && !slices.Contains(messageCodes, no.code):
		return &bot.PlaceError{Err: no}
	}
	return fmt.Errorf("%w: %w", bot.ErrRefused, no)
}

// noToken notes that the bot's token is not taken, and says so once, until it
// was taken.
func (s *Sender) noToken(ctx context.Context) error {
	s.pause(s.now(), tokenWait)
	if !s.refused.Swap(true) {
		s.log.LogAttrs(ctx, slog.LevelError,
			"Discord does not take the bot's token. Nothing is sent or heard there until it does: please check DISCORD_BOT_TOKEN.",
			slog.Duration("next_try", tokenWait))
	}
	return &bot.WaitError{For: tokenWait, All: true}
}

// tooMany notes how long Discord wants us to wait, and for what.
func (s *Sender) tooMany(r request, resp *http.Response, f failure, spoken bool) error {
	wait, all := bannedWait, true
	if spoken {
		wait, all = mutedWait, f.Global || resp.Header.Get("X-RateLimit-Scope") == "global"
	}
	if told, ok := f.RetryAfter.(float64); ok {
		wait = seconds(told)
	} else if after, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64); err == nil {
		wait = seconds(after)
	}
	wait = max(wait, shortestWait)
	s.flooded(r.route, r.counted(), s.now(), wait, all)
	return &bot.WaitError{For: wait, All: all}
}

// faulty lists what of a request was wrong: paths and codes, such as
// "embeds.0.title BASE_TYPE_MAX_LENGTH". Discord's sentences are left out, they
// may quote.
func faulty(path string, raw json.RawMessage) (out []string) {
	var node map[string]json.RawMessage
	if json.Unmarshal(raw, &node) != nil {
		return nil
	}
	var said []struct {
		Code string `json:"code"`
	}
	if json.Unmarshal(node["_errors"], &said) == nil {
		for _, e := range said {
			out = append(out, strings.TrimPrefix(path+" "+e.Code, "."))
		}
	}
	for name, child := range node {
		if name != "_errors" {
			out = append(out, faulty(path+"."+name, child)...)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), 10)]
}

// again is the verdict on a request that may be repeated whatever became of it:
// editing and deleting twice is the same as once.
func again(err error) error {
	if u, ok := errors.AsType[*bot.UnsureError](err); ok {
		return &bot.UnreachableError{Err: u.Err}
	}
	return err
}
