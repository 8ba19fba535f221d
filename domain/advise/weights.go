package advise

import "chonmat/domain"

// weightsByKPI is our choice, shown to people in the product: what a campaign
// is bought for decides what counts. The entry of no KPI stands for a brief
// that states none.
var weightsByKPI = map[domain.KPI]domain.Weights{
	"":                {Reach: 0.30, Relevance: 0.35, Persuasiveness: 0.25, Value: 0.10},
	domain.Awareness:  {Reach: 0.35, Relevance: 0.35, Persuasiveness: 0.15, Value: 0.15},
	domain.Views:      {Reach: 0.35, Relevance: 0.30, Persuasiveness: 0.15, Value: 0.20},
	domain.Engagement: {Reach: 0.20, Relevance: 0.30, Persuasiveness: 0.35, Value: 0.15},
	domain.Conversion: {Reach: 0.15, Relevance: 0.30, Persuasiveness: 0.35, Value: 0.20},
	domain.Leads:      {Reach: 0.15, Relevance: 0.35, Persuasiveness: 0.30, Value: 0.20},
	domain.Traffic:    {Reach: 0.25, Relevance: 0.30, Persuasiveness: 0.25, Value: 0.20},
	domain.Installs:   {Reach: 0.20, Relevance: 0.30, Persuasiveness: 0.25, Value: 0.25},
}

// WeightsFor returns the weights for a KPI, and for none ("").
func WeightsFor(k domain.KPI) domain.Weights {
	if w, ok := weightsByKPI[k]; ok {
		return w
	}
	return weightsByKPI[""]
}
