package dialog_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/dialog"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/prompts"
)

// reads is a model that reads a brief as the JSON says, and writes nothing else.
func reads(output string) func(prompts.Request) string {
	return func(r prompts.Request) string {
		if r.Kind != prompts.Brief {
			return ""
		}
		return output
	}
}

const (
	leftOver = "nước giặt 80tr, hợp với mấy bà nội trợ đảm đang xứ Quảng"
	quang    = `{"locations":["quang-nam"],"heard":[{"slot":"locations","words":"xứ Quảng"}]}`
)

// brief is the brief of the one campaign there is.
func (c *chat) brief() domain.Brief {
	c.t.Helper()
	if len(c.campaigns) != 1 {
		c.t.Fatalf("%d campaigns", len(c.campaigns))
	}
	for _, k := range c.campaigns {
		return k.Brief
	}
	return domain.Brief{}
}

func TestWhatIsLeftOfABriefIsReadOnAndCountsWhenConfirmed(t *testing.T) {
	c := newChat(t, "vi")
	c.model = reads(quang)
	c.says(leftOver)
	own, before := c.newest(), c.brief()
	if len(c.asks) != 1 || c.asks[0].Kind != prompts.Brief || c.asks[0].Question != leftOver || slices.Contains(c.asks[0].Open, domain.SlotGender) {
		t.Fatalf("asked %+v over %s", c.asks, own)
	}
	n := len(c.messages)
	if c.listen() != 1 || len(c.messages) != n {
		t.Fatalf("%d messages, %d before", len(c.messages), n)
	}
	for _, want := range []string{own[:strings.IndexByte(own, '\n')], "✨ AI hiểu: khu vực Quảng Nam (từ “xứ Quảng”)", "AI (Mô hình Mẫu) đoán", "Đúng rồi", "Bỏ"} {
		if !strings.Contains(c.newest(), want) {
			t.Errorf("%q is not in\n%s", want, c.newest())
		}
	}
	if got := c.brief(); !slices.Equal(got.Locations, before.Locations) {
		t.Errorf("counted before it was confirmed: %+v", got)
	}
	c.press("✓ Đúng rồi")
	after := before
	after.Locations = []domain.Location{"quang-nam"}
	if got := c.brief(); !slices.Equal(got.Locations, after.Locations) || got.Gender != after.Gender || got.BudgetMax != after.BudgetMax || got.Industry != after.Industry {
		t.Errorf("%+v, want %+v", got, after)
	}
	// The question that waited is still there, and the card names where the line is from.
	if !strings.Contains(c.newest(), "kết quả nào") {
		t.Errorf("not the next question:\n%s", c.newest())
	}
	c.says("cần 300k reach")
	if !strings.Contains(c.newest(), "Khu vực: AI hiểu từ “xứ Quảng”, bạn đã xác nhận") {
		t.Errorf("the card hides who read the place:\n%s", c.newest())
	}
}

func TestWhatIsDroppedOrIgnoredNeverCounts(t *testing.T) {
	for name, then := range map[string]func(c *chat){
		"dropped": func(c *chat) { c.press("✕ Bỏ") },
		"ignored": func(c *chat) { c.says("cần 300k reach") },
		"by word": func(c *chat) { c.says("bỏ") },
	} {
		with, without := newChat(t, "vi"), newChat(t, "vi")
		with.model = reads(quang)
		for _, c := range []*chat{with, without} {
			c.says(leftOver)
		}
		if with.listen() != 1 {
			t.Fatal("nothing was read on")
		}
		then(with)
		for _, c := range []*chat{with, without} {
			for _, text := range []string{"cần 300k reach", "1", "xem"} {
				c.says(text)
			}
		}
		a, _ := json.Marshal(with.brief())
		b, _ := json.Marshal(without.brief())
		if string(a) != string(b) || with.newest() != without.newest() {
			t.Errorf("%s: %s, without a model %s:\n%s", name, a, b, with.newest())
		}
	}
}

