package discord

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
)

// hears asks something and fails if it is not answered within a time.
func (e *ear) hears(within time.Duration) {
	e.t.Helper()
	p := e.Person("Anna", "de")
	p.Write(p.DM(), "Ist Köln Mitglied?")
	passes(within)
	if n := len(e.Channel(p.DM())); n != 2 {
		e.t.Fatalf("%d messages stand, the question is not answered; greetings %q, log: %s", n, e.Greetings(), e.log)
	}
}

// quietly fails if anything was logged.
func (e *ear) quietly() {
	e.t.Helper()
	if s := e.log.String(); s != "" {
		e.t.Errorf("logged: %s", s)
	}
}

func TestTheLeastIntentsAndAHeartbeat(t *testing.T) {
	listening(t, func(e *ear) {
		e.hears(5 * time.Second)
		passes(10 * time.Minute)
		if n := e.Heartbeats(); n < 14 || n > 15 {
			t.Errorf("%d heartbeats in ten minutes", n)
		}
		e.AskForHeartbeat()
		before := e.Heartbeats()
		synctest.Wait()
		if e.Heartbeats() != before+1 {
			t.Error("no heartbeat when it was wanted")
		}
		e.hears(5 * time.Second)
		if got := e.Greetings(); !slices.Equal(got, []string{"identify"}) || e.Links() != 1 {
			t.Errorf("greeted by %q, %d connections", got, e.Links())
		}
		e.quietly()
	})
}

func TestWhatWasMissedIsHeardWhenTheSessionIsResumed(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(e *ear)
	}{
		{"a connection that is cut", func(e *ear) { e.CutGateway() }},
		{"another connection is wanted", func(e *ear) { e.AskToReconnect() }},
		{"an invalid session that can be resumed", func(e *ear) { e.Invalidate(true) }},
		{"an unknown error", func(e *ear) { e.CloseGateway(discordtest.CloseUnknownError) }},
		{"too much was said", func(e *ear) { e.CloseGateway(4008) }},
		{"what is said cannot be read", func(e *ear) { e.Emit("null and void") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			listening(t, func(e *ear) {
				p := e.Person("Anna", "de")
				e.hears(2 * time.Minute)
				c.end(e)
				p.Write(p.DM(), "eins")
				p.Write(p.DM(), "zwei")
				passes(10 * time.Second)
				if all := e.Channel(p.DM()); len(all) != 4 {
					t.Errorf("stands: %+v", all)
				}
				if got := e.Greetings(); !slices.Equal(got, []string{"identify", "resume"}) {
					t.Errorf("greeted by %q", got)
				}
				e.hears(5 * time.Second)
				e.quietly()
			})
		})
	}
}

func TestASessionThatCannotBeResumedBeginsAnew(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(e *ear)
		want []string
	}{
		{"it is told so", func(e *ear) { e.Invalidate(false) }, []string{"identify", "identify"}},
		{"resuming is refused", func(e *ear) { e.ForgetSessions(); e.CutGateway() }, []string{"identify", "resume", "identify"}},
		{"it has timed out", func(e *ear) { e.CloseGateway(discordtest.CloseTimedOut) }, []string{"identify", "identify"}},
		{"the sequence is wrong", func(e *ear) { e.CloseGateway(discordtest.CloseWrongSequence) }, []string{"identify", "identify"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			listening(t, func(e *ear) {
				c.end(e)
				passes(20 * time.Second)
				if got := e.Greetings(); !slices.Equal(got, c.want) {
					t.Errorf("greeted by %q", got)
				}
				e.hears(5 * time.Second)
			})
		})
	}
}

func TestADeafGatewayIsLeft(t *testing.T) {
	listening(t, func(e *ear) {
		e.GatewayDeaf(true)
		passes(2 * time.Minute)
		e.GatewayDeaf(false)
		passes(2 * time.Minute)
		if got := e.Greetings(); len(got) < 2 || got[1] != "resume" {
			t.Errorf("greeted by %q", got)
		}
		e.hears(5 * time.Second)
	})
}

func TestAGatewayThatCannotBeReachedIsToldOnce(t *testing.T) {
	for _, c := range []struct {
		name       string
		begin, end func(e *ear)
	}{
		{"nobody listens", func(e *ear) { e.GatewayAway(true) }, func(e *ear) { e.GatewayAway(false) }},
		{"nobody greets", func(e *ear) { e.GatewayMute(true) }, func(e *ear) { e.GatewayMute(false) }},
		{"nobody says where", func(e *ear) {
			e.Break(discordtest.Fault{Kind: discordtest.ErrorBefore, Route: "/gateway", Times: -1})
			e.ForgetSessions()
		}, func(e *ear) { e.Heal() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			listening(t, func(e *ear) {
				c.begin(e)
				e.CutGateway()
				passes(time.Hour)
				attempts := len(e.Log())
				if n := strings.Count(e.log.String(), "gateway cannot be reached"); n != 1 {
					t.Errorf("told %d times: %s", n, e.log)
				}
				if attempts > 60 {
					t.Errorf("%d requests in an hour", attempts)
				}
				c.end(e)
				passes(10 * time.Minute)
				e.hears(5 * time.Second)
				if n := strings.Count(e.log.String(), "heard again"); n != 1 {
					t.Errorf("that it is heard again is told %d times", n)
				}
			})
		})
	}
}

