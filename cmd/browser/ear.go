package main

import (
	"errors"
	"net/url"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// ear hears what goes wrong on a page unasked.
type ear struct {
	hosts []string // that may be spoken to

	mu       sync.Mutex
	troubles []string
	scripts  map[string]runtime.ExecutionContextID // where scripts run, by origin
}

func (e *ear) heard(event any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch v := event.(type) {
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(v.Request.URL)
		if err != nil || (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "ws" || u.Scheme == "wss") && !e.knows(u.Host) {
			e.troubles = append(e.troubles, "a request went to "+v.Request.URL)
		}
	case *runtime.EventExecutionContextCreated:
		e.scripts[v.Context.Origin] = v.Context.ID
	case *runtime.EventExceptionThrown:
		e.troubles = append(e.troubles, "a script failed: "+v.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		if v.Entry.Level == log.LevelError {
			e.troubles = append(e.troubles, "the console says: "+v.Entry.Text+" "+v.Entry.URL)
		}
	}
}

func (e *ear) knows(host string) bool {
	for _, h := range e.hosts {
		if h == host {
			return true
		}
	}
	return false
}

// trouble is what was heard so far, nil for nothing.
func (e *ear) trouble() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.troubles) == 0 {
		return nil
	}
	return errors.New(strings.Join(e.troubles, "; "))
}

// forgive forgets the troubles so far: the step has made them itself.
func (e *ear) forgive() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.troubles = nil
}
