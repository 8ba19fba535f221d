package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	vm "github.com/VictoriaMetrics/metrics"

	"chonmat/bot/runner"
	"chonmat/storage"
)

// metrics is what /metrics tells, and the runner's Meter. No label holds
// anything of a person: all have a few values that are known beforehand.
type metrics struct {
	set      *vm.Set
	received *vm.Counter // updates that were stored
	commits  *vm.PrometheusHistogram
	tokens   *vm.FloatCounter
	dollars  *vm.FloatCounter // what those tokens cost, by the prices that are set
}

// The families with a label.
const (
	steps  = "chonmat_step_seconds"         // from the claim of an update or job to the end of its commit, by kind
	closed = "chonmat_updates_closed_total" // without a step, by why
	sent   = "chonmat_send_seconds"         // calls to the messenger that deliver a message, by outcome
	spoken = "chonmat_model_asks_total"     // asks of the language model, by outcome
	depth  = "chonmat_queue_depth"          // rows that wait: updates, messages, jobs that are due
	age    = "chonmat_queue_age_seconds"    // how long the oldest of them waits; 0 when none does
)

// latencies are the buckets of all durations, in seconds: from what a step
// takes to what somebody still waits for.
var latencies = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

func newMetrics(db *storage.DB, bot string, now func() time.Time, log *slog.Logger) *metrics {
	vm.ExposeMetadata(true)
	set := vm.NewSet()
	m := &metrics{
		set:      set,
		received: set.NewCounter("chonmat_updates_received_total"),
		commits:  set.NewPrometheusHistogramExt("chonmat_commit_seconds", latencies),
		tokens:   set.NewFloatCounter("chonmat_model_tokens_total"),
		dollars:  set.NewFloatCounter("chonmat_model_dollars_total"),
	}
	for _, how := range runner.Outcomes { // so that a rate is there from the first one on
		m.counter(spoken, "outcome", how)
	}
	for _, why := range runner.Closings {
		m.counter(closed, "why", string(why))
	}
	for _, how := range runner.Sendings {
		m.histogram(sent, "outcome", string(how))
	}
	set.RegisterMetricsWriter(backlogs{db, bot, now, log}.write)
	set.RegisterMetricsWriter(vm.WriteProcessMetrics)
	set.RegisterMetricsWriter(vm.WriteFDMetrics)
	return m
}

// series is the name of a family's counter for one value of its label.
func series(family, label, value string) string {
	return family + `{` + label + `="` + value + `"}`
}

func (m *metrics) counter(family, label, value string) *vm.Counter {
	return m.set.GetOrCreateCounter(series(family, label, value))
}

func (m *metrics) histogram(family, label, value string) *vm.PrometheusHistogram {
	return m.set.GetOrCreatePrometheusHistogramExt(series(family, label, value), latencies)
}

// mostScrapes are answered at the same time; each asks the database.
const mostScrapes = 2

func (m *metrics) handler() http.Handler {
	scrapes := make(chan struct{}, mostScrapes)
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		select {
		case scrapes <- struct{}{}:
			defer func() { <-scrapes }()
		default:
			http.Error(w, "asked too often", http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		m.set.WritePrometheus(w)
	})
}

func (m *metrics) Received(updates int) { m.received.Add(updates) }

func (m *metrics) Stepped(kind string, took, commit time.Duration) {
	m.histogram(steps, "kind", kind).Update(took.Seconds())
	m.commits.Update(commit.Seconds())
}

func (m *metrics) Closed(why runner.Closing) { m.counter(closed, "why", string(why)).Inc() }

func (m *metrics) Spoke(outcome string, cost storage.Cost) {
	m.counter(spoken, "outcome", outcome).Inc()
	m.tokens.Add(float64(max(cost.Tokens, 0)))
	m.dollars.Add(float64(max(cost.NanoUSD, 0)) / nanos)
}

func (m *metrics) Sent(how runner.Sending, took time.Duration) {
	m.histogram(sent, "outcome", string(how)).Update(took.Seconds())
}

// backlogs looks at the lines when it is asked.
type backlogs struct {
	db  *storage.DB
	bot string
	now func() time.Time
	log *slog.Logger
}

func (b backlogs) write(w io.Writer) {
	ctx, cancel := context.WithTimeout(context.Background(), readyTime)
	defer cancel()
	now := b.now()
	inbox, outbox, jobs, err := b.db.Backlogs(ctx, b.bot, now)
	if err != nil {
		b.log.Warn("metrics", "err", err)
		return
	}
	for _, family := range []string{depth, age} {
		vm.WriteMetadataIfNeeded(w, family, "gauge")
		for _, q := range []struct {
			name string
			storage.Backlog
		}{{"inbox", inbox}, {"job", jobs}, {"outbox", outbox}} {
			value := float64(q.Rows)
			if family == age && q.Rows > 0 {
				value = max(now.Sub(q.Oldest).Seconds(), 0)
			}
			fmt.Fprintf(w, "%s %g\n", series(family, "queue", q.name), value)
		}
	}
}