func TestAWrongTokenIsToldOnceAndTriedSeldom(t *testing.T) {
	listening(t, func(e *ear) {
		e.CutGateway()
		e.ForgetSessions()
		e.RefuseGreetings(slices.Repeat([]int{discordtest.CloseWrongToken}, 100)...)
		passes(time.Hour)
		if n := strings.Count(e.log.String(), "DISCORD_BOT_TOKEN"); n != 1 {
			t.Errorf("told %d times in an hour", n)
		}
		if n := len(e.Greetings()); n > 20 {
			t.Errorf("%d greetings in an hour", n)
		}
	})
}

func TestAGatewayThatLetsNobodyInIsToldOnce(t *testing.T) {
	for code, word := range map[int]string{discordtest.CloseIntentsDenied: "developer portal", discordtest.CloseNoSuchIntents: "update isabot", 4012: "update isabot"} {
		listening(t, func(e *ear) {
			e.ForgetSessions()
			e.RefuseGreetings(slices.Repeat([]int{code}, 100)...)
			e.CutGateway()
			passes(time.Hour)
			if log := e.log.String(); strings.Count(log, word) != 1 {
				t.Errorf("%d: told: %s", code, log)
			}
			if n := len(e.Greetings()); n > 9 {
				t.Errorf("%d: %d greetings in an hour", code, n)
			}
		})
	}
}

func TestWhatCannotBeKeptIsHeardLater(t *testing.T) {
	listening(t, func(e *ear) {
		p := e.Person("Anna", "de")
		e.disk.setFull(true)
		p.Write(p.DM(), "Ist Köln Mitglied?")
		passes(10 * time.Minute)
		if n := strings.Count(e.log.String(), "cannot be kept"); n != 1 || len(e.Channel(p.DM())) != 1 {
			t.Errorf("told %d times: %s", n, e.log)
		}
		e.disk.setFull(false)
		passes(10 * time.Minute)
		if all := e.Channel(p.DM()); len(all) != 2 {
			t.Errorf("stands: %+v", all)
		}
	})
}

func TestASessionIsGoneOnWithByTheNextProcess(t *testing.T) {
	listening(t, func(e *ear) {
		e.hears(5 * time.Second)
		passes(time.Minute)
		e.stop()
		e.start()
		if got := e.Greetings(); !slices.Equal(got, []string{"identify", "resume"}) {
			t.Errorf("greeted by %q", got)
		}
		p := e.Person("Ben", "en")
		ch := e.Open(discordtest.Text, "chat")
		p.Write(ch, "<@"+e.Bot()+"> hello") // it knows its own name without a READY
		e.awaits(ch, 2)
		e.stop()
		passes(time.Hour)
		e.start()
		passes(10 * time.Second)
		if got := e.Greetings(); !slices.Equal(got[2:], []string{"resume", "identify"}) {
			t.Errorf("greeted by %q", got)
		}
		e.hears(5 * time.Second)
		e.stop()
		passes(10 * time.Second)
		e.memo.wrong = errors.New("no memory")
		e.start()
		e.memo.mu.Lock()
		e.memo.wrong = nil
		e.memo.mu.Unlock()
		e.hears(5 * time.Second)
	})
}

func TestTheEndEndsAllAtOnce(t *testing.T) {
	for name, begin := range map[string]func(e *ear){
		"listening":     func(*ear) {},
		"not reached":   func(e *ear) { e.GatewayAway(true); e.CutGateway(); passes(time.Minute) },
		"not greeted":   func(e *ear) { e.GatewayMute(true); e.CutGateway(); passes(5 * time.Second) },
		"not let in":    func(e *ear) { e.RefuseGreetings(4014); e.CutGateway(); passes(time.Minute) },
		"a full disk":   func(e *ear) { e.disk.setFull(true) },
		"not connected": func(e *ear) { e.CutGateway() },
	} {
		t.Run(name, func(t *testing.T) {
			listening(t, func(e *ear) {
				begin(e)
				began := time.Now()
				e.stop()
				if took := time.Since(began); took > lastWords {
					t.Errorf("the end took %s", took)
				}
			})
		})
	}
}

// Over sockets, by the machine's clock.
func TestTheGatewayOverASocket(t *testing.T) {
	f := discordtest.New(discordtest.Config{Token: token})
	server := httptest.NewServer(f)
	defer server.Close()
	s, err := NewSender(Config{Token: token, APIURL: server.URL + "/api", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	l, err := NewListener(ListenerConfig{Sender: s, Handler: &handler{}, Store: newDisk(), Log: slog.New(slog.DiscardHandler), Gateway: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	var run sync.WaitGroup
	run.Go(func() { l.Run(ctx) })
	defer run.Wait()
	defer end()
	if !f.Until(ctx, func() bool { return f.Sessions() == 1 && len(f.Commands()) > 0 }) {
		t.Fatal("it does not listen")
	}
	p := f.Person("Anna", "de")
	p.Write(p.DM(), "Ist Köln Mitglied?")
	if all := f.Await(ctx, p.DM(), 2); all[1].Content != "Antwort auf: Ist Köln Mitglied?" {
		t.Errorf("answered with %+v", all[1])
	}
	f.CutGateway()
	p.Write(p.DM(), "Und Jena?")
	if all := f.Await(ctx, p.DM(), 4); all[3].Content != "Antwort auf: Und Jena?" {
		t.Errorf("answered with %+v", all[3])
	}
	if all := p.Use(p.DM(), "help", "").Await(ctx, 1); all[0].Content != "Antwort auf: /help" {
		t.Errorf("answered with %+v", all[0])
	}
	if v := f.Violations(); len(v) > 0 {
		t.Errorf("violations: %q", v)
	}
}
