package main

import (
	"context"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/llm"
)

// metrics counts the answers that go through it. No label says who asked or what.
type metrics struct {
	next     bot.Handler
	registry *prometheus.Registry
	answers  *prometheus.CounterVec
	seconds  prometheus.Histogram
}

// newMetrics counts what next answers; lost tells how many questions could not
// be written down, and model what it has used: it may be nil.
func newMetrics(next bot.Handler, lost func() int64, model *llm.Model) *metrics {
	m := &metrics{
		next:     next,
		registry: prometheus.NewRegistry(),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "isabot_answers_total", Help: "Answers given, by platform, language and outcome.",
		}, []string{"platform", "lang", "outcome"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "isabot_answer_seconds", Help: "Time taken by an answer, in seconds.",
			Buckets: []float64{.0001, .0003, .001, .003, .01, .03, .1, .3, 1, 3, 10},
		}),
	}
	dropped := prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "isabot_questions_dropped_total", Help: "Questions that were answered but not noted, because too many came at once.",
	}, func() float64 { return float64(lost()) })
	m.registry.MustRegister(m.answers, m.seconds, dropped, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if model != nil {
		m.registry.MustRegister(modelMetrics{model.Usage})
	}
	return m
}

// Handle passes the message on and counts what comes back.
func (m *metrics) Handle(ctx context.Context, msg bot.Message) (bot.Post, error) {
	start := time.Now()
	post, err := m.next.Handle(ctx, msg)
	m.seconds.Observe(time.Since(start).Seconds())
	outcome := string(post.Outcome)
	if err != nil {
		outcome = "error"
	}
	m.answers.WithLabelValues(msg.Place.Platform, post.Lang, outcome).Inc()
	return post, err
}

// forwarding are headers that a proxy adds. Behind one that runs on this machine
// every visitor seems to be local.
var forwarding = []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"}

// page shows the metrics to callers on this machine, and to nobody else.
func (m *metrics) page() http.Handler {
	show := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		forwarded := slices.ContainsFunc(forwarding, func(name string) bool { return len(r.Header[name]) > 0 })
		if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() || forwarded {
			http.NotFound(w, r)
			return
		}
		show.ServeHTTP(w, r)
	})
}
