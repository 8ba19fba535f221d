package dialog_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
)

// grower is a chat of somebody with a plan and some weeks.
func grower(t *testing.T) *chat {
	c := newChat(t, "vi")
	profile := growth.Profile{
		Field: growth.Food, Strengths: "kể chuyện quán đêm", Platform: domain.TikTok, Followers: domain.Known[int64](340), Views: domain.Known[int64](700),
		Hours: domain.Known(5.0), Days: []growth.Day{"sat", "sun"}, AsOf: "2026-11-09", Audience: growth.Audience{Gender: domain.Female, AgeMin: 18, AgeMax: 25, Locations: []domain.Location{"ho-chi-minh"}},
	}
	plan := growth.Build(profile, "2026-11-02")
	plan = plan.Set(plan.Tasks[0].ID, growth.Done, "ba dòng", "2026-11-08")
	plan = plan.Set(plan.Tasks[1].ID, growth.Skipped, "chưa cần", "2026-11-08")
	creator := growth.Creator{Profile: profile, Plan: &plan, Card: growth.Card{Name: "Mai Ăn Khuya 🍜", Contact: "mai@example.com"}, CreatedAt: c.now, UpdatedAt: c.now}
	for _, r := range []growth.Review{
		{On: "2026-11-09", Videos: domain.Known[int64](4), From: domain.Known[int64](300), Followers: domain.Known[int64](340), Views: domain.Known[int64](700)},
		{On: "2026-11-16", Videos: domain.Known[int64](5), Followers: domain.Known[int64](410), Views: domain.Known[int64](640)},
		{On: "2026-11-23", Videos: domain.Known[int64](6), Followers: domain.Known[int64](520), Views: domain.Known[int64](900)},
	} {
		creator = creator.Add(r)
	}
	c.creator = &creator
	return c
}

// fileAfter presses a button of the toolbox and returns the file that comes.
func (c *chat) fileAfter(label string) dialog.SendFile {
	c.t.Helper()
	before := len(c.files)
	c.says("đồ nghề")
	c.press(label)
	if len(c.files) != before+1 {
		c.t.Fatalf("%q sent %d files:\n%s", label, len(c.files)-before, screen.Plain(c.last()))
	}
	return c.files[before]
}

func TestWhatIsDrawnOfAPlan(t *testing.T) {
	c := grower(t)
	pdf := c.fileAfter("📄 Kế hoạch PDF")
	if pdf.Name != "ke-hoach-2026-11-23.pdf" || !bytes.HasPrefix(pdf.Data, []byte("%PDF-")) || pdf.Picture {
		t.Errorf("%s begins %q", pdf.Name, pdf.Data[:8])
	}
	for label, picture := range map[string]bool{"🖼 Ảnh kế hoạch": false, "📈 Biểu đồ": true} {
		f := c.fileAfter(label)
		img, err := png.Decode(bytes.NewReader(f.Data))
		if err != nil || f.Picture != picture {
			t.Fatalf("%s: picture %v, %v", f.Name, f.Picture, err)
		}
		// What Telegram shows in a chat.
		if w, h := img.Bounds().Dx(), img.Bounds().Dy(); w != 1080 || w+h > 10_000 || f.Picture && h > 2*w {
			t.Errorf("%s is %d × %d", f.Name, w, h)
		}
	}
}

func TestTheCalendarHoldsTheOpenTasksOnThePersonsDays(t *testing.T) {
	c := grower(t)
	c.says("nhắc mình lúc 7 rưỡi tối giờ Berlin")
	file := c.fileAfter("📅 Thêm vào lịch")
	calendar, err := ics.ParseCalendar(bytes.NewReader(file.Data))
	if err != nil {
		t.Fatal(err)
	}
	open := c.creator.Plan.Count(0, growth.Open)
	if n := len(calendar.Events()); n != open {
		t.Errorf("%d events, %d open tasks", n, open)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range calendar.Events() {
		start, err := e.GetStartAt()
		if err != nil {
			t.Fatal(err)
		}
		local := start.In(berlin)
		if day := local.Weekday(); day != time.Saturday && day != time.Sunday || start.Before(c.now) {
			t.Errorf("event %d on %s", i, local)
		}
		if i == 0 && local.Format("15:04") != "19:30" {
			t.Errorf("the first at %s", local)
		}
	}
}

func TestNothingOfACreatorIsShownInAGroup(t *testing.T) {
	for _, data := range []string{"tools|||", "kit|||", "kit|||pdf", "paper|||pdf", "paper|||chart", "remind|||", "remind|||20:00", "ideas|||-.0"} {
		c := grower(t)
		effects := c.send(dialog.Event{Kind: dialog.Pressed, Data: data, Message: "m1", Group: true})
		for _, e := range effects {
			switch e.(type) {
			case dialog.SendFile, dialog.Schedule, dialog.SaveCreator:
				t.Errorf("%s: %T in a group", data, e)
			}
		}
		if text := screen.Plain(c.last()); !strings.Contains(text, "chat riêng") {
			t.Errorf("%s:\n%s", data, text)
		}
	}
}
