package site_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// copies are the fields of the page for WeChat: paragraphs of text, and pictures
// by their address.
func copies(t *testing.T, page string) (fields [][]string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || !slices.Contains(n.Attr, html.Attribute{Key: "class", Val: "copy"}) {
			continue
		}
		var field []string
		for d := range n.Descendants() {
			switch {
			case d.Type == html.TextNode && strings.TrimSpace(d.Data) != "":
				field = append(field, d.Data)
			case d.Data == "img":
				for _, a := range d.Attr {
					if a.Key == "src" {
						field = append(field, "img "+a.Val)
					}
				}
			case d.Data == "a":
				t.Errorf("a link is left: %v", d.Attr)
			}
		}
		fields = append(fields, field)
	}
	return fields
}

func TestTheCopyForWeChatIsPlainTextAndPicturesWithoutBlockedLinks(t *testing.T) {
	p := open(t)
	n := cover(p, "fair", map[string]any{
		"title_zh": "佛山展会", "summary_zh": "报名：t.me/isa。", "link": "https://www.instagram.com/p/1",
		"body_zh": `<h2>日程</h2><p>请看<a href="https://www.youtube.com/watch?v=1">我们的<b>视频</b></a>和<a href="https://www.foshan.gov.cn/a">官网</a>。` +
			`Telegram: <a href="https://t.me/isa">t.me/isa</a>，或 https://discord.gg/abc。邮箱 <a href="mailto:a@b.example">a@b.example</a></p>` +
			`<img src="/api/files/news/x/halle.png" alt="展厅"><ul><li>一<ul><li>二</li></ul></li></ul><ol><li>三</li></ol>` +
			`<img src="https://bilder.example/x.png" alt="外"><img src="https://pbs.twimg.com/x.png" alt="推"><blockquote>引 &lt;b&gt;</blockquote><table><tr><td>甲</td><td>x.com</td></tr></table>`,
	}, "2026-11-01 10:00:00.000Z")
	a := p.want("/zh/news/fair/wechat", phrases.SiteWeChat.LeftOutText.Zh, `<meta name="robots" content="noindex">`)
	if a.header.Get("X-Robots-Tag") != "noindex" {
		t.Error("search engines may list it")
	}
	want := [][]string{
		{"佛山展会"},
		{"报名：。"},
		{"img /api/files/news/" + n.Id + "/" + n.GetString("cover"), "日程", "请看我们的视频和官网（https://www.foshan.gov.cn/a）。Telegram: ，或 。邮箱 a@b.example",
			"img /api/files/news/x/halle.png", "• 一", "\u3000• 二", "1. 三", "引 <b>", "甲 | x.com", "更多信息"},
		{public + "/zh/news/fair"},
	}
	got := copies(t, a.body)
	if len(got) != len(want) {
		t.Fatalf("fields %q", got)
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("field %d: %q, want %q", i, got[i], want[i])
		}
	}
	for _, left := range []string{"t.me/isa", "https://www.youtube.com/watch?v=1", "https://discord.gg/abc", "https://www.instagram.com/p/1", "https://pbs.twimg.com/x.png"} {
		if strings.Count(a.body, "<li>"+left+"</li>") != 1 {
			t.Errorf("%s is not listed once", left)
		}
	}
	if !strings.Contains(a.body, phrases.SiteWeChat.Pictures.Zh) || !strings.Contains(a.body, "<li>https://bilder.example/x.png</li>") {
		t.Error("a picture of another host is not named")
	}
	for _, e := range elements(t, a.body) {
		if e.attr["loading"] != "" {
			t.Errorf("a picture that waits to be seen is not copied: %v", e.attr)
		}
		checkLoads(t.Errorf, e)
		if cms.BlockedInChina(e.attr["href"]) {
			t.Errorf("a blocked link: %v", e.attr)
		}
	}
	p.never("/sitemap.xml", "wechat")
	p.never("/zh/news/fair", "wechat")
}

func TestTheCopyForWeChatSaysWhenItIsInAnotherLanguage(t *testing.T) {
	p := open(t)
	p.save("news", map[string]any{"slug": "nur", "status": "published", "publish_at": "2026-11-01 10:00:00.000Z", "title_de": "Nur so", "body_de": "<p>Text (<a href=\"/de/faq\">hier</a>)</p>"})
	a := p.want("/zh/news/nur/wechat", "本文仅有德文版本。", `<div class="copy" lang="de"><p>Text`)
	if strings.Contains(a.body, phrases.SiteWeChat.LeftOutText.Zh) || strings.Contains(a.body, phrases.SiteWeChat.Digest.Zh) {
		t.Error("it speaks of what is not there")
	}
	p.want("/de/news/nur/wechat", "Text (hier ("+public+"/de/faq))", phrases.SiteWeChat.Intro.De)
	p.want("/en/news/nur/wechat", phrases.SiteWeChat.Headline.En)
	if a := p.get("/zh/news/none/wechat"); a.status != http.StatusNotFound {
		t.Errorf("unknown news: %d", a.status)
	}
}
