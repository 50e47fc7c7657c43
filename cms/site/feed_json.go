package site

import (
	"bytes"
	"encoding/json"
)

// The fields of JSON Feed 1.1 (jsonfeed.org/version/1.1) that we write.
// gorilla/feeds leaves out the items of an empty feed, which must be there.

type jsonFeed struct {
	Version  string       `json:"version"`
	Title    string       `json:"title"`
	Home     string       `json:"home_page_url"`
	Self     string       `json:"feed_url"`
	About    string       `json:"description,omitempty"`
	Language string       `json:"language"`
	Authors  []jsonAuthor `json:"authors"`
	Items    []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type jsonItem struct {
	ID          string           `json:"id"`
	URL         string           `json:"url"`
	ExternalURL string           `json:"external_url,omitempty"`
	Title       string           `json:"title"`
	HTML        string           `json:"content_html"`
	Summary     string           `json:"summary,omitempty"`
	Image       string           `json:"image,omitempty"`
	Published   string           `json:"date_published"`
	Modified    string           `json:"date_modified"`
	Language    string           `json:"language"`
	Tags        []string         `json:"tags,omitempty"`
	Attachments []jsonAttachment `json:"attachments,omitempty"`
}

type jsonAttachment struct {
	URL   string `json:"url"`
	Type  string `json:"mime_type"`
	Title string `json:"title"`
}

func writeJSONFeed(f feed) ([]byte, error) {
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home(), Self: f.Base + f.Path + "/feed.json",
		About: f.About, Language: f.Lang, Authors: []jsonAuthor{{f.Author, f.Base + "/" + f.Lang}}, Items: []jsonItem{},
	}
	for _, e := range f.Entries {
		item := jsonItem{
			ID: e.ID, URL: e.URL, ExternalURL: e.External, Title: e.Title, HTML: e.HTML, Summary: e.Summary, Image: e.Picture,
			Published: stamp(e.Published), Modified: stamp(e.Updated), Language: f.Lang,
		}
		for _, t := range e.Topics {
			item.Tags = append(item.Tags, t.Name)
		}
		for _, file := range e.Files {
			item.Attachments = append(item.Attachments, jsonAttachment(file))
		}
		out.Items = append(out.Items, item)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // the content is markup, and nobody embeds the feed in a page
	enc.SetIndent("", " ")
	err := enc.Encode(out)
	return b.Bytes(), err
}
