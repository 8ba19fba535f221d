package growth_test

import (
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/growth"
)

func listing(person string, field growth.Field, followers int64) growth.Listing {
	return growth.Listing{
		Person: person, State: growth.Listed, Partners: true, Field: field, Platform: domain.TikTok, Followers: domain.Known(followers),
		Card: growth.Card{Name: "Mẫu " + person, Contact: person + "@example.com"}, AsOf: "2026-11-28", Consent: growth.Consent{Text: "đồng ý"},
	}
}

func TestPartnersAreNeighboursOfSimilarSizeWhoWantIt(t *testing.T) {
	me := listing("me", growth.Food, 9_000)
	hidden, waiting := listing("hidden", growth.Travel, 9_000), listing("waiting", growth.Travel, 9_000)
	hidden.Partners, waiting.State = false, growth.Asked
	listed := []growth.Listing{
		me, hidden, waiting, listing("same", growth.Food, 9_000), listing("travel", growth.Travel, 20_000), listing("home", growth.Home, 8_000),
		listing("big", growth.Travel, 90_000), listing("small", growth.Home, 900), listing("tech", growth.Tech, 9_000),
	}
	var got []string
	for _, p := range me.FindPartners(listed, 5) {
		got = append(got, p.Person)
	}
	if want := "home travel same"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func TestAListingShowsNoMoreThanWasAgreed(t *testing.T) {
	l := listing("123456789", growth.MotherBaby, 9_000)
	a := l.Account()
	if strings.Contains(a.Creator, "123456789") || a.Source.Title != growth.SelfReported || a.Source.Date != "2026-11-28" || a.Contact != "123456789@example.com" {
		t.Errorf("%+v", a)
	}
	if len(a.Categories) != 1 || a.Categories[0] != "mother-baby" || a.Views.IsKnown() {
		t.Errorf("%+v", a)
	}
	if err := l.Validate(); err != nil {
		t.Error(err)
	}
	l.Consent.Text = ""
	if domain.ErrorCode(l.Validate()) != domain.Invalid {
		t.Error("a listing nobody agreed to")
	}
}
