package main

import (
	"strings"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
	"chonmat/prompts/modeltest"
)

const modelKey = "sk-a-key-that-is-secret"

// talkative starts the program with a model.
func talkative(t *testing.T, srv *telegramtest.Server, database string, m *modeltest.Server, more ...string) *process {
	t.Helper()
	return launch(t, srv, append([]string{"CHONMAT_DATABASE=" + database, "OPENAI_API_KEY=" + modelKey, "OPENAI_BASE_URL=" + m.URL, "OPENAI_MODEL=mau-1"}, more...)...)
}

const reworded = `{"covered":true,"text":"KOC là người tiêu dùng thử sản phẩm rồi kể lại.","used":["koc"]}`

func TestTheModelEditsTheAnswerThatIsThereAlready(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	m := modeltest.New(t, modeltest.Says(reworded))
	p := talkative(t, srv, database, m)
	mai := srv.User(42, "vi")
	mai.Say("KOC là gì?")
	own := mai.Await("Nguồn")
	edited := mai.Await("AI (mau-1 · 127.0.0.1) viết lại")
	if own.ID != edited.ID {
		t.Errorf("a second message %d, not an edit of %d", edited.ID, own.ID)
	}
	if asked := m.Asked(); len(asked) != 1 || strings.Contains(asked[0].Raw, `"42"`) {
		t.Errorf("asked %+v", asked)
	}
	// The same question again costs nothing.
	mai.Say("KOC là gì?")
	p.until("the cached answer", func() bool {
		return scrape(t, p.Address)[`chonmat_model_asks_total{outcome="cached"}`] == "1"
	})
	if n := len(m.Asked()); n != 1 {
		t.Errorf("asked %d times", n)
	}
	// What it invents is counted and not shown.
	m.Then(modeltest.Says(strings.Replace(reworded, "thử", "thử 99%", 1)))
	mai.Say("KOC nghĩa là gì vậy?")
	p.until("the refusal", func() bool {
		return scrape(t, p.Address)[`chonmat_model_asks_total{outcome="refused_figure"}`] == "1"
	})
	p.term()
	if told := p.told(); strings.Contains(told, modelKey) || strings.Contains(told, "KOC") || strings.Contains(mai.Transcript(), "99%") {
		t.Errorf("told %s", told)
	}
}

// What we could not read of a brief the model reads; it is in no list until the
// person says that it is so.
func TestTheModelReadsOnABriefAndThePersonConfirms(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	m := modeltest.New(t, modeltest.Says(`{"locations":["quang-nam"],"heard":[{"slot":"locations","words":"xứ Quảng"}]}`))
	p := talkative(t, srv, database, m)
	mai := srv.User(42, "vi")
	mai.Say("nước giặt 80tr, cần 300k reach, hợp với mấy bà nội trợ đảm đang xứ Quảng, gọi mình 0900 000 000")
	own := mai.Await("Bước 1/3")
	read := mai.Await("AI hiểu: khu vực Quảng Nam (từ “xứ Quảng”)")
	if own.ID != read.ID {
		t.Errorf("a second message %d, not an edit of %d", read.ID, own.ID)
	}
	if asked := m.Asked(); len(asked) != 1 || strings.Contains(asked[0].Raw, "0900") || !strings.Contains(asked[0].Raw, `"name":"brief"`) {
		t.Errorf("asked %+v", asked)
	}
	mai.Press("✓ Đúng rồi")
	if card := mai.Await("nữ, Quảng Nam"); !strings.Contains(card.Text, "bạn đã xác nhận") {
		t.Errorf("the card hides who read the place:\n%s", card.Text)
	}
	p.until("the count", func() bool {
		return scrape(t, p.Address)[`chonmat_model_asks_total{outcome="said"}`] == "1"
	})
	p.term()
	if told := p.told(); strings.Contains(told, "Quảng") {
		t.Errorf("told %s", told)
	}
}

// A draft is there at once, in a box that a tap copies; the model's words take
// its place when they keep every blank, and are counted when they do not.
func TestTheModelWordsADraftAnew(t *testing.T) {
	t.Parallel()
	const (
		said = `{"text":"Chào [A], mình là [tên bạn] bên [tên nhãn hàng]. Bên mình sắp ra chiến dịch cho [tên sản phẩm] và muốn rủ bạn làm cùng: [nội dung cần làm], [thời gian]. Bạn gửi giúp mình báo giá và lịch trống nhé.","used":["pa"]}`
		lost = `{"text":"Chào [A], mình là [tên bạn]. Bạn gửi giúp mình báo giá và lịch trống nhé.","used":["pa"]}`
	)
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	m := modeltest.New(t, modeltest.Says(said))
	p := talkative(t, srv, database, m)
	mai := srv.User(42, "vi")
	mai.Say("soạn tin mời Linh Mẫu")
	own := mai.Await("Chào Linh Mẫu,")
	edited := mai.Await("AI (mau-1 · 127.0.0.1) viết lại")
	if own.ID != edited.ID || !strings.Contains(mai.Transcript(), "Chào Linh Mẫu, mình là [tên bạn] bên [tên nhãn hàng].") {
		t.Errorf("%d became %d:\n%s", own.ID, edited.ID, mai.Transcript())
	}
	for _, asked := range m.Asked() {
		if strings.Contains(asked.Raw, "Linh") {
			t.Errorf("the name is sent: %s", asked.Raw)
		}
	}
	m.Then(modeltest.Says(lost))
	mai.Say("lịch sự hơn")
	mai.Await("Chào anh/chị Linh Mẫu,")
	p.until("the refusal", func() bool {
		return scrape(t, p.Address)[`chonmat_model_asks_total{outcome="refused_lost"}`] == "1"
	})
	p.term()
}

