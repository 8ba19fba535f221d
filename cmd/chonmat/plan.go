package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
)

// plan puts together packages for the budget of a brief.
func plan(ctx context.Context, s shell, args []string) error {
	q, err := ask(ctx, s, "plan", args)
	if err != nil {
		return err
	}
	p := q.ranking.Packages(advise.Terms{Among: q.limit})
	if q.asJSON {
		return printJSON(s.out, plannedJSON(q.brief, p))
	}
	return plannedTable(s.out, p)
}

type planJSON struct {
	Brief    domain.Brief  `json:"brief"`
	Problem  string        `json:"problem,omitempty"` // why there are no packages
	Packages []packageJSON `json:"packages"`
}

type packageJSON struct {
	Key        string      `json:"key"`
	Items      []itemJSON  `json:"items"`
	Total      domain.VND  `json:"total_vnd"`
	Reserve    domain.VND  `json:"reserve_vnd"` // of the budget, not spent
	Objective  domain.Unit `json:"objective"`
	Value      float64     `json:"value"`
	Bound      float64     `json:"bound"`
	Gap        float64     `json:"gap"`
	Wanted     int         `json:"creators_wanted,omitempty"`
	Considered int         `json:"considered"`
	Forecast   struct {
		Reach       intervalJSON `json:"unduplicated_reach"`
		Views       intervalJSON `json:"views"`
		Engagements intervalJSON `json:"engagements"`
	} `json:"forecast"`
}

type itemJSON struct {
	ID          string             `json:"id"`
	Name        string             `json:"name"`
	Platform    domain.Platform    `json:"platform"`
	Sample      bool               `json:"sample,omitempty"`
	Rank        int                `json:"rank"`
	Deliverable domain.Deliverable `json:"deliverable"`
	Quantity    int                `json:"quantity"`
	Price       domain.VND         `json:"price_vnd"` // of one
	Quoted      bool               `json:"quoted"`
	Source      string             `json:"source,omitempty"`
	AsOf        string             `json:"as_of,omitempty"`
}

func plannedJSON(b domain.Brief, p advise.Plan) planJSON {
	out := planJSON{Brief: b.Contract(), Packages: []packageJSON{}}
	if p.Problem.Key != "" {
		out.Problem = vietnamese(p.Problem)
	}
	for _, k := range p.Packages {
		j := packageJSON{
			Key: k.Key, Items: []itemJSON{}, Total: k.Total, Reserve: k.Reserve, Objective: p.Objective,
			Value: k.Value, Bound: k.Bound, Gap: k.Gap, Wanted: k.Wanted, Considered: k.Considered,
		}
		j.Forecast.Reach = intervalOf(k.Sum.Reach, k.Sum.ReachFrom > 0)
		j.Forecast.Views = intervalOf(k.Sum.Views, k.Sum.ViewsFrom > 0)
		j.Forecast.Engagements = intervalOf(k.Sum.Engagements, k.Sum.EngagementsFrom > 0)
		for _, i := range k.Items {
			a, price := i.Candidate.Account, i.Candidate.Price
			j.Items = append(j.Items, itemJSON{
				ID: a.Creator, Name: a.Name, Platform: a.Platform, Sample: a.Sample, Rank: i.Candidate.Rank,
				Deliverable: price.Deliverable, Quantity: i.Quantity, Price: i.Price, Quoted: price.Quoted,
				Source: price.Source.Title, AsOf: price.Source.Date,
			})
		}
		out.Packages = append(out.Packages, j)
	}
	return out
}

// plannedTable prints packages for people.
func plannedTable(w io.Writer, p advise.Plan) error {
	if p.Problem.Key != "" {
		_, err := fmt.Fprintln(w, wording.Render(wording.English, p.Problem))
		return err
	}
	vi := wording.Vietnamese
	for i, k := range p.Packages {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s, %s kept back; %s %s, at most %.2f%% below the best of %d\n", k.Key, wording.Money(vi, k.Total), wording.Money(vi, k.Reserve),
			wording.Approx(vi, k.Value), p.Objective, 100*k.Gap, k.Considered)
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, item := range k.Items {
			price := wording.Money(vi, item.Price)
			if !item.Candidate.Price.Quoted {
				price = "~" + price
			}
			fmt.Fprintf(t, "  %d × %s\t%s\t%s\t%s\t#%d\n", item.Quantity, item.Candidate.Price.Deliverable, item.Candidate.Account.Name,
				item.Candidate.Account.Platform, price, item.Candidate.Rank)
		}
		if err := t.Flush(); err != nil {
			return err
		}
		if s := k.Sum; s.ReachFrom > 0 {
			fmt.Fprintf(w, "  people reached, each once: %s–%s\n", wording.Approx(vi, s.Reach.P10), wording.Approx(vi, s.Reach.P90))
		}
		if s := k.Sum; s.ViewsFrom > 0 {
			fmt.Fprintf(w, "  views: %s–%s\n", wording.Approx(vi, s.Views.P10), wording.Approx(vi, s.Views.P90))
		}
	}
	_, err := fmt.Fprintln(w, "\n~ is an estimate; #n is the place in the ranking. Sources: --json")
	return err
}
