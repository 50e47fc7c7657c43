package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
)

// call is a request on its way through the fake.
type call struct {
	r       *http.Request
	route   *route
	channel string
	message string
	ids     map[string]string // all that stand in the path
	body    []byte            // the JSON
	files   map[int]upload
	entry   Entry
}

type upload struct {
	name, media string
	content     []byte
}

// reply is what is answered. A broken one says that the answer is lost on its way.
type reply struct {
	status int
	header http.Header
	body   []byte
	lost   FaultKind
}

// route is one method of one path.
type route struct {
	method, path string
	do           func(*Fake, *call) reply
}

// maxRequest is how large a request may be (Discord's documentation: 25 MiB).
const maxRequest = 25 << 20

func routes() []route {
	const messages, one = "/channels/{channel_id}/messages", "/channels/{channel_id}/messages/{message_id}"
	const hook = "/webhooks/{webhook_id}/{webhook_token}"
	return []route{
		{"POST", messages, (*Fake).createMessage},
		{"GET", messages, (*Fake).listMessages},
		{"GET", one, (*Fake).getMessage},
		{"PATCH", one, (*Fake).editMessage},
		{"DELETE", one, (*Fake).deleteMessage},
		{"POST", one + "/crosspost", (*Fake).crosspost},
		{"PUT", "/channels/{channel_id}/pins/{message_id}", (*Fake).pin},
		{"DELETE", "/channels/{channel_id}/pins/{message_id}", (*Fake).unpin},
		{"POST", "/channels/{channel_id}/threads", (*Fake).createThread},
		{"GET", "/channels/{channel_id}/threads/archived/public", (*Fake).archivedThreads},
		{"GET", "/guilds/{guild_id}/threads/active", (*Fake).activeThreads},
		{"GET", "/channels/{channel_id}", (*Fake).getChannel},
		{"PATCH", "/channels/{channel_id}", (*Fake).editChannel},
		{"DELETE", "/channels/{channel_id}", (*Fake).deleteChannel},
		{"GET", "/users/@me", (*Fake).me},
		{"GET", "/gateway", (*Fake).gateway},
		{"POST", "/users/@me/channels", (*Fake).createDM},
		{"POST", "/channels/{channel_id}/typing", (*Fake).typing},
		{"GET", "/oauth2/applications/@me", (*Fake).application},
		{"PUT", "/applications/{application_id}/commands", (*Fake).putCommands},
		{"POST", "/interactions/{interaction_id}/{interaction_token}/callback", (*Fake).callback},
		{"POST", hook, (*Fake).followUp},
		{"PATCH", hook + "/messages/@original", (*Fake).editOriginal},
		{"DELETE", hook + "/messages/@original", (*Fake).deleteOriginal},
	}
}

// open reports whether a route wants no token of the bot's.
func (r *route) open() bool {
	return r.path == "/gateway" || r.apart()
}

// apart reports whether a route is not counted for the bot's token as a whole.
func (r *route) apart() bool { return strings.Contains(r.path, "_token}") }

// match finds the route of a path below the version, and the ids in it.
func match(method, path string) (*route, map[string]string) {
	parts := strings.Split(path, "/")
	for _, candidate := range routes() {
		want := strings.Split(candidate.path, "/")
		if candidate.method != method || len(want) != len(parts) {
			continue
		}
		ids, same := map[string]string{}, true
		for i, w := range want {
			if strings.HasPrefix(w, "{") {
				ids[w] = parts[i]
				same = same && (snowflake(parts[i]) || strings.HasSuffix(w, "_token}") && parts[i] != "")
			} else {
				same = same && w == parts[i]
			}
		}
		if same {
			return &candidate, ids
		}
	}
	return nil, nil
}

func snowflake(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil && s[0] != '0'
}

// answer carries a request out. body is the whole of it.
func (f *Fake) answer(r *http.Request, body []byte) reply {
	path, ok := strings.CutPrefix(strings.TrimPrefix(r.URL.Path, "/api"), "/v9")
	route, ids := match(r.Method, path)
	if !ok || route == nil {
		f.mu.Lock()
		f.violate("no such path: " + r.Method + " " + r.URL.Path)
		f.mu.Unlock()
		return fault(http.StatusNotFound, 0, "404: Not Found")
	}
	c := &call{r: r, route: route, channel: ids["{channel_id}"] + ids["{guild_id}"], message: ids["{message_id}"], ids: ids, body: body}
	c.entry = Entry{At: f.cfg.Now(), Method: r.Method, Route: route.path, Channel: c.channel, Message: c.message}
	f.mu.Lock()
	broken := f.faults.next(c)
	c.entry.Fault = broken.Kind
	out := broken.before()
	if out.status == 0 && out.lost == "" {
		out = f.carryOut(c)
		out = broken.after(out)
	} else {
		c.entry.Status = out.status
	}
	f.mu.Unlock()
	f.note(c.entry)
	return out
}

