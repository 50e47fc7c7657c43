package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
)

// Discord's limits of an upload, from its documentation ("Uploading Files"): a
// server that is paid for takes larger files.
const (
	maxFile    = 10 << 20
	maxRequest = 25 << 20
	maxAnswer  = 8 << 20 // bytes; 100 messages have less
)

// agent is how Discord wants a bot to name itself; without it Discord's
// forefront may refuse a request.
const agent = "DiscordBot (https://isa-portal.de, 1.0)"

// request is one request to Discord.
type request struct {
	route
	place   bot.Place // for whom it is made
	channel string    // or server, application or interaction; "" for none
	message string
	token   string // of an interaction, by which it is answered
	query   url.Values
	fields  any // what becomes the JSON; nil for no body
	files   []bot.File
}

func (s *Sender) request(r route, place bot.Place, channel string) request {
	return request{route: r, place: place, channel: channel}
}

// refusal is a no of Discord's.
type refusal struct {
	status, code int
	where        string // which parts of the request were wrong, without what stood there
}

func (r *refusal) Error() string {
	said := fmt.Sprintf("Discord says %d, code %d", r.status, r.code)
	for _, more := range []string{meaning[r.code], r.where} {
		if more != "" {
			said += ": " + more
		}
	}
	return said
}

// refusedWith reports whether err is a no of Discord's with one of the codes.
func refusedWith(err error, codes ...int) bool {
	r, ok := errors.AsType[*refusal](err)
	if !ok {
		return false
	}
	for _, c := range codes {
		if r.code == c {
			return true
		}
	}
	return false
}

// do makes one request and reads its answer into the value that into points
// to, nil for no interest in it. An error is a verdict; one that comes before
// the request was made may be any other.
func (s *Sender) do(ctx context.Context, r request, into any) error {
	req, err := s.build(ctx, r)
	if err != nil {
		return err
	}
	if wait := s.begin(r.place, r.route, r.counted(), s.now()); wait > 0 {
		return &bot.WaitError{For: wait}
	}
	var w bot.Wire
	resp, err := s.client.Do(req.WithContext(w.Watch(req.Context())))
	if err != nil {
		return w.Unanswered(s.clean(err))
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return w.Unanswered(fmt.Errorf("read Discord's answer: %w", s.clean(err)))
	}
	s.learn(r.route, r.counted(), s.now(), resp.Header)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return s.verdict(ctx, &w, r, resp, body)
	}
	if r.token == "" && r.route != getGateway { // which wants no token
		s.refused.Store(false)
	}
	if into != nil {
		if err := json.Unmarshal(body, into); err != nil {
			return w.Unanswered(errors.New("the answer is not what it should be"))
		}
	}
	return nil
}

// counted is what a request's limit is counted by, beside its route.
func (r request) counted() string {
	if r.token != "" {
		return r.token
	}
	return r.channel
}

func (s *Sender) build(ctx context.Context, r request) (*http.Request, error) {
	channel, err := s.resolve(ctx, r)
	if err != nil {
		return nil, err
	}
	var ids []any
	for _, id := range []string{channel, r.message} {
		if id == "" {
			continue
		}
		if _, err := strconv.ParseUint(id, 10, 64); err != nil {
			return nil, &bot.PlaceError{Err: errors.New("not the id of a channel or message on Discord")}
		}
		ids = append(ids, id)
	}
	if r.token != "" {
		ids = append(ids, url.PathEscape(r.token))
	}
	if len(ids) != strings.Count(r.path, "%s") {
		return nil, &bot.PlaceError{Err: errors.New("no channel or message is named")}
	}
	address := s.base + fmt.Sprintf(r.path, ids...)
	if len(r.query) > 0 {
		address += "?" + r.query.Encode()
	}
	body, kind, err := r.encode(ctx)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, r.method, address, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("make a request: %w", s.clean(err))
	}
	if r.token == "" {
		req.Header.Set("Authorization", "Bot "+s.token)
	}
	req.Header.Set("User-Agent", agent)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	return req, nil
}

// encode makes the body: JSON, or with files a form of which JSON is one part.
// It is held in memory, at most maxRequest.
func (r request) encode(ctx context.Context) (body []byte, kind string, err error) {
	if r.fields == nil {
		return nil, "", nil
	}
	payload, err := json.Marshal(r.fields)
	if err != nil {
		return nil, "", fmt.Errorf("make a request: %w", err)
	}
	if len(r.files) == 0 {
		return payload, "application/json", nil
	}
	var buf bytes.Buffer
	form := multipart.NewWriter(&buf)
	add := func(name, file, kind string) (io.Writer, error) {
		d := `form-data; name="` + name + `"`
		if file != "" {
			d += `; filename="` + strings.NewReplacer(`\`, "_", `"`, "_", "\r", "", "\n", "").Replace(file) + `"`
		}
		return form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {d}, "Content-Type": {kind}})
	}
	w, err := add("payload_json", "", "application/json")
	if err == nil {
		_, err = w.Write(payload)
	}
	for i, f := range r.files {
		if err == nil {
			w, err = add(fmt.Sprintf("files[%d]", i), f.Name, f.Type)
		}
		if err == nil {
			err = copyFile(ctx, w, f)
		}
		if err == nil && buf.Len() > maxRequest {
			err = fmt.Errorf("%w: the files have more than 25 MiB together, which Discord does not take", bot.ErrRefused)
		}
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		return nil, "", err
	}
	return buf.Bytes(), form.FormDataContentType(), nil
}

func copyFile(ctx context.Context, to io.Writer, f bot.File) error {
	from, err := f.Open(ctx)
	if err != nil {
		return fmt.Errorf("open a file: %w", err)
	}
	defer func() { _ = from.Close() }()
	n, err := io.Copy(to, io.LimitReader(from, maxFile+1))
	switch {
	case err != nil:
		return fmt.Errorf("read a file: %w", err)
	case n > maxFile:
		return fmt.Errorf("%w: a file has more than 10 MiB, which Discord does not take", bot.ErrRefused)
	}
	return nil
}

// clean takes the address off an error, and the token out of it wherever else
// it may have got to.
func (s *Sender) clean(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if text := err.Error(); strings.Contains(text, s.token) {
		return errors.New(strings.ReplaceAll(text, s.token, "…"))
	}
	return err
}
