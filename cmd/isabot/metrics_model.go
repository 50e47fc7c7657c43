package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"isa-portal.de/isabot/bot/llm"
)

// modelMetrics shows what a model has used since the start.
type modelMetrics struct{ usage func() llm.Usage }

var (
	modelCalls   = prometheus.NewDesc("isabot_model_calls_total", "Requests to the language model, by task and outcome.", []string{"task", "outcome"}, nil)
	modelTokens  = prometheus.NewDesc("isabot_model_tokens_total", "Tokens that went in and out, estimated where the server does not count.", []string{"task", "direction"}, nil)
	modelSeconds = prometheus.NewDesc("isabot_model_seconds_total", "Time that the requests took together, in seconds.", []string{"task"}, nil)
	modelMoney   = prometheus.NewDesc("isabot_model_money_total", "Cost by the configured prices.", []string{"task"}, nil)
)

// Describe implements prometheus.Collector.
func (modelMetrics) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{modelCalls, modelTokens, modelSeconds, modelMoney} {
		out <- d
	}
}

// Collect implements prometheus.Collector.
func (m modelMetrics) Collect(out chan<- prometheus.Metric) {
	counter := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
	}
	for task, u := range m.usage() {
		for outcome, n := range u.Calls {
			counter(modelCalls, float64(n), task, outcome)
		}
		counter(modelTokens, float64(u.TokensIn), task, "in")
		counter(modelTokens, float64(u.TokensOut), task, "out")
		counter(modelSeconds, u.Took.Seconds(), task)
		counter(modelMoney, u.Money, task)
	}
}
