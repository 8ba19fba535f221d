package dialog

import "testing"

func TestButtonDataRoundTrip(t *testing.T) {
	for _, c := range []call{
		{Action: "home"},
		{Action: "answer", Campaign: "0123456789abc", Rev: 46_655, Arg: "budget.3"},
		{Action: "vs", Campaign: "0123456789abc", Rev: 1, Arg: "1234.0123456789abc.1301.cdefghijklmno"},
		{Action: "mapto", Arg: "0123456789abc.499.price_short_video_vnd"},
	} {
		data := c.data()
		if len(data) > maxData {
			t.Errorf("%q has %d bytes, more than a button holds", data, len(data))
		}
		if got, ok := parseCall(data); !ok || got != c {
			t.Errorf("parseCall(%q) = %+v, %v; want %+v", data, got, ok, c)
		}
	}
}

func TestButtonDataOfOthersIsRefused(t *testing.T) {
	for _, data := range []string{
		"", "|||", "home", "home|||x|y", "home||1|", "ok|c|-1|", "ok|c||", "ok|c|zzzzzzzzz|",
		"ok|c|01|", "ok|c|1|a b", "ok|c|1|\x00", "HOME|||", "ok|c|1|" + string(make([]byte, 64)),
	} {
		if c, ok := parseCall(data); ok {
			t.Errorf("parseCall(%q) = %+v, want it refused", data, c)
		}
	}
}

func FuzzParseCall(f *testing.F) {
	f.Add("home|||")
	f.Add("ok|0123456789abc|2s|tiktok+")
	f.Add("||||")
	f.Fuzz(func(t *testing.T, data string) {
		if c, ok := parseCall(data); ok && (c.data() != data || len(data) > maxData) {
			t.Errorf("%q was read as %+v, which is written %q", data, c, c.data())
		}
	})
}
