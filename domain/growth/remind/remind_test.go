package remind_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/growth/remind"
)

func TestTimesAsPeopleTypeThem(t *testing.T) {
	tests := []struct {
		text string
		want string // "" is none
	}{
		{"8h tối", "20:00"}, {"8h toi", "20:00"}, {"20:30", "20:30"}, {"sáng 7 giờ", "07:00"}, {"7h30 sáng", "07:30"},
		{"8 rưỡi tối", "20:30"}, {"8h rưỡi tối", "20:30"}, {"21h15", "21:15"}, {"21 giờ 15", "21:15"}, {"9pm", "21:00"}, {"9:15 PM", "21:15"},
		{"12am", "00:00"}, {"12pm", "12:00"}, {"12h trưa", "12:00"}, {"1h trưa", "13:00"}, {"11h trưa", "11:00"}, {"3 giờ chiều", "15:00"},
		{"12h đêm", "00:00"}, {"11h đêm", "23:00"}, {"1h đêm", "01:00"}, {"tối 9g", "21:00"}, {"bảy giờ tối", "19:00"}, {"tám giờ sáng", "08:00"},
		{"mười hai giờ trưa", "12:00"}, {"nhắc mình lúc 6h sáng nhé", "06:00"}, {"22h", "22:00"}, {"8", "08:00"}, {"24h", "00:00"}, {"0h", "00:00"},
		{"8 giờ tối giờ Berlin", "20:00"}, {"7am New York time", "07:00"},
		{"tối", ""}, {"25h", ""}, {"20:75", ""}, {"13pm", ""}, {"8h hoặc 9h", ""}, {"", ""}, {"hai ngày một lần", ""},
	}
	for _, test := range tests {
		c, ok := remind.ReadClock(test.text)
		got := ""
		if ok {
			got = time.Date(2026, 1, 1, c.Hour, c.Minute, 0, 0, time.UTC).Format("15:04")
		}
		if got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestPlacesAsPeopleNameThem(t *testing.T) {
	for text, want := range map[string]string{
		"8h tối giờ Berlin": "Europe/Berlin", "giờ Đức": "Europe/Berlin", "7am New York time": "America/New_York", "mình ở Mỹ": "America/New_York",
		"giờ Cali": "America/Los_Angeles", "ở Nhật": "Asia/Tokyo", "Europe/Paris": "Europe/Paris", "giờ Việt Nam": "Asia/Ho_Chi_Minh",
		"8h tối": "", "anh nhắc em lúc 8h": "", "8h tối ở miền Tây Mỹ": "America/Los_Angeles",
	} {
		if got, _ := remind.ReadZone(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func zone(t interface{ Fatal(...any) }, name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// In 2026 New York's clocks went forward on 8 March at 2 and back on 1 November
// at 2; Berlin's on 29 March at 2 and on 25 October at 3.
func TestClocksThatAreSetForwardAndBack(t *testing.T) {
	tests := []struct {
		name  string
		zone  string
		clock remind.Clock
		now   string
		want  []string // one after the other, in UTC
	}{
		{"the evening stays the evening in spring", "America/New_York", remind.Clock{Hour: 20}, "2026-03-07T12:00:00Z",
			[]string{"2026-03-08T01:00:00Z", "2026-03-09T00:00:00Z", "2026-03-10T00:00:00Z"}},
		{"… and in autumn", "America/New_York", remind.Clock{Hour: 20}, "2026-10-31T12:00:00Z",
			[]string{"2026-11-01T00:00:00Z", "2026-11-02T01:00:00Z"}},
		{"a time that is left out is the moment of the change", "America/New_York", remind.Clock{Hour: 2, Minute: 30}, "2026-03-07T12:00:00Z",
			[]string{"2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"}},
		{"a time that comes twice is the first", "America/New_York", remind.Clock{Hour: 1, Minute: 30}, "2026-10-31T12:00:00Z",
			[]string{"2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"}},
		{"Berlin in spring", "Europe/Berlin", remind.Clock{Hour: 2, Minute: 15}, "2026-03-28T12:00:00Z",
			[]string{"2026-03-29T01:00:00Z", "2026-03-30T00:15:00Z"}},
		{"Berlin in autumn", "Europe/Berlin", remind.Clock{Hour: 2, Minute: 15}, "2026-10-24T12:00:00Z",
			[]string{"2026-10-25T00:15:00Z", "2026-10-26T01:15:00Z"}},
		{"no change in Vietnam", "Asia/Ho_Chi_Minh", remind.Clock{Hour: 20}, "2026-11-28T12:59:59Z",
			[]string{"2026-11-28T13:00:00Z", "2026-11-29T13:00:00Z"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			z := zone(t, test.zone)
			now, err := time.Parse(time.RFC3339, test.now)
			if err != nil {
				t.Fatal(err)
			}
			last := domain.Date("")
			for i, want := range test.want {
				next := test.clock.Next(now, z, last)
				if got := next.UTC().Format(time.RFC3339); got != want {
					t.Errorf("reminder %d at %s, want %s", i+1, got, want)
				}
				now, last = next, domain.Date(next.In(z).Format(time.DateOnly))
			}
		})
	}
}

// Whatever the clock, the zone and the downtimes, there is one reminder a day
// at most, each within two hours of its time, and they end.
func TestNeverMoreThanOneADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := zone(t, rapid.SampledFrom([]string{"Asia/Ho_Chi_Minh", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia"}).Draw(t, "zone"))
		r := remind.Reminder{Clock: remind.Clock{Hour: rapid.IntRange(0, 23).Draw(t, "hour"), Minute: rapid.IntRange(0, 59).Draw(t, "minute")}}
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 365*24).Draw(t, "start")) * time.Hour)
		said := map[string]bool{}
		ignored := 0
		for range 40 {
			due := r.Next(now, z)
			if !due.After(now) {
				t.Fatalf("due %s is not after %s", due, now)
			}
			now = due.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 0, 1, 119, 121, 60 * 25, 60 * 24 * 9}).Draw(t, "late")) * time.Minute)
			var doing remind.Doing
			doing, r = r.Due(due, now, z)
			if doing == remind.Nothing {
				continue
			}
			day := now.In(z).Format(time.DateOnly)
			if said[day] {
				t.Fatalf("twice on %s", day)
			}
			said[day] = true
			if now.Sub(due) > 2*time.Hour {
				t.Fatalf("said %s late", now.Sub(due))
			}
			if ignored++; doing == remind.LastWord {
				break
			}
			if rapid.IntRange(0, 3).Draw(t, "answers") == 0 {
				r.Ignored, ignored = 0, 0
			}
		}
		if ignored > remind.MostIgnored+1 {
			t.Fatalf("%d unanswered", ignored)
		}
	})
}

func FuzzReadClock(f *testing.F) {
	for _, s := range []string{"8h tối", "20:30", "sáng 7 giờ", "mười hai giờ trưa", "9pm ở Berlin"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if c, ok := remind.ReadClock(text); ok && (c.Hour < 0 || c.Hour > 23 || c.Minute < 0 || c.Minute > 59) {
			t.Errorf("%q: %+v", text, c)
		}
		remind.ReadZone(text)
	})
}