// A kill while the model is asked loses nothing: the process that comes after
// asks again, and edits the same message.
func TestAnAskSurvivesAKill(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	m := modeltest.New(t, modeltest.Hangs)
	p := talkative(t, srv, database, m)
	mai := srv.User(42, "vi")
	mai.Say("KOC là gì?")
	own := mai.Await("Nguồn")
	p.until("the ask", func() bool { return len(m.Asked()) == 1 })
	p.kill()
	m.Then(modeltest.Says(reworded))
	p = talkative(t, srv, database, m)
	edited, ok := mai.TryAwait("viết lại", 30*time.Second)
	if !ok || edited.ID != own.ID {
		t.Errorf("message %d after %d", edited.ID, own.ID)
	}
	p.term()
}

func TestWhatADayAllowsIsKeptTo(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	m := modeltest.New(t, modeltest.Says(reworded))
	p := talkative(t, srv, database, m, "CHONMAT_MODEL_TOKENS_PER_PERSON=100")
	mai := srv.User(42, "vi")
	mai.Say("KOC là gì?")
	mai.Await("mai lại có")
	if n := len(m.Asked()); n != 0 {
		t.Errorf("asked %d times", n)
	}
	p.term()
}

// Money is counted by the prices that are set, and ends the day as tokens do.
func TestADayCostsNoMoreThanIsSet(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	m := modeltest.New(t, modeltest.Says(reworded))
	prices := []string{"CHONMAT_MODEL_INPUT_USD=1000", "CHONMAT_MODEL_OUTPUT_USD=3000"}
	p := talkative(t, srv, database, m, append(prices, "CHONMAT_MODEL_USD_PER_PERSON=5")...)
	mai := srv.User(42, "vi")
	mai.Say("KOC là gì?") // 100 tokens in, 20 out
	mai.Await("viết lại")
	p.until("the cost", func() bool { return scrape(t, p.Address)["chonmat_model_dollars_total"] == "0.16" })
	p.term()
	p = talkative(t, srv, database, m, append(prices, "CHONMAT_MODEL_USD_PER_PERSON=0.17")...)
	mai.Say("KOL là gì?")
	mai.Await("mai lại có")
	if n := len(m.Asked()); n != 1 {
		t.Errorf("asked %d times", n)
	}
	p.term()
}

func TestSettingsOfAModel(t *testing.T) {
	for _, c := range []struct {
		vars map[string]string
		want string // of the error; "" none
	}{
		{map[string]string{"OPENAI_API_KEY": "k"}, "OPENAI_MODEL"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m"}, ""},
		{map[string]string{"OPENAI_BASE_URL": "http://127.0.0.1:11434/v1", "OPENAI_MODEL": "m"}, ""},
		{map[string]string{"OPENAI_BASE_URL": "127.0.0.1:11434", "OPENAI_MODEL": "m"}, "OPENAI_BASE_URL"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_TOKENS_PARAM": "x"}, "CHONMAT_MODEL_TOKENS_PARAM"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_TEMPERATURE": "NaN"}, "CHONMAT_MODEL_TEMPERATURE"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_MAX_TOKENS": "1"}, "CHONMAT_MODEL_MAX_TOKENS"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_TOKENS_PER_DAY": "-1"}, "CHONMAT_MODEL_TOKENS_PER_DAY"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_INPUT_USD": "0.25", "CHONMAT_MODEL_OUTPUT_USD": "2", "CHONMAT_MODEL_USD_PER_DAY": "1.5"}, ""},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_INPUT_USD": "0.25"}, ""},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_USD_PER_DAY": "1.5"}, "CHONMAT_MODEL_INPUT_USD"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_INPUT_USD": "0.25", "CHONMAT_MODEL_USD_PER_DAY": "1.5"}, "CHONMAT_MODEL_OUTPUT_USD"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_INPUT_USD": "NaN"}, "CHONMAT_MODEL_INPUT_USD"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_OUTPUT_USD": "-1"}, "CHONMAT_MODEL_OUTPUT_USD"},
		{map[string]string{"OPENAI_API_KEY": "k", "OPENAI_MODEL": "m", "CHONMAT_MODEL_USD_PER_PERSON": "1e9"}, "CHONMAT_MODEL_USD_PER_PERSON"},
	} {
		config, err := readConfig(c.vars)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.vars, err, c.want)
		}
		if err == nil && config.Speech.name() == "" {
			t.Errorf("%v: no model", c.vars)
		}
	}
}
