package main

import (
	"encoding/json"
	"fmt"
	"maps"

	"isa-portal.de/isabot/cmd/stage"
)

// news are the pieces that staff write in the demo.
type news struct {
	First      stage.Fields `json:"first"`
	Correction stage.Fields `json:"correction"` // of the first
	Last       stage.Fields `json:"last"`       // is left standing
}

// weekdays are the words by which a channel shows that the correction came.
var weekdays = map[string]struct{ before, after string }{
	"de": {"Donnerstag", "Freitag"}, "en": {"Thursday", "Friday"}, "zh": {"星期四", "星期五"},
}

func readNews() (news, error) {
	var n news
	raw, err := assets.ReadFile("assets/news.json")
	if err == nil {
		err = json.Unmarshal(raw, &n)
	}
	if err != nil {
		return n, fmt.Errorf("reading the texts of the demo: %w", err)
	}
	return n, nil
}

// draft is a piece as it is first saved: with its cover and an attachment.
func draft(text stage.Fields) (stage.Fields, error) {
	cover, err := bridge()
	if err != nil {
		return nil, err
	}
	fields := maps.Clone(text)
	fields["status"] = "draft"
	fields["cover"] = stage.Upload{Name: "bridge.png", Content: cover}
	fields["attachments"] = stage.Upload{Name: "programme.pdf", Content: programme()}
	return fields, nil
}
