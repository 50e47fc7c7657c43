package telegram

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/textproto"
	"slices"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
)

// maxFile is how large a file may be that a bot uploads, in bytes ("Sending
// files" in the Bot API). Photos may have 10 MB, which Telegram checks.
const maxFile = 50 << 20

const attach = "attach://"

// form is the body of a request: the fields, and the files that they refer to.
// It is made in memory, so that its length is known and the connection may
// send it once more where nothing of it was taken.
type form struct {
	files []bot.File
	lent  []uploaded // files that Telegram has: their ids are sent in their place
	used  []bool     // whether a field refers to the file of that number
	sums  []string   // of what was read of it
}

// encode writes the fields, sorted by name. Text goes as it is, anything else
// as JSON: that is how the Bot API takes it.
func (f *form) encode(ctx context.Context, fields map[string]any) (body *bytes.Buffer, contentType string, err error) {
	f.used, f.sums = make([]bool, len(f.files)), make([]string, len(f.files))
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		text, err := f.text(fields[name])
		if err != nil {
			return nil, "", fmt.Errorf("write the field %s: %w", name, err)
		}
		if err := w.WriteField(name, text); err != nil {
			return nil, "", err
		}
	}
	for i, file := range f.files {
		if !f.used[i] {
			continue
		}
		if f.sums[i], err = upload(ctx, w, partOf(i), file); err != nil {
			return nil, "", err
		}
	}
	return body, w.FormDataContentType(), w.Close()
}

func (f *form) text(v any) (string, error) {
	if s, ok := v.(string); ok {
		return f.refer(s), nil
	}
	plain, err := plainJSON(v)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	err = e.Encode(f.walk(plain))
	return strings.TrimSuffix(out.String(), "\n"), err
}

// plainJSON is v as maps, slices, strings and numbers.
func plainJSON(v any) (any, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var plain any
	err = d.Decode(&plain)
	return plain, err
}

func (f *form) walk(v any) any {
	switch v := v.(type) {
	case string:
		return f.refer(v)
	case []any:
		for i := range v {
			v[i] = f.walk(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = f.walk(v[k])
		}
	}
	return v
}

// refer replaces the name in a reference to a file by that of its part. The
// names that people give to files have marks in them that a server may read
// otherwise than we write them.
func (f *form) refer(s string) string {
	name, ok := strings.CutPrefix(s, attach)
	if !ok {
		return s
	}
	i := slices.IndexFunc(f.files, func(file bot.File) bool { return file.Name == name })
	if i < 0 {
		return s
	}
	if i < len(f.lent) && f.lent[i].id != "" {
		f.sums[i] = f.lent[i].sum
		return f.lent[i].id
	}
	f.used[i] = true
	return attach + partOf(i)
}

func partOf(i int) string { return "file" + strconv.Itoa(i) }

var quoteEscaper = strings.NewReplacer(`\`, `_`, `"`, `_`, "\r", "_", "\n", "_")

func upload(ctx context.Context, w *multipart.Writer, part string, file bot.File) (sum string, err error) {
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`, part, quoteEscaper.Replace(file.Name)))
	if file.Type != "" {
		h.Set("Content-Type", quoteEscaper.Replace(file.Type))
	}
	p, err := w.CreatePart(h)
	if err != nil {
		return "", err
	}
	return copyFile(ctx, p, file)
}

// copyFile copies the content of a file and returns a sum of it and its name.
func copyFile(ctx context.Context, to io.Writer, file bot.File) (sum string, err error) {
	r, err := file.Open(ctx)
	if err != nil {
		return "", fmt.Errorf("open an attachment: %w", err)
	}
	defer r.Close()
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", file.Name, file.Type)
	n, err := io.Copy(io.MultiWriter(to, h), io.LimitReader(r, maxFile+1))
	if err != nil {
		return "", fmt.Errorf("read an attachment: %w", err)
	}
	if n > maxFile {
		return "", fmt.Errorf("%w: an attachment is larger than the 50 MB that Telegram takes", bot.ErrRefused)
	}
	return string(h.Sum(nil)), nil
}
