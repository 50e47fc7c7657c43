package richtext

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// maxAddress is the longest address that is kept, in bytes.
const maxAddress = 2000

// linkable returns a link that may be shown, or be made one that may by
// Absolute; "" for any other.
func linkable(link string) string {
	link = strings.TrimSpace(link)
	u, err := url.Parse(link)
	switch {
	case err != nil || len(link) > maxAddress:
		return ""
	case !safeLink(link):
		return ownPath(u, link)
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host == "":
		return ""
	}
	return link
}

// picture returns the address of a picture that may be shown: http, https, or
// a path from the root of our own host, which the editor may write as ../api/….
func picture(src string) string {
	src = strings.TrimSpace(src)
	u, err := url.Parse(src)
	switch {
	case err != nil || len(src) > maxAddress || strings.Contains(src, `\`):
		return ""
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		return src
	}
	return ownPath(u, src)
}

// ownPath returns a path from the root of our own host, "" if address is none.
func ownPath(u *url.URL, address string) string {
	if u.Scheme != "" || u.Host != "" || u.User != nil || strings.Contains(address, `\`) ||
		!strings.HasPrefix(u.Path, "/") && !strings.HasPrefix(u.Path, "../") {
		return ""
	}
	u.Path, u.RawPath = path.Clean("/"+u.Path), ""
	return u.String()
}

// Absolute is the document with the paths of our own host in its links and
// pictures completed by base, the address of that host. Without an address of
// http or https such links are only words, and such pictures have no address.
func (d Doc) Absolute(base string) Doc {
	root, err := url.Parse(base)
	if err != nil || root.Host == "" || root.Scheme != "http" && root.Scheme != "https" {
		root = nil
	}
	complete := func(address string) string {
		switch {
		case address == "" || safeLink(address):
			return address
		case root == nil:
			return ""
		}
		u, err := url.Parse(address)
		if err != nil {
			return ""
		}
		return root.ResolveReference(u).String()
	}
	spans := func(in []Span) []Span {
		out := slices.Clone(in)
		for i := range out {
			out[i].Link = complete(out[i].Link)
		}
		return out
	}
	out := Doc{Blocks: slices.Clone(d.Blocks)}
	for i, b := range out.Blocks {
		b.Spans, b.Cells, b.URL = spans(b.Spans), slices.Clone(b.Cells), complete(b.URL)
		for j := range b.Cells {
			b.Cells[j] = spans(b.Cells[j])
		}
		out.Blocks[i] = b
	}
	return out
}

// Links are the addresses that the words of the document link to, each once,
// in their order. Those of our own host are paths, unless Absolute completed them.
func (d Doc) Links() []string {
	var out []string
	add := func(spans []Span) {
		for _, s := range spans {
			if s.Link != "" && !slices.Contains(out, s.Link) {
				out = append(out, s.Link)
			}
		}
	}
	for _, b := range d.Blocks {
		add(b.Spans)
		for _, c := range b.Cells {
			add(c)
		}
	}
	return out
}

// Pictures are the blocks of the document that are pictures, in their order.
func (d Doc) Pictures() []Block {
	var out []Block
	for _, b := range d.Blocks {
		if b.Kind == Image {
			out = append(out, b)
		}
	}
	return out
}