func TestALineThatWasFilledMeanwhileStays(t *testing.T) {
	// Before the model answered, by somebody else of the group.
	c := newChat(t, "vi")
	c.model = reads(`{"locations":["quang-nam"],"kpi":"awareness","heard":[{"slot":"locations","words":"xứ Quảng"},{"slot":"kpi","words":"hợp với"}]}`)
	c.says(leftOver)
	for id, k := range c.campaigns {
		k.Brief.Locations = []domain.Location{"hue"}
		c.campaigns[id] = k
	}
	c.listen()
	if strings.Contains(c.newest(), "Quảng Nam") || !strings.Contains(c.newest(), "AI hiểu: KPI") {
		t.Errorf("a filled line is guessed at:\n%s", c.newest())
	}
	// Before it was confirmed.
	for id, k := range c.campaigns {
		k.Brief.KPI = domain.Installs
		c.campaigns[id] = k
	}
	c.press("✓ Đúng rồi")
	if got := c.brief(); got.KPI != domain.Installs || !slices.Equal(got.Locations, []domain.Location{"hue"}) {
		t.Errorf("overwritten: %+v", got)
	}
	// When all are filled there is nothing to show.
	c = newChat(t, "vi")
	c.model = reads(quang)
	c.says(leftOver)
	for id, k := range c.campaigns {
		k.Brief.Locations = []domain.Location{"hue"}
		c.campaigns[id] = k
	}
	if own := c.newest(); c.listen() != 0 || c.newest() != own {
		t.Errorf("shown:\n%s", c.newest())
	}
}

func TestAGuessIsJudgedOnce(t *testing.T) {
	c := newChat(t, "vi")
	c.model = reads(quang)
	c.says(leftOver)
	c.listen()
	m := len(c.messages)
	yes, ok := labelled(c.messages[m-1], "✓ Đúng rồi")
	if !ok {
		t.Fatal(c.newest())
	}
	c.press("✕ Bỏ")
	c.send(dialog.Event{Kind: dialog.Pressed, Data: yes.Data, Message: c.latest})
	if got := c.brief(); len(got.Locations) != 0 {
		t.Errorf("confirmed after it was dropped: %+v", got)
	}
	for _, arg := range []string{"a:guess", strings.Replace(yes.Data, "yes.", "yes.x", 1), strings.Replace(yes.Data, "yes.", "", 1)} {
		c.send(dialog.Event{Kind: dialog.Pressed, Data: arg, Message: c.latest})
	}
	if got := c.brief(); len(got.Locations) != 0 {
		t.Errorf("confirmed by a forged button: %+v", got)
	}
}

// A guess about a campaign that is left does not follow into the next.
func TestAGuessBelongsToItsCampaign(t *testing.T) {
	c := newChat(t, "vi")
	c.model = reads(quang)
	c.says(leftOver)
	c.listen()
	yes, _ := labelled(c.last(), "✓ Đúng rồi")
	first := slices.Collect(maps.Keys(c.campaigns))[0]
	c.says("/chon trà sữa 50tr")
	c.send(dialog.Event{Kind: dialog.Pressed, Data: yes.Data, Message: "m1"})
	if got := c.campaigns[first].Brief; !slices.Equal(got.Locations, []domain.Location{"quang-nam"}) {
		t.Errorf("its own campaign: %+v", got)
	}
	for id, k := range c.campaigns {
		if id != first && len(k.Brief.Locations) != 0 {
			t.Errorf("another campaign: %+v", k.Brief)
		}
	}
}

// The first answer to the first question may be one that only the model reads.
func TestAnAnswerThatWeCannotReadIsReadOn(t *testing.T) {
	c := newChat(t, "vi")
	c.model = reads(`{"industry":"home","heard":[{"slot":"industry","words":"phết tường chống nồm"}]}`)
	c.says("/chon")
	c.says("phết tường chống nồm")
	if len(c.asks) != 1 {
		t.Fatalf("%d asks over\n%s", len(c.asks), c.newest())
	}
	c.listen()
	c.press("✓ Đúng rồi")
	if got := c.brief(); got.Industry != "home" {
		t.Errorf("%+v\n%s", got, c.newest())
	}
}