// carryOut answers a request that no fault stops.
func (f *Fake) carryOut(c *call) reply {
	out := f.admit(c)
	if out.status == 0 {
		header := f.limits.headers(c, f.cfg.Now())
		out = f.checked(c)
		for k, v := range header {
			out.header[k] = v
		}
	}
	c.entry.Status = out.status
	return out
}

// admit looks at the token and the limits. A zero reply lets the request pass.
func (f *Fake) admit(c *call) reply {
	got := c.r.Header.Get("Authorization")
	if !c.route.open() && (!strings.HasPrefix(got, "Bot ") || f.cfg.Token != "" && got != "Bot "+f.cfg.Token) {
		return fault(http.StatusUnauthorized, 0, "401: Unauthorized")
	}
	if over := f.limits.take(c, f.cfg.Now()); over.scope != "" {
		f.violate(fmt.Sprintf("the limit is broken (%s): %s %s", over.scope, c.route.method, c.route.path))
		f.invalid = append(f.invalid, f.cfg.Now())
		return over.reply()
	}
	return reply{}
}

// checked reads the body, holds it against the schema and carries the request out.
func (f *Fake) checked(c *call) reply {
	if len(c.body) > maxRequest {
		f.violate("the request has more than 25 MiB")
		return fault(http.StatusRequestEntityTooLarge, 40005, "Request entity too large")
	}
	if err := c.unpack(); err != nil {
		return f.bad(c, err)
	}
	if f.cfg.Schema != nil {
		if err := f.cfg.Schema.request(c); err != nil {
			return f.bad(c, err)
		}
	}
	if c.channel != "" && !strings.Contains(c.route.path, "{guild_id}") && f.channels[c.channel] == nil {
		return fault(http.StatusNotFound, 10003, "Unknown Channel")
	}
	return c.route.do(f, c)
}

// bad answers a request that breaks the rules, and notes that it does.
func (f *Fake) bad(c *call, err error) reply {
	f.violate(fmt.Sprintf("%s %s: %v", c.route.method, c.route.path, err))
	out := fault(http.StatusBadRequest, 50035, "Invalid Form Body")
	out.body = jsonOf(map[string]any{"code": 50035, "message": "Invalid Form Body", "errors": map[string]any{
		"_errors": []any{map[string]any{"code": "BASE_TYPE_BAD", "message": err.Error()}}}})
	return out
}

// unpack takes a multipart body apart: the JSON and the files.
func (c *call) unpack() error {
	media, params, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if err != nil || media != "multipart/form-data" {
		if len(c.body) > 0 && media != "application/json" {
			return fmt.Errorf("a body of type %q", media)
		}
		return nil
	}
	parts := multipart.NewReader(bytes.NewReader(c.body), params["boundary"])
	c.body, c.files = nil, map[int]upload{}
	for {
		p, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("a broken multipart body: %w", err)
		}
		content, err := io.ReadAll(p)
		if err != nil {
			return fmt.Errorf("a broken part: %w", err)
		}
		var n int
		switch _, err := fmt.Sscanf(p.FormName(), "files[%d]", &n); {
		case p.FormName() == "payload_json":
			c.body = content
		case err != nil:
			return fmt.Errorf("a part named %q", p.FormName())
		default:
			c.files[n] = upload{p.FileName(), p.Header.Get("Content-Type"), content}
		}
	}
}

// decode reads the JSON into a form and refuses fields that it does not have.
func (c *call) decode(into any) error {
	d := json.NewDecoder(bytes.NewReader(c.body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("the body: %w", err)
	}
	return nil
}

func jsonOf(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // only types of ours come here
	}
	return b
}

func answered(status int, v any) reply {
	return reply{status: status, header: http.Header{"Content-Type": {"application/json"}}, body: jsonOf(v)}
}

func done() reply { return reply{status: http.StatusNoContent, header: http.Header{}} }

// fault is an error as Discord words it.
func fault(status, code int, message string) reply {
	return answered(status, map[string]any{"code": code, "message": message})
}
