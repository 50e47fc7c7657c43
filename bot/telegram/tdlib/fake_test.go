package tdlib

import (
	"strings"
	"testing"
	"unicode/utf8"

	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// The fake that stands for Telegram in all other tests takes and reads the same
// texts as TDLib. It is not as strict about what is an address: that is left out.
func FuzzTheFakeReadsAsTDLibDoes(f *testing.F) {
	for _, s := range []string{"a <b>b</b>", "<i>a<b>b</i></b>", "&lt;&#65;&#x41;&#xd800;&amp", `<a href="https://a.example/?b&quot;">c</a>`, "<a href='x.example'>c</a>", "<a>b.example</a>",
		"<pre><code class=\"language-go\">a</code></pre>", "<blockquote expandable>a</blockquote>", "<span class=\"tg-spoiler\">a</span>", "</b>", "<b", "<u>a</>", "<tg-spoiler>👍🏽</tg-spoiler>"} {
		f.Add(s)
	}
	l := open(f)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
			t.Skip()
		}
		text, _, err := l.ParseHTML(s)
		got, _, fakeErr := telegramtest.ParseHTML(s)
		if (err == nil) != (fakeErr == nil) || err == nil && got != text {
			t.Errorf("%q:\nTDLib reads %q %v\nthe fake   %q %v", s, text, err, got, fakeErr)
		}
	})
}
