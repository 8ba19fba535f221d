package main

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
)

// How a ranking is printed: for people as a table, for programs as the JSON of
// the contract. Its sentences are Vietnamese.

// maxExcluded bounds the excluded accounts that are named; excluded_total
// counts them all.
const maxExcluded = 1000

type rankingJSON struct {
	Brief         domain.Brief    `json:"brief"`
	Weights       domain.Weights  `json:"weights"`
	Total         int             `json:"total"` // of candidates, before --limit
	Candidates    []candidateJSON `json:"candidates"`
	Excluded      []excludedJSON  `json:"excluded"`
	ExcludedTotal int             `json:"excluded_total"`
	OffField      bool            `json:"off_field,omitempty"` // nobody shown is stated to be about the industry
}

type candidateJSON struct {
	Rank          int                `json:"rank"`
	ID            string             `json:"id"`
	Name          string             `json:"name"`
	Platform      domain.Platform    `json:"platform"`
	Handle        string             `json:"handle,omitempty"`
	URL           string             `json:"url,omitempty"`
	Sample        bool               `json:"sample,omitempty"`
	Score         float64            `json:"score"`
	Confidence    float64            `json:"confidence"`
	Contributions []contributionJSON `json:"contributions"`
	Risks         []riskJSON         `json:"risks"`
	Price         *priceJSON         `json:"price_vnd"` // null: unknown
	Forecast      forecastJSON       `json:"forecast"`
}

type contributionJSON struct {
	Criterion domain.Criterion `json:"criterion"`
	Score     float64          `json:"score"`
	Points    float64          `json:"points"`
	Reasons   []reasonJSON     `json:"reasons"`
}

type reasonJSON struct {
	Text   string `json:"text"`
	Source string `json:"source,omitempty"`
	URL    string `json:"url,omitempty"`
	AsOf   string `json:"as_of,omitempty"`
}

type riskJSON struct {
	Code string `json:"code"`
	reasonJSON
	Rule     string `json:"rule"`     // when it is raised
	Question string `json:"question"` // to send to the creator
}

type priceJSON struct {
	Low         domain.VND         `json:"low"`
	Mid         domain.VND         `json:"mid"`
	High        domain.VND         `json:"high"`
	Deliverable domain.Deliverable `json:"deliverable"`
	Quoted      bool               `json:"quoted"`
	Source      string             `json:"source,omitempty"`
	AsOf        string             `json:"as_of,omitempty"`
}

// forecastJSON holds an interval for each result, or an empty object where
// none can be estimated.
type forecastJSON struct {
	Views       intervalJSON `json:"views"`
	Reach       intervalJSON `json:"reach"`
	Engagements intervalJSON `json:"engagements"`
}

type intervalJSON struct {
	P10 *float64 `json:"p10,omitempty"`
	P50 *float64 `json:"p50,omitempty"`
	P90 *float64 `json:"p90,omitempty"`
}

type excludedJSON struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Platform domain.Platform `json:"platform"`
	Reason   string          `json:"reason"`
}

func rankedJSON(b domain.Brief, r *advise.Ranking, limit int) rankingJSON {
	out := rankingJSON{
		Brief: b.Contract(), Weights: r.Weights, Total: r.Len(),
		Candidates: []candidateJSON{}, Excluded: []excludedJSON{}, ExcludedTotal: r.ExcludedLen(),
	}
	page := r.Page(0, limit)
	out.OffField = advise.OffField(b, page)
	for _, c := range page {
		out.Candidates = append(out.Candidates, candidateOf(c))
	}
	for e := range r.Excluded() {
		if len(out.Excluded) == maxExcluded {
			break
		}
		out.Excluded = append(out.Excluded, excludedJSON{
			ID: e.Account.Creator, Name: e.Account.Name, Platform: e.Account.Platform, Reason: vietnamese(e.Reason),
		})
	}
	return out
}

