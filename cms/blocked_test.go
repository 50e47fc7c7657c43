package cms_test

import (
	"testing"

	"isa-portal.de/isabot/cms"
)

func TestHostsThatDoNotOpenInChinaAreKnown(t *testing.T) {
	for address, want := range map[string]bool{
		"https://t.me/isa":                                true,
		"t.me/isa":                                        true,
		"HTTPS://T.ME/isa":                                true,
		"https://discord.gg/abc":                          true,
		"https://discord.com/invite/abc":                  true,
		"https://www.youtube.com/watch?v=1":               true,
		"https://youtu.be/1":                              true,
		"//m.youtube.com/x":                               true,
		"https://www.google.com/maps":                     true,
		"https://google.de":                               true,
		"https://docs.google.com/forms/d/1":               true,
		"https://www.google.co.uk/":                       true,
		"https://www.google.com.hk:443/search":            true,
		"https://blog.google/x":                           true,
		"https://isa.blogspot.de/2019":                    true,
		"https://x.com/isa":                               true,
		"https://twitter.com./isa":                        true,
		"https://www.facebook.com/isa":                    true,
		"https://instagram.com/isa":                       true,
		"https://user:pass@t.me/x":                        true,
		"https://de.wikipedia.org/wiki/Foshan":            true,
		" https://www.dw.com/zh ":                         true,
		"https://www.google.cn":                           false,
		"https://commons.wikimedia.org/wiki/File":         false,
		"https://mp.weixin.qq.com/s/1":                    false,
		"https://www.linux.com/t.me":                      false,
		"https://example.org/?u=https://t.me/x":           false,
		"https://box.com":                                 false,
		"https://not-t.me":                                false,
		"https://googlewatch.de":                          false,
		"https://mygoogle.com":                            false,
		"https://google.example.org":                      false,
		"https://www.isa-portal.de":                       false,
		"mailto:isa@gmail.com":                            false,
		"tel:+49301234":                                   false,
		"/de/news/t.me":                                   false,
		"":                                                false,
		"https://[::1":                                    false,
		"Telegram":                                        false,
		"https://www.fb.com.example.org/":                 false,
		"https://www.foshan.gov.cn/x.com":                 false,
		"https://xn--fsqu00a.xn--0zwm56d/":                false,
		"https://youtube.com@example.org/":                false,
		"http://example.org\\@youtube.com/":               false,
		"https://www.youtube.com.":                        true,
		"https://m.facebook.com/?a=/":                     true,
		"https://chat.whatsapp.com/invite":                true,
		"https://upload.wikimedia.org/wikipedia/commons/": false,
	} {
		if got := cms.BlockedInChina(address); got != want {
			t.Errorf("%q: %t, want %t", address, got, want)
		}
	}
}
