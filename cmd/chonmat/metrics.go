package main

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"chonmat/bot/runner"
	"chonmat/storage"
)

// metrics is what /metrics tells, and the runner's Meter. No label holds
// anything of a person: all have a few values that are known beforehand.
type metrics struct {
	registry *prometheus.Registry
	received prometheus.Counter
	steps    *prometheus.HistogramVec // by kind of event
	commits  prometheus.Histogram
	closed   *prometheus.CounterVec   // by why
	sent     *prometheus.HistogramVec // by how it went
	spoken   *prometheus.CounterVec   // by outcome
	tokens   prometheus.Counter
	dollars  prometheus.Counter
}

// latencies are the buckets of all durations, in seconds: from what a step
// takes to what somebody still waits for.
var latencies = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

func newMetrics(db *storage.DB, bot string, now func() time.Time, log *slog.Logger) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		received: prometheus.NewCounter(prometheus.CounterOpts{Name: "chonmat_updates_received_total", Help: "Updates that were stored."}),
		steps: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "chonmat_step_seconds", Help: "From the claim of an update or job to the end of its commit, by kind of event.", Buckets: latencies}, []string{"kind"}),
		commits: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "chonmat_commit_seconds", Help: "The commit of a step.", Buckets: latencies}),
		closed: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "chonmat_updates_closed_total", Help: "Updates that were closed without a step, by why."}, []string{"why"}),
		sent: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "chonmat_send_seconds", Help: "Calls to the messenger that deliver a message, by how they went.", Buckets: latencies}, []string{"outcome"}),
	}
	m.spoken = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "chonmat_model_asks_total", Help: "What became of asks of the language model: shown, from the cache, refused by a check, failed."}, []string{"outcome"})
	m.tokens = prometheus.NewCounter(prometheus.CounterOpts{Name: "chonmat_model_tokens_total", Help: "Tokens that the language model used."})
	m.dollars = prometheus.NewCounter(prometheus.CounterOpts{Name: "chonmat_model_dollars_total", Help: "What those tokens cost, by the prices that are set."})
	for _, how := range runner.Outcomes {
		m.spoken.WithLabelValues(how)
	}
	for _, why := range runner.Closings { // so that a rate is there from the first one on
		m.closed.WithLabelValues(string(why))
	}
	for _, how := range runner.Sendings {
		m.sent.WithLabelValues(string(how))
	}
	m.registry.MustRegister(m.received, m.steps, m.commits, m.closed, m.sent, m.spoken, m.tokens, m.dollars, backlogs{db, bot, now, log},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 2, Timeout: 5 * time.Second})
}

func (m *metrics) Received(updates int) { m.received.Add(float64(updates)) }

func (m *metrics) Stepped(kind string, took, commit time.Duration) {
	m.steps.WithLabelValues(kind).Observe(took.Seconds())
	m.commits.Observe(commit.Seconds())
}

func (m *metrics) Closed(why runner.Closing) { m.closed.WithLabelValues(string(why)).Inc() }

func (m *metrics) Spoke(outcome string, cost storage.Cost) {
	m.spoken.WithLabelValues(outcome).Inc()
	m.tokens.Add(float64(max(cost.Tokens, 0)))
	m.dollars.Add(float64(max(cost.NanoUSD, 0)) / nanos)
}

func (m *metrics) Sent(how runner.Sending, took time.Duration) {
	m.sent.WithLabelValues(string(how)).Observe(took.Seconds())
}

// backlogs looks at the lines when it is asked.
type backlogs struct {
	db  *storage.DB
	bot string
	now func() time.Time
	log *slog.Logger
}

var (
	depth = prometheus.NewDesc("chonmat_queue_depth", "Rows that wait: updates in the inbox, messages in the outbox, jobs that are due.", []string{"queue"}, nil)
	age   = prometheus.NewDesc("chonmat_queue_age_seconds", "How long the oldest of them waits; 0 when none does.", []string{"queue"}, nil)
)

func (backlogs) Describe(out chan<- *prometheus.Desc) { out <- depth; out <- age }

func (b backlogs) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), readyTime)
	defer cancel()
	now := b.now()
	inbox, outbox, jobs, err := b.db.Backlogs(ctx, b.bot, now)
	if err != nil {
		b.log.Warn("metrics", "err", err)
		return
	}
	for queue, l := range map[string]storage.Backlog{"inbox": inbox, "outbox": outbox, "job": jobs} {
		seconds := 0.0
		if l.Rows > 0 {
			seconds = max(now.Sub(l.Oldest).Seconds(), 0)
		}
		out <- prometheus.MustNewConstMetric(depth, prometheus.GaugeValue, float64(l.Rows), queue)
		out <- prometheus.MustNewConstMetric(age, prometheus.GaugeValue, seconds, queue)
	}
}
