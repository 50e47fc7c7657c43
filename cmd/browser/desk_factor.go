package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const careful = "careful@example.org" // an editor who signs in by two factors

// deskFactor walks the sign-in by password and one-time code.
func (w *walk) deskFactor() {
	w.step("desk: with MFA a password alone opens nothing, and the code from the mail does", desktop, (*tab).signsInByTwoFactors)
}

// code is the one-time code in a mail.
var code = regexp.MustCompile(`\b\d{8}\b`)

func (t *tab) signsInByTwoFactors() error {
	box, err := openPostbox()
	if err != nil {
		return err
	}
	defer box.close()
	demand := func(ctx context.Context, is bool) error {
		return t.w.call(ctx, http.MethodPatch, "/api/collections/_superusers", map[string]any{
			"otp": map[string]any{"enabled": is, "duration": 180, "length": 8}, "mfa": map[string]any{"enabled": is, "duration": 600},
		}, nil)
	}
	account := map[string]string{"email": careful, "password": password, "passwordConfirm": password, "role": "editor", "lang": "zh"}
	smtp := map[string]any{"smtp": map[string]any{"enabled": true, "host": "127.0.0.1", "port": box.port, "tls": false}}
	err = errors.Join(t.w.api(t.ctx, t.w.token, http.MethodPost, "_superusers/records", account, nil), t.w.call(t.ctx, http.MethodPatch, "/api/settings", smtp, nil))
	if err != nil {
		return err
	}
	if err := demand(t.ctx, true); err != nil {
		return err
	}
	// The other accounts of the walk sign in by their passwords.
	defer func() { _ = demand(context.WithoutCancel(t.ctx), false) }()
	if err := t.typesCode(box); err != nil {
		return err
	}
	t.forgive() // the password alone is refused, and the console says so
	return errors.Join(t.all("the page is Chinese", `document.documentElement.lang === "zh" && document.querySelector(".isa-main h1").textContent === "今日"`,
		"so is what is around it", `document.querySelector('.app-main-nav [href="#/collections"]').textContent.includes("数据集")`), t.pictured("desk-mfa-zh"))
}

// prefers makes the browser one whose owner reads a language.
func (t *tab) prefers(lang string) error {
	var agent string
	if err := t.look("navigator.userAgent", &agent); err != nil {
		return fmt.Errorf("asking for the browser's name: %w", err)
	}
	return t.run(emulation.SetUserAgentOverride(agent).WithAcceptLanguage(lang))
}

// typesCode signs in: first by the password, then by the code that the mail brings.
func (t *tab) typesCode(box *postbox) error {
	err := errors.Join(t.prefers("zh-CN"), t.visit("/staff/"), t.run(chromedp.SendKeys("input[type=email]", careful, chromedp.ByQuery), chromedp.SendKeys("input[type=password]", password+kb.Enter, chromedp.ByQuery)),
		t.saysIn(".isa-notes", "两步验证"), t.visit("/_/#/login"), t.run(chromedp.WaitVisible("#login_identity", chromedp.ByQuery),
			chromedp.SendKeys("#login_identity", careful, chromedp.ByQuery), chromedp.SendKeys("#login_pass", password+kb.Enter, chromedp.ByQuery), chromedp.WaitVisible("#otp_password", chromedp.ByQuery)),
		t.all("nothing is open yet", `location.hash.includes("login") && !JSON.parse(`+session+` ?? "{}").token`), t.saysIn(".app-body, body", "一次性验证码"), t.pictured("desk-mfa-code-zh"))
	if err != nil {
		return err
	}
	mail, err := box.next(t.ctx)
	if err != nil {
		return err
	}
	found := code.FindString(mail)
	if found == "" {
		return errors.New("there is no code in the mail")
	}
	if err := t.run(chromedp.SendKeys("#otp_password", found+kb.Enter, chromedp.ByQuery)); err != nil {
		return fmt.Errorf("typing the code: %w", err)
	}
	return t.all("the desk is what comes first", deskIsThere)
}