func candidateOf(c advise.Candidate) candidateJSON {
	a := c.Account
	out := candidateJSON{
		Rank: c.Rank, ID: a.Creator, Name: a.Name, Platform: a.Platform, Handle: a.Handle, URL: a.URL, Sample: a.Sample,
		Score: c.Score, Confidence: round(c.Confidence, 2),
		Contributions: []contributionJSON{}, Risks: []riskJSON{},
		Forecast: forecastJSON{
			Views:       intervalOf(c.Forecast.Views, c.Forecast.KnownViews),
			Reach:       intervalOf(c.Forecast.Reach, c.Forecast.KnownReach),
			Engagements: intervalOf(c.Forecast.Engagements, c.Forecast.KnownEngagements),
		},
	}
	for _, k := range c.Contributions {
		kj := contributionJSON{Criterion: k.Criterion, Score: round(k.Score, 1), Points: k.Points, Reasons: []reasonJSON{}}
		for _, reason := range k.Reasons {
			kj.Reasons = append(kj.Reasons, reasonOf(reason.Text, reason.Source))
		}
		out.Contributions = append(out.Contributions, kj)
	}
	for _, risk := range c.Risks {
		out.Risks = append(out.Risks, riskJSON{risk.Code, reasonOf(risk.Text, risk.Source), vietnamese(risk.Rule), vietnamese(risk.Ask)})
	}
	if p := c.Price; !p.Unknown {
		out.Price = &priceJSON{p.Low, p.Mid, p.High, p.Deliverable, p.Quoted, p.Source.Title, p.Source.Date}
	}
	return out
}

func reasonOf(s domain.Sentence, src domain.Source) reasonJSON {
	return reasonJSON{vietnamese(s), src.Title, src.URL, src.Date}
}

func vietnamese(s domain.Sentence) string { return wording.Render(wording.Vietnamese, s) }

func intervalOf(i domain.Interval, known bool) intervalJSON {
	if !known {
		return intervalJSON{}
	}
	low, mid, high := math.Round(i.P10), math.Round(i.P50), math.Round(i.P90)
	return intervalJSON{&low, &mid, &high}
}

func round(v float64, digits int) float64 {
	k := math.Pow10(digits)
	return math.Round(v*k) / k
}

// rankedTable prints a ranking for people.
func rankedTable(w io.Writer, b domain.Brief, r *advise.Ranking, limit int) error {
	if r.Len() == 0 {
		_, err := fmt.Fprintf(w, "nobody fits this brief (%d excluded; see --json for why)\n", r.ExcludedLen())
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "#\tname\tplatform\tscore\treach\trelevance\tpersuasion\tvalue\tprice\tviews (p10–p90)\tconfidence")
	for _, c := range r.Page(0, limit) {
		fmt.Fprintf(t, "%d\t%s\t%s\t%.1f", c.Rank, c.Account.Name, c.Account.Platform, c.Score)
		for _, k := range c.Contributions {
			fmt.Fprintf(t, "\t%.0f", k.Score)
		}
		price := "unknown"
		if !c.Price.Unknown {
			price = wording.Money(wording.Vietnamese, c.Price.Mid)
			if !c.Price.Quoted {
				price = "~" + price
			}
		}
		views := "unknown"
		if f := c.Forecast; f.KnownViews {
			views = fmt.Sprintf("%s–%s", wording.Approx(wording.Vietnamese, f.Views.P10), wording.Approx(wording.Vietnamese, f.Views.P90))
		}
		fmt.Fprintf(t, "\t%s\t%s\t%.0f%%\n", price, views, 100*c.Confidence)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if advise.OffField(b, r.Page(0, limit)) {
		fmt.Fprintf(w, "\n%s\n", vietnamese(domain.Say("people.off-field", "industry", b.Industry)))
	}
	_, err := fmt.Fprintf(w, "\n%d of %d candidates, %d excluded. ~ is an estimate. Reasons and sources: --json\n", min(limit, r.Len()), r.Len(), r.ExcludedLen())
	return err
}
