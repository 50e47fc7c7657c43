package main

import (
	"errors"
	"fmt"
	"net/http"
	"time"
	_ "time/tzdata" // not every machine knows where Foshan is

	"github.com/chromedp/chromedp"
)

// deskFoshan walks what staff in Foshan do, by their own clock.
func (w *walk) deskFoshan() {
	w.step("desk: Foshan schedules by its own clock, sees it in the calendar, and takes it back before its hour", desktop, (*tab).schedulesInFoshan)
	w.step("desk: Foshan retracts what is out, after the channels were named", desktop, (*tab).retractsInFoshan)
}

// clocks writes a moment as the clocks of both offices show it.
func clocks(at time.Time, style string) (berlin, foshan string, err error) {
	for zone, to := range map[string]*string{"Europe/Berlin": &berlin, "Asia/Shanghai": &foshan} {
		there, err := time.LoadLocation(zone)
		if err != nil {
			return "", "", fmt.Errorf("looking at the clocks: %w", err)
		}
		*to = at.In(there).Format(style)
	}
	return berlin, foshan, nil
}

func (t *tab) schedulesInFoshan() error {
	const title = "佛山的一天"
	if _, err := t.w.make(t.ctx, map[string]any{"title_de": title + " (de)", "title_en": title + " (en)", "title_zh": title, "status": "draft", "source_lang": "zh"}); err != nil {
		return err
	}
	at := time.Now().UTC().AddDate(0, 0, 1).Truncate(time.Minute)
	_, local, err := clocks(at, "2006-01-02T15:04")
	if err != nil {
		return err
	}
	berlin, foshan, err := clocks(at, "2006年1月2日 15:04")
	if err != nil {
		return err
	}
	set := `(() => { const e = document.querySelector("dialog input"); e.value = ` + quoted(local) + `; e.dispatchEvent(new Event("input")); })()`
	err = errors.Join(t.at(chinese, "announcements"), t.openRecord(title), t.press("定时发布"), t.all("the hour is asked for", `document.querySelector("dialog input")`), t.run(chromedp.Evaluate(set, nil)),
		t.saysIn("dialog", "佛山 "+foshan), t.saysIn("dialog", "柏林 "+berlin), t.saysIn("dialog", "Telegram "+telegramChinese), t.pictured("desk-foshan-schedule-zh"), t.press("定时发布"),
		t.saysIn(".isa-side-top", "定时发布"), t.saysIn(".isa-side-top", "佛山 "+foshan), t.press("关闭"))
	if err != nil {
		return err
	}
	day, hour := berlin[:len(berlin)-len(" 15:04")], berlin[len(berlin)-len("15:04"):]
	entry := func(says string) error {
		return t.all(title+" stands on "+day+" with "+says, `[...document.querySelectorAll(".isa-calendar td")].some((d) => d.querySelector(".isa-daynumber").textContent === String(`+fmt.Sprint(dayOf(at))+`) && [...d.querySelectorAll(".isa-entry")].some((e) => e.textContent.includes(`+quoted(title)+`) && e.textContent.includes(`+quoted(says)+`)))`)
	}
	err = errors.Join(t.press("日历"), entry(hour), t.keepsDesk(), t.pictured("desk-foshan-calendar-zh"), t.openRecord(title), t.press("撤回"), t.saysIn("dialog", "Telegram "+telegramChinese+" – 不再发送"), t.pictured("desk-foshan-unschedule-zh"), t.press("撤回"),
		t.saysIn(".isa-side-top", "已撤回"), t.press("改回草稿"), t.saysIn(".isa-side-top", "草稿"), t.pictured("desk-foshan-draft-zh"), t.press("关闭"))
	if err != nil {
		return err
	}
	return errors.Join(t.press("列表"), t.all("it is a draft in the list", `[...document.querySelectorAll(".isa-main tr")].some((r) => r.textContent.includes(`+quoted(title)+`) && r.textContent.includes("草稿"))`), t.channelsShow(title, 0))
}

// dayOf is the day of the month that Berlin has.
func dayOf(at time.Time) int {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return 0
	}
	return at.In(berlin).Day()
}

func (t *tab) retractsInFoshan() error {
	const title = "撤回的消息"
	id, err := t.w.make(t.ctx, map[string]any{"title_de": title + " (de)", "title_en": title + " (en)", "title_zh": title, "status": "draft", "source_lang": "zh"})
	if err != nil {
		return err
	}
	if err := t.w.call(t.ctx, http.MethodPost, "/api/isa/desk/news/"+id+"/publish", map[string]any{}, nil); err != nil {
		return err
	}
	return errors.Join(t.channelsShow(title, 6), t.at(chinese, "announcements"), t.openRecord(title), t.press("撤回"), t.saysIn("dialog", "Telegram "+telegramChinese+" – 将被删除"), t.saysIn("dialog", "Discord #"+discordEnglish+" – 将被删除"),
		t.all("the safe button has the focus", `document.activeElement.textContent === "取消"`), t.pictured("desk-foshan-retract-zh"), t.press("撤回"), t.saysIn(".isa-side-top", "已撤回"), t.channelsShow(title, 0))
}
