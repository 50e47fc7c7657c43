package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/chromedp/chromedp"
)

// hearsAPerson asks what is not on record, has it passed on, answers it as
// staff do, and finds the answer in the same conversation.
func (t *tab) hearsAPerson() error {
	if err := t.ask("de", "Was kostet die Mitgliedschaft für eine Stadt?"); err != nil {
		return err
	}
	pass := `.answer .choices button`
	if err := t.all("the question can be passed on", `document.querySelector("`+pass+`")`); err != nil {
		return err
	}
	if err := t.run(chromedp.Click(pass, chromedp.ByQuery)); err != nil {
		return fmt.Errorf("passing the question on: %w", err)
	}
	if err := t.all("that is confirmed", `document.querySelectorAll(".answer").length === 2`); err != nil {
		return err
	}
	var conversation string
	if err := t.look(`JSON.parse(localStorage.getItem("isa.chat.1")).id`, &conversation); err != nil {
		return fmt.Errorf("reading the conversation's id: %w", err)
	}
	if err := t.w.answer(t.ctx, conversation, "Guten Tag, wir rufen Sie an."); err != nil {
		return err
	}
	if err := t.visit("/chat?lang=de"); err != nil {
		return err
	}
	return errors.Join(t.all("a person's answer is there and marked as such",
		`document.querySelector(".answer.person h2")?.textContent.includes("Büro") && document.querySelector(".answer.person .body").textContent.includes("rufen")`),
		t.keepsRules(), t.shot("chat-person"))
}

// answer writes the answer into the inquiry of a conversation, as the admin's
// form would.
func (w *walk) answer(ctx context.Context, conversation, text string) error {
	var who struct {
		Token string `json:"token"`
	}
	err := w.api(ctx, "", http.MethodPost, "_superusers/auth-with-password", map[string]string{"identity": w.email, "password": w.password}, &who)
	if err != nil {
		return fmt.Errorf("signing in: %w", err)
	}
	var found struct {
		Items []struct {
			ID string `json:"id"`
		} `json:"items"`
	}
	filter := url.QueryEscape("conversation='" + conversation + "'")
	if err := w.api(ctx, who.Token, http.MethodGet, "inquiries/records?filter="+filter, nil, &found); err != nil {
		return fmt.Errorf("looking for the inquiry: %w", err)
	}
	if len(found.Items) != 1 {
		return fmt.Errorf("%d inquiries belong to the conversation, not one", len(found.Items))
	}
	change := map[string]string{"answer": text, "answer_lang": "de", "state": "answered"}
	if err := w.api(ctx, who.Token, http.MethodPatch, "inquiries/records/"+found.Items[0].ID, change, nil); err != nil {
		return fmt.Errorf("answering the inquiry: %w", err)
	}
	return nil
}

// api makes a request to PocketBase's collections.
func (w *walk) api(ctx context.Context, token, method, path string, in, out any) error {
	return w.request(ctx, token, method, "/api/collections/"+path, in, out)
}

// call makes a request as the administrator whom the walk has signed in.
func (w *walk) call(ctx context.Context, method, path string, in, out any) error {
	return w.request(ctx, w.token, method, path, in, out)
}

// make makes a piece of news and returns its id.
func (w *walk) make(ctx context.Context, fields map[string]any) (string, error) {
	var made struct {
		ID string `json:"id"`
	}
	err := w.api(ctx, w.token, http.MethodPost, "news/records", fields, &made)
	return made.ID, err
}

func (w *walk) request(ctx context.Context, token, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("encoding: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, method, w.base+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("making the request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("sending the request: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode >= http.StatusMultipleChoices {
		said, _ := io.ReadAll(io.LimitReader(res.Body, 1000))
		return fmt.Errorf("%s %s answers %s: %s", method, path, res.Status, said)
	}
	if out == nil {
		return nil
	}
	if err := json.NewDecoder(res.Body).Decode(out); err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	return nil
}