// It costs money to ask, so it is asked only about what may be a brief, holds
// more than we read, and lacks a line that people are asked for.
func TestWhatIsNotReadOn(t *testing.T) {
	for name, does := range map[string]func(c *chat){
		"a brief read whole": func(c *chat) { c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr") },
		"nothing of a brief": func(c *chat) { c.says("phết tường chống nồm lồng lộn") },
		"nothing is missing": func(c *chat) {
			c.says("mỹ phẩm cho nữ 18-25 ở SG, 200tr, cần 500k reach, phết tường lồng lộn")
		},
		"goods that are stopped": func(c *chat) { c.says("thuốc lá cho nam 25-40, phết tường lồng lộn") },
		"turned off":             func(c *chat) { c.quiet = true; c.says(leftOver) },
		"a list": func(c *chat) {
			c.says("Linh phết tường tiktok 120k fl, báo giá 8tr/video\nMai lồng lộn tiktok 90k fl, báo giá 5tr/video")
		},
	} {
		c := newChat(t, "vi")
		c.model = reads(quang)
		does(c)
		for _, q := range c.asks {
			if q.Kind == prompts.Brief {
				t.Errorf("%s: asked %+v", name, q)
			}
		}
	}
	// What was declined is not guessed at.
	c := newChat(t, "vi")
	c.model = reads(quang)
	c.says("nước giặt")
	c.says("chưa biết ngân sách")
	c.says("hợp với mấy bà nội trợ đảm đang xứ Quảng")
	if len(c.asks) == 0 || slices.Contains(c.asks[0].Open, domain.SlotBudget) {
		t.Errorf("%+v\n%s", c.asks, c.newest())
	}
}

// Whatever a brief orders, and however obedient the model, nothing but the
// vocabulary of a brief comes of it, and that waits for a tap.
func TestInjectionsInBriefs(t *testing.T) {
	for _, i := range injections {
		text := "nước giặt 80tr, hợp với mấy bà nội trợ đảm đang xứ Quảng. " + i.text
		wants, _ := json.Marshal(i.wants)
		for _, output := range []string{
			`{"text":` + string(wants) + `,"used":[]}`,
			`{"industry":` + string(wants) + `,"heard":[{"slot":"industry","words":"nước giặt"}]}`,
			`{"locations":[` + string(wants) + `],"heard":[{"slot":"locations","words":"xứ Quảng"}]}`,
			`{"locations":["hue"],"heard":[{"slot":"locations","words":` + string(wants) + `}]}`,
			`{"budget_max_vnd":900000000,"budget_min_vnd":900000000,"heard":[{"slot":"budget","words":"80tr"}]}`,
			`{"locations":["quang-nam"],"age_min":97,"heard":[{"slot":"locations","words":"xứ Quảng"},{"slot":"age","words":"nội trợ"}]}`,
			`{"gender":"male","heard":[{"slot":"gender","words":"mấy bà"}]}`,
			quang,
		} {
			c := newChat(t, "vi")
			c.model = reads(output)
			c.says(text)
			if len(c.campaigns) != 1 { // the order made it another thing
				continue
			}
			own, before := everything(c), c.brief()
			for _, q := range c.asks {
				if data := q.Data(); strings.Contains(data, "\n") || !json.Valid([]byte(data)) {
					t.Errorf("%q leaves its fence: %s", i.text, data)
				}
			}
			shown := c.listen()
			if diff := cmp.Diff(before, c.brief()); diff != "" {
				t.Errorf("%q changed the brief:\n%s", i.text, diff)
			}
			if said := strings.TrimPrefix(everything(c), own); output != quang && shown > 0 || strings.Count(everything(c), i.never) > strings.Count(own, i.never) {
				t.Errorf("%q, %s: shown\n%s", i.text, output, said)
			}
		}
	}
}

// A creator who is asked for their week is not told a brief.
func TestACreatorsWordsAreNoBrief(t *testing.T) {
	c := newChat(t, "vi")
	c.model = reads(quang)
	c.creator = &growth.Creator{}
	c.says("em muốn làm tiktoker phết tường lồng lộn ở xứ Quảng")
	if len(c.asks) != 0 {
		t.Errorf("%+v\n%s", c.asks, c.newest())
	}
}
