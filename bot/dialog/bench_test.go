package dialog_test

import (
	"fmt"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/domain"
)

// BenchmarkPress is one press on the shortlist (ranking, page, screen) with a
// list of 1,300 accounts.
func BenchmarkPress(b *testing.B) {
	c := newChat(b, "vi")
	for i := range 1300 {
		a := sample[i%len(sample)]
		a.Creator, a.Sample = fmt.Sprintf("%s-%d", a.Creator, i), false
		c.shared = append(c.shared, a)
	}
	id := "campaign"
	c.campaigns[id] = domain.Campaign{ID: id, Name: "Mỹ phẩm", Channels: []domain.Platform{domain.TikTok, domain.Facebook},
		Brief: domain.Brief{Industry: "beauty", Gender: domain.Female, BudgetMin: 2e8, BudgetMax: 2e8, KPI: domain.Awareness}}
	c.state = []byte(`{"v":1,"lang":"vi","flow":"campaign","campaign":"campaign","places":[{"campaign":"campaign","stage":"people"}]}`)
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "trogiup"})
	s, w := dialog.ReadState(c.state), c.world()
	e := dialog.Event{ID: "1", Person: c.person, Kind: dialog.Pressed, Data: "page|campaign|0|5", Message: "m1"}
	b.ReportAllocs()
	for b.Loop() {
		if _, effects := dialog.Step(w, s, e); len(effects) == 0 {
			b.Fatal("no answer")
		}
	}
}
