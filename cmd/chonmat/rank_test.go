package main

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"
)

func TestRankFollowsTheContract(t *testing.T) {
	c := newTerminal(t)
	got := c.run("", "rank", "--text", "mỹ phẩm cho nữ 18-25, 200tr, tiktok", "--roster", c.file("list.csv", listCSV), "--json")
	if got.status != exitDone || got.err != "" {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	var r struct {
		Brief      map[string]any
		Weights    map[string]float64
		Candidates []struct {
			Rank              int
			ID, Name          string
			Platform          string
			Score, Confidence float64
			Contributions     []struct {
				Criterion     string
				Score, Points float64
				Reasons       []struct{ Text, Source string }
			}
			Risks []struct{ Code, Text string }
			Price *struct {
				Low, Mid, High      float64
				Deliverable, Source string
			} `json:"price_vnd"`
			Forecast map[string]map[string]float64
		}
		Excluded []struct{ ID, Name, Reason string }
	}
	if err := json.Unmarshal([]byte(got.out), &r); err != nil {
		t.Fatal(err)
	}
	if r.Brief["industry"] != "beauty" || math.Abs(r.Weights["reach"]+r.Weights["relevance"]+r.Weights["persuasiveness"]+r.Weights["value"]-1) > 1e-9 {
		t.Errorf("brief %v, weights %v", r.Brief, r.Weights)
	}
	if len(r.Candidates) != 2 {
		t.Fatalf("%d candidates, want the two on TikTok that the budget can pay", len(r.Candidates))
	}
	for i, k := range r.Candidates {
		sum := 0.0
		for _, part := range k.Contributions {
			sum += part.Points
			for _, reason := range part.Reasons {
				if reason.Text == "" || strings.Contains(reason.Text, "{") {
					t.Errorf("reason %q", reason.Text)
				}
			}
		}
		if math.Abs(sum-k.Score) > 1e-9 || len(k.Contributions) != 4 {
			t.Errorf("%s: score %v, points add up to %v", k.Name, k.Score, sum)
		}
		if k.Rank != i+1 || k.ID == "" || k.Platform != "tiktok" || k.Confidence <= 0 || k.Confidence > 1 {
			t.Errorf("%+v", k)
		}
		if k.Price == nil || k.Price.Low > k.Price.Mid || k.Price.Mid > k.Price.High || k.Price.Deliverable != "short_video" || k.Price.Source == "" {
			t.Errorf("%s: price %+v", k.Name, k.Price)
		}
		views := k.Forecast["views"]
		if !(0 < views["p10"] && views["p10"] < views["p50"] && views["p50"] < views["p90"]) || k.Forecast["reach"] == nil || k.Forecast["engagements"] == nil {
			t.Errorf("%s: forecast %v", k.Name, k.Forecast)
		}
	}
	if len(r.Excluded) != 2 || r.Excluded[1].Name != "Khoa Thử" || !strings.Contains(r.Excluded[1].Reason, "900 triệu") {
		t.Errorf("excluded %+v", r.Excluded)
	}
	if _, err := os.Stat(c.env["CHONMAT_DATABASE"]); err == nil {
		t.Error("rank --roster made a database")
	}
}

func TestPlanFollowsTheContract(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", listCSV)
	got := c.run("", "plan", "--text", "mỹ phẩm, 60tr, tiktok", "--roster", list, "--json")
	if got.status != exitDone {
		t.Fatalf("%+v", got)
	}
	type interval struct{ P10, P50, P90 float64 }
	var plan struct {
		Packages []struct {
			Key   string `json:"key"`
			Items []struct {
				ID, Name, Platform, Deliverable string
				Quantity                        int
				Price                           int64 `json:"price_vnd"`
			} `json:"items"`
			Total     int64   `json:"total_vnd"`
			Reserve   int64   `json:"reserve_vnd"`
			Objective string  `json:"objective"`
			Value     float64 `json:"value"`
			Bound     float64 `json:"bound"`
			Gap       float64 `json:"gap"`
			Forecast  struct {
				Reach interval `json:"unduplicated_reach"`
			} `json:"forecast"`
		} `json:"packages"`
	}
	if err := json.Unmarshal([]byte(got.out), &plan); err != nil || len(plan.Packages) != 3 {
		t.Fatalf("%v in %s", err, got.out)
	}
	for i, p := range plan.Packages {
		total := int64(0)
		for _, item := range p.Items {
			total += item.Price * int64(item.Quantity)
			if item.Name == "" || item.ID == "" || item.Platform != "tiktok" || item.Deliverable != "short_video" || item.Name == "Khoa Thử" {
				t.Errorf("item %+v", item)
			}
		}
		if p.Key != []string{"safe", "balanced", "bold"}[i] || total != p.Total || p.Total+p.Reserve != 60_000_000 || p.Objective != "reach" ||
			p.Gap != (p.Bound-p.Value)/p.Bound || p.Value <= 0 || !(p.Forecast.Reach.P10 < p.Forecast.Reach.P50 && p.Forecast.Reach.P50 < p.Forecast.Reach.P90) {
			t.Errorf("package %+v", p)
		}
	}
	text := c.run("", "plan", "--text", "mỹ phẩm, 60tr, tiktok", "--roster", list)
	if text.status != exitDone || !strings.Contains(text.out, "balanced: ") || !strings.Contains(text.out, "Linh Thử") {
		t.Errorf("%+v", text)
	}
	if none := c.run("", "plan", "--text", "mỹ phẩm, tiktok", "--roster", list); none.status != exitDone || !strings.Contains(none.out, "need a budget") {
		t.Errorf("%+v", none)
	}
}

func TestRankTakesBriefJSONAndPrintsATable(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", listCSV)
	got := c.run(`{"industry":"beauty","channels":["tiktok"],"budget_max_vnd":200000000}`, "rank", "--brief", "-", "--roster", list, "--limit", "1")
	if got.status != exitDone || !strings.Contains(got.out, "Thử") || !strings.Contains(got.out, "1 of 2 candidates, 2 excluded") {
		t.Errorf("%+v", got)
	}
	got = c.run("", "rank", "--text", "chỉ LinkedIn", "--roster", list)
	if got.status != exitDone || !strings.Contains(got.out, "nobody fits") {
		t.Errorf("%+v", got)
	}
}

func TestRankWithoutAListUsesTheSampleAndSaysSo(t *testing.T) {
	c := newTerminal(t)
	got := c.run("", "rank", "--text", "mỹ phẩm, 200tr", "--json")
	if got.status != exitDone || !strings.Contains(got.err, "dữ liệu minh hoạ") || !strings.Contains(got.out, `"sample":true`) {
		t.Errorf("status %d: %s", got.status, got.err)
	}
	if _, err := os.Stat(c.env["CHONMAT_DATABASE"]); err == nil {
		t.Error("rank made a database")
	}
}

func TestRankTellsWhatToAskAboutLikesAndComments(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", `name,platform,followers,avg_views,categories,avg_likes,avg_comments,avg_shares
Linh Thử,tiktok,120000,45000,beauty,3100,52,40
An Thử,tiktok,850000,210000,beauty,16000,4,300
`)
	got := c.run("", "rank", "--text", "mỹ phẩm, tiktok", "--roster", list, "--json")
	var r struct {
		Candidates []struct {
			Name  string
			Risks []struct{ Code, Text string }
		}
	}
	if err := json.Unmarshal([]byte(got.out), &r); err != nil {
		t.Fatalf("%+v: %v", got, err)
	}
	asked := map[string]string{}
	for _, k := range r.Candidates {
		for _, risk := range k.Risks {
			if risk.Code == "comments-few" {
				asked[k.Name] = risk.Text
			}
		}
	}
	if len(asked) != 1 || !strings.Contains(asked["An Thử"], "16 nghìn like mà chỉ 4 bình luận") {
		t.Errorf("asked %q", asked)
	}
}
