package desk

import "testing"

func TestLinksAreReadAsAppsCopyThem(t *testing.T) {
	tg := func(target, thread string) address { return address{"telegram", target, thread} }
	dc := func(target, thread string) address { return address{"discord", target, thread} }
	for link, want := range map[string]address{
		"https://t.me/isa_news":                       tg("@isa_news", ""),
		"t.me/isa_news/1234":                          tg("@isa_news", ""),
		"https://t.me/s/isa_news":                     tg("@isa_news", ""),
		"https://t.me/isa_group/17/1234":              tg("@isa_group", "17"),
		"http://telegram.me/isa_news?before=3":        tg("@isa_news", ""),
		"https://t.me/c/1234567890/45":                tg("-1001234567890", ""),
		"https://t.me/c/1234567890/17/45":             tg("-1001234567890", "17"),
		"https://t.me/c/1234567890":                   tg("-1001234567890", ""),
		"tg://resolve?domain=isa_news":                tg("@isa_news", ""),
		"https://web.telegram.org/a/#-1001234567890":  tg("-1001234567890", ""),
		"https://web.telegram.org/k/#@isa_news":       tg("@isa_news", ""),
		"https://web.telegram.org/a/#-100123456789_2": tg("-100123456789", ""),
		" @isa_news\n":                                tg("@isa_news", ""),
		"-1001234567890":                              tg("-1001234567890", ""),
		"<https://t.me/isa_news>":                     tg("@isa_news", ""),

		"https://discord.com/channels/111111111111111111/222222222222222222":                                dc("222222222222222222", ""),
		"https://discord.com/channels/111111111111111111/222222222222222222/333333333333333333":             dc("222222222222222222", ""),
		"https://ptb.discord.com/channels/111111111111111111/222222222222222222/":                           dc("222222222222222222", ""),
		"https://discordapp.com/channels/111111111111111111/222222222222222222":                             dc("222222222222222222", ""),
		"https://discord.com/channels/111111111111111111/222222222222222222/threads/333333333333333333":     dc("222222222222222222", "333333333333333333"),
		"https://discord.com/channels/111111111111111111/222222222222222222/threads/333333333333333333/444": dc("222222222222222222", "333333333333333333"),
		"222222222222222222": dc("222222222222222222", ""),
	} {
		if got, no := parseLink(link); no != nil || got != want {
			t.Errorf("%s: %+v, %v; want %+v", link, got, no, want)
		}
	}
	for link, code := range map[string]string{
		"":                               "not_read",
		"https://t.me":                   "not_read",
		"https://t.me/+AbCdEf":           "invitation",
		"https://t.me/joinchat/AbC":      "invitation",
		"https://discord.gg/abc":         "invitation",
		"https://discord.com/invite/abc": "invitation",
		"https://discord.com/channels/@me/222222222222222222x":      "not_read",
		"https://discord.com.example.org/channels/1/22222222222222": "not_read",
		"https://evil-t.me/isa_news":                                "not_read",
		"https://example.org/isa":                                   "not_read",
		"12345":                                                     "not_read",
		"@a":                                                        "not_read",
		"https://t.me/c/abc/1":                                      "not_read",
		"%zz":                                                       "not_read",
	} {
		if got, no := parseLink(link); no == nil || no.Code != code {
			t.Errorf("%s: %+v, %v; want %s", link, got, no, code)
		}
	}
}

func FuzzAChannelIsOneThatAPlatformCanHave(f *testing.F) {
	for _, seed := range []string{"https://t.me/c/1/2/3", "https://discord.com/channels/1/222222222222222222/threads/3", "@isa_news", "tg://resolve?domain=x", "t.me/+x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, link string) {
		at, no := parseLink(link)
		if no != nil {
			return
		}
		named := at.Target != "" && at.Target[0] == '@' && telegramName.MatchString(at.Target[1:])
		switch {
		case at.Platform == "telegram" && (named || telegramID.MatchString(at.Target) || len(at.Target) <= 20 && at.Target[:4] == "-100"):
		case at.Platform == "discord" && snowflake.MatchString(at.Target) && (at.Thread == "" || snowflake.MatchString(at.Thread)):
		default:
			t.Errorf("%q became %+v", link, at)
		}
		if at.Thread != "" && !digits.MatchString(at.Thread) && !snowflake.MatchString(at.Thread) {
			t.Errorf("%q has the thread %q", link, at.Thread)
		}
	})
}
