package hooks_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

const byMachine = "标题\n\n机器翻译，尚未经人工核对。\n\n正文"

// drafted adds news whose Chinese a machine has drafted.
func (r *newsroom) drafted() *core.Record {
	r.t.Helper()
	n := r.record("news", map[string]any{"title_de": "Titel", "body_de": "<p>Text</p>", "title_zh": "标题", "body_zh": "<p>正文</p>", "source_lang": "de", "status": "draft"})
	cms.SetMachine(n, "zh")
	r.save(n)
	return n
}

// check is a person's word that the Chinese of a piece of news fits.
func (r *newsroom) check(n *core.Record) {
	r.t.Helper()
	n = r.reload(n)
	staff := r.record(core.CollectionNameSuperusers, map[string]any{"email": "checks@example.org", "password": "1234567890"})
	r.save(staff)
	if err := cms.StampTranslation(r, "news", n.Id, "zh", cms.TextHash(n, "de"), cms.ByMachine, staff.Id); err != nil {
		r.t.Fatal(err)
	}
	news := &cms.News{}
	news.SetProxyRecord(n)
	if err := r.planner.Plan(r, news, news); err != nil {
		r.t.Fatal(err)
	}
	r.outbox.Wake()
}

func TestAMachineTranslationIsNeverSentAsAPersons(t *testing.T) {
	for _, c := range []struct {
		ifMissing string
		want      []string
		stand     string
		checked   []string
	}{
		{"", nil, "z 1.1 held for language", []string{"标题\n\n正文"}},
		{"hold", nil, "z 1.1 held for language", []string{"标题\n\n正文"}},
		{"skip", nil, "z 1.1 gone for language", nil},
		{"fallback", []string{"Titel\n\n本消息暂无中文版本。\n\nText"}, "z 1.1 sent", []string{"标题\n\n正文"}},
		{"machine", []string{byMachine}, "z 1.1 sent", []string{"标题\n\n正文"}},
	} {
		t.Run(c.ifMissing, func(t *testing.T) {
			r := openNewsroom(t)
			r.channel("z", "zh", map[string]any{"if_missing": c.ifMissing})
			n := r.change(r.drafted(), "status", "published")
			r.settle(time.Minute)
			r.platform.Calls()
			r.sees("z", c.want)
			if got := r.stand(n); got != c.stand {
				t.Errorf("stands %q, want %q", got, c.stand)
			}
			r.check(n)
			r.settle(time.Minute)
			r.platform.Calls()
			r.sees("z", c.checked)
		})
	}
}

func TestAChannelThatTakesMachineTranslationsWaitsWhereThereIsNone(t *testing.T) {
	r := openNewsroom(t)
	r.channel("z", "zh", map[string]any{"if_missing": "machine"})
	n := r.change(r.draft(nil), "status", "published")
	r.settle(time.Minute)
	if got := r.stand(n); got != "z 1.1 held for language" {
		t.Errorf("without a translation: %s", got)
	}
	n = r.reload(n)
	n.Load(map[string]any{"title_zh": "标题", "body_zh": "<p>正文</p>"})
	cms.SetMachine(n, "zh")
	r.save(n)
	r.settle(time.Minute)
	r.sees("z", []string{byMachine}, "send z")
	r.change(n, "title_de", "Anders") // the translation has fallen behind: it stays, and is not sent anew
	r.settle(time.Minute)
	r.sees("z", []string{byMachine})
}

func TestWhatAMachineTranslatesAnewDoesNotReplaceAPersonsText(t *testing.T) {
	r := openNewsroom(t)
	r.channel("z", "zh", map[string]any{"if_missing": "hold"})
	n := r.change(r.draft(map[string]any{"title_zh": "标题", "body_zh": "<p>正文</p>"}), "status", "published")
	r.settle(time.Minute)
	n = r.reload(n)
	n.Load(map[string]any{"title_de": "Anders", "title_zh": "机器标题"})
	cms.SetMachine(n, "zh")
	r.save(n)
	r.settle(time.Minute)
	r.platform.Calls()
	r.sees("z", []string{"标题\n\n正文"})
}

func TestTheSameTextIsPreviewedAsItWillBeSent(t *testing.T) {
	r := openNewsroom(t)
	channel := r.channel("z", "zh", map[string]any{"if_missing": "machine"})
	form := r.record("news", map[string]any{"title_de": "Titel", "body_de": "<p>Text</p>", "title_zh": "标题", "body_zh": "<p>正文</p>", "source_lang": "de", "status": "draft"})
	cms.SetMachine(form, "zh")
	news, at := &cms.News{}, &cms.Channel{}
	news.SetProxyRecord(form)
	at.SetProxyRecord(channel)
	unsaved, err := r.planner.PreviewIn(r, nil, news, at)
	if err != nil || unsaved.Currency != cms.Machine || len(unsaved.Pieces) != 1 {
		t.Fatalf("unsaved: %+v, %v", unsaved, err)
	}
	r.save(form)
	stored, err := cms.FindNews(r, form.Id)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := r.planner.PreviewIn(r, stored, stored, at)
	if err != nil || saved.Currency != cms.Machine || len(saved.Pieces) != 1 || !reflect.DeepEqual(saved.Pieces[0].Plain, unsaved.Pieces[0].Plain) {
		t.Errorf("saved: %+v, %v", saved, err)
	}
	r.change(form, "status", "published")
	r.settle(time.Minute)
	r.sees("z", []string{byMachine}, "send z")
}
