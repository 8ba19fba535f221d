package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const outcomesCSV = `Tên,Nền tảng,Follow,View TB,View thực tế
Linh Thử,tiktok,120000,45000,30.000
Linh Thử,tiktok,120000,45000,300.000
An Thử,tiktok,850000,210000,9.000
Bình Thử,youtube,300000,,80.000
Khoa Thử,youtube,300000,,N/A
`

func TestBacktestHoldsForecastsAgainstOutcomes(t *testing.T) {
	c := newTerminal(t)
	file := c.file("ket-qua.csv", outcomesCSV)
	got := c.run("", "backtest", file)
	want := `5 rows: 4 outcomes, 1 refused, 0 without a forecast
80% interval held  50.0% (95%: 15.0–85.0%); 1 below it, 1 above
  from own views   33.3% of 3
  from size alone  100.0% of 1
median error       217% of the forecast; the middle outcome is 2.53 × the forecast
80% of outcomes    within a factor of 13.3 of the forecast
rank correlation   -0.63 forecast, -0.63 followers only (Spearman, 4 outcomes)
`
	if diff := cmp.Diff(result{exitDone, file + ": " + want, ""}, got, cmp.AllowUnexported(result{})); diff != "" {
		t.Error(diff)
	}
	got = c.run("", "backtest", "--json", file)
	for _, part := range []string{`"outcomes":4,"coverage_80":0.5,`, `"spearman_followers_only":-0.6325`, `"from_size":{"outcomes":1,"coverage_80":1}`} {
		if !strings.Contains(got.out, part) {
			t.Errorf("JSON lacks %s: %s", part, got.out)
		}
	}
	if none := c.run("", "backtest", c.file("none.csv", "Tên,Follow TikTok,View thực tế\nLinh Thử,1200,\n")); none.status != exitUsage {
		t.Errorf("a file without outcomes: %+v", none)
	}
}
