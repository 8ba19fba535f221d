package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/storage/roster"
)

// backtest holds the forecasts for a file of creators against the views that
// came later.
func backtest(_ context.Context, s shell, args []string) error {
	set := flag.NewFlagSet("backtest", flag.ContinueOnError)
	asJSON := set.Bool("json", false, "")
	platform := set.String("platform", "", "")
	files, err := flags(set, args)
	switch {
	case err != nil:
		return err
	case len(files) != 1:
		return usagef("needs one file: chonmat backtest outcomes.csv")
	case *platform != "" && !slices.Contains(domain.Platforms, domain.Platform(*platform)):
		return usagef("--platform is one of %s", join(domain.Platforms))
	}
	outcomes, report, err := readOutcomes(files[0], roster.ReadOptions{Platform: domain.Platform(*platform)}, time.Now())
	if err != nil {
		return err
	}
	b := advise.Test(outcomes)
	if b.Outcomes == 0 {
		return domain.Errorf(domain.Invalid, "%s: no row has both a forecast and an outcome (%d rows, %d without either)", files[0], report.Rows, report.Refused)
	}
	if *asJSON {
		return printJSON(s.out, backtestOf(files[0], report, b))
	}
	return describeBacktest(s.out, files[0], report, b)
}

// readOutcomes reads a file of accounts with later views.
func readOutcomes(name string, options roster.ReadOptions, now time.Time) ([]domain.Outcome, roster.Report, error) {
	table, err := openTable(name)
	if err != nil {
		return nil, roster.Report{}, err
	}
	if missing := table.Needs(table.Mapping, options); len(missing) > 0 {
		return nil, roster.Report{}, domain.Errorf(domain.Invalid, "%s: %s", name, explainNeeds(missing, table))
	}
	source := domain.Source{Title: filepath.Base(name), Date: now.Format(time.DateOnly)}
	outcomes, report, ok := table.Outcomes(table.Mapping, source, options)
	if !ok {
		return nil, report, domain.Errorf(domain.Invalid, `%s: no column holds the later views: add one named "actual_views"`, name)
	}
	return outcomes, report, nil
}

type backtestJSON struct {
	File            string     `json:"file"`
	Rows            int        `json:"rows"`
	Refused         int        `json:"refused"`           // without an account or an outcome
	Unknown         int        `json:"without_forecast"`  // neither views nor a public prior
	Outcomes        int        `json:"outcomes"`          //
	Coverage        float64    `json:"coverage_80"`       // share within p10–p90
	CoverageRange   [2]float64 `json:"coverage_range_95"` // Wilson
	Below           int        `json:"below_p10"`
	Above           int        `json:"above_p90"`
	MedianError     float64    `json:"median_error"` // of |actual/p50 − 1|
	MedianRatio     float64    `json:"median_actual_over_p50"`
	Spread          float64    `json:"spread_80"`               // factor that holds 80%
	Ranked          int        `json:"ranked"`                  // outcomes with followers
	RankCorrelation *float64   `json:"spearman_forecast"`       // null: nothing to compare
	ByFollowers     *float64   `json:"spearman_followers_only"` //
	FromOwnViews    partJSON   `json:"from_own_views"`
	FromSize        partJSON   `json:"from_size"`
}

type partJSON struct {
	Outcomes int      `json:"outcomes"`
	Coverage *float64 `json:"coverage_80"`
}

func backtestOf(file string, r roster.Report, b advise.Backtest) backtestJSON {
	part := func(c advise.Coverage) partJSON {
		return partJSON{c.Outcomes, known(float64(c.Covered) / float64(c.Outcomes))}
	}
	return backtestJSON{
		File: file, Rows: r.Rows, Refused: r.Refused, Unknown: b.Unknown, Outcomes: b.Outcomes,
		Coverage: round(b.Coverage, 4), CoverageRange: [2]float64{round(b.CoverageLow, 4), round(b.CoverageHigh, 4)},
		Below: b.Below, Above: b.Above, MedianError: round(b.MedianError, 4), MedianRatio: round(b.MedianRatio, 4), Spread: round(b.Spread, 2),
		Ranked: b.Ranked, RankCorrelation: known(b.RankCorrelation), ByFollowers: known(b.ByFollowers),
		FromOwnViews: part(b.FromOwnViews), FromSize: part(b.FromSize),
	}
}

// known is a figure for JSON; nil for none.
func known(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	v = round(v, 4)
	return &v
}

// describeBacktest prints a backtest for people.
func describeBacktest(w io.Writer, file string, r roster.Report, b advise.Backtest) error {
	fmt.Fprintf(w, "%s: %d rows: %d outcomes, %d refused, %d without a forecast\n", file, r.Rows, b.Outcomes, r.Refused, b.Unknown)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(name, format string, args ...any) { fmt.Fprintf(t, "%s\t%s\n", name, fmt.Sprintf(format, args...)) }
	line("80% interval held", "%.1f%% (95%%: %.1f–%.1f%%); %d below it, %d above", 100*b.Coverage, 100*b.CoverageLow, 100*b.CoverageHigh, b.Below, b.Above)
	for _, part := range []struct {
		name string
		advise.Coverage
	}{{"  from own views", b.FromOwnViews}, {"  from size alone", b.FromSize}} {
		if part.Outcomes > 0 {
			line(part.name, "%.1f%% of %d", 100*float64(part.Covered)/float64(part.Outcomes), part.Outcomes)
		}
	}
	line("median error", "%.0f%% of the forecast; the middle outcome is %.2f × the forecast", 100*b.MedianError, b.MedianRatio)
	line("80% of outcomes", "within a factor of %.1f of the forecast", b.Spread)
	line("rank correlation", "%s forecast, %s followers only (Spearman, %d outcomes)", correlation(b.RankCorrelation), correlation(b.ByFollowers), b.Ranked)
	return t.Flush()
}

func correlation(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return fmt.Sprintf("%.2f", v)
}
