package web

import (
	"context"
	"net/http"
	"time"

	"isa-portal.de/isabot/bot/richtext"
)

type laterReply struct {
	Conversation string       `json:"conversation"`
	Answers      []laterEntry `json:"answers"`
}

type laterEntry struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
	HTML     string `json:"html"`
	Lang     string `json:"lang"`
	By       string `json:"by"`
	At       string `json:"at"` // RFC 3339
}

// laterJSON says what people answered in a conversation. One that is unknown
// has no answers; nobody learns whether it exists.
func (s *server) laterJSON(w http.ResponseWriter, r *http.Request) {
	id, lang := r.PathValue("id"), headerLang(r)
	if wait := s.looks.take(address(r)); wait > 0 {
		s.refuse(w, tooMany(wait), lang)
		return
	}
	if !conversationID(id) {
		s.refuse(w, notFound(), lang)
		return
	}
	out := laterReply{Conversation: id, Answers: []laterEntry{}}
	if s.later != nil {
		ctx, cancel := context.WithTimeout(r.Context(), s.cfg.Timeout)
		defer cancel()
		answers, err := s.later.Later(ctx, id)
		if err != nil {
			if r.Context().Err() == nil {
				s.cfg.Log.Error("The later answers of a web conversation could not be read.", "error", err)
			}
			s.refuse(w, broken(), lang)
			return
		}
		for _, a := range answers {
			out.Answers = append(out.Answers, entry(a))
		}
	}
	writeJSON(w, http.StatusOK, out)
}

func entry(a LaterAnswer) laterEntry {
	doc := richtext.FromText(a.Answer)
	return laterEntry{
		ID: a.ID, Question: a.Question, Answer: doc.Text(), HTML: doc.HTML(),
		Lang: a.Lang, By: a.By, At: a.At.UTC().Format(time.RFC3339),
	}
}

// health says whether questions can be answered.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	if s.cfg.Healthy != nil {
		ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
		defer cancel()
		if err := s.cfg.Healthy(ctx); err != nil {
			s.cfg.Log.Warn("The health check found a fault.", "error", err)
			s.refuse(w, busy(), headerLang(r))
			return
		}
	}
	writeJSON(w, http.StatusOK, map[string]any{"status": http.StatusOK, "message": "ok", "data": map[string]any{}})
}
