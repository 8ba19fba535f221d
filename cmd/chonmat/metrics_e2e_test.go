package main

import (
	"bufio"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
)

// scrape reads /metrics: values by name with labels.
func scrape(t testing.TB, address string) map[string]string {
	t.Helper()
	answer, err := http.Get("http://" + address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status)
	}
	all := map[string]string{}
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		if family, ok := strings.CutPrefix(lines.Text(), "# TYPE "); ok { // Prometheus wants each once
			if family, _, _ = strings.Cut(family, " "); all["type "+family] != "" {
				t.Errorf("the type of %s is told twice", family)
			}
			all["type "+family] = "told"
		}
		if name, value, ok := strings.Cut(lines.Text(), "} "); ok {
			all[name+"}"] = value
		} else if name, value, ok := strings.Cut(lines.Text(), " "); ok && name != "#" {
			all[name] = value
		}
	}
	return all
}

func TestMetricsCountWhatHappensAndNameNobody(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	p := launch(t, srv, "CHONMAT_DATABASE="+database, "CHONMAT_MESSAGES_PER_MINUTE=3")
	mai := srv.User(987, "vi")
	for range 5 {
		mai.Say("tin rất riêng tư")
	}
	mai.SendOther("poll_answer_that_is_nothing")
	p.until("the counts", func() bool {
		return scrape(t, p.Address)[`chonmat_send_seconds_count{outcome="delivered"}`] >= "4" && scrape(t, p.Address)[`chonmat_queue_depth{queue="outbox"}`] == "0"
	})
	all := scrape(t, p.Address)
	for name, want := range map[string]string{
		`chonmat_step_seconds_count{kind="text"}`:           "3",
		`chonmat_commit_seconds_count`:                      "3",
		`chonmat_send_seconds_count{outcome="delivered"}`:   "4",
		`chonmat_send_seconds_count{outcome="unreachable"}`: "0",
		`chonmat_updates_closed_total{why="failed"}`:        "0",
		`chonmat_queue_depth{queue="inbox"}`:                "0",
		`chonmat_queue_age_seconds{queue="inbox"}`:          "0",
		`chonmat_queue_depth{queue="job"}`:                  "0",
	} {
		if all[name] != want {
			t.Errorf("%s is %q, want %s", name, all[name], want)
		}
	}
	if all["chonmat_updates_received_total"] < "5" || all["process_resident_memory_bytes"] == "" || all["go_goroutines"] == "" || all["process_open_fds"] == "" {
		t.Errorf("missing in %v", all)
	}
	if all[`chonmat_updates_closed_total{why="over_limit"}`] < "2" {
		t.Errorf("over the limit: %q", all[`chonmat_updates_closed_total{why="over_limit"}`])
	}
	labels := regexp.MustCompile(`="([^"]*)"`)
	for name := range all {
		for _, l := range labels.FindAllStringSubmatch(name, -1) {
			if strings.Contains(l[1], "987") || strings.Contains(l[1], "riêng") {
				t.Errorf("a label names somebody: %s", name)
			}
		}
	}
	p.term()
}

// What people write, who they are and what opens doors stays out of the log,
// also when things go wrong.
func TestTheLogHoldsNoSecretAndNothingPeopleWrite(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	p := launch(t, srv, "CHONMAT_DATABASE="+onFile(t), "CHONMAT_OPERATOR=Công ty Kín Tiếng", "CHONMAT_WEBHOOK_SECRET=webhook-secret-5f2a")
	mai := srv.User(987654, "vi")
	for _, kind := range []telegramtest.FaultKind{telegramtest.TooMany, telegramtest.ServerDown, telegramtest.BadGateway, telegramtest.DropBefore} {
		srv.Fail(telegramtest.Fault{Kind: kind, Method: "sendRichMessage", RetryAfter: time.Second, Times: 1})
	}
	srv.Fail(telegramtest.Fault{Kind: telegramtest.Refuse, Method: "sendMessage", Code: 400, Text: `Bad Request: can't parse entities: "serum Bí Mật"`, Times: 1})
	shows := func(text string) {
		t.Helper()
		p.until(text, func() bool { return strings.Contains(mai.Transcript(), text) })
	}
	mai.Say("serum Bí Mật cho nữ 18-25, 200tr, tiktok, 500k reach")
	shows("bấm đồng ý")
	mai.Press("✅ Đồng ý, bắt đầu")
	shows("Bước 1/3")
	mai.SendFile("danh-sach-bi-mat.csv", []byte("name,platform,followers\nNgười Trong Tay Áo,tiktok,120000\n"))
	shows("✅ Nhập")
	mai.Block()
	mai.Say("/xoa")
	p.until("the refusal to be logged", func() bool { return strings.Contains(p.told(), "nobody is there") })
	mai.Unblock()
	p.term()
	told := p.told()
	_, key, _ := strings.Cut(telegramtest.Token, ":")
	for _, never := range []string{key, "webhook-secret-5f2a", "Bí Mật", "serum", "Tay Áo", "bi-mat", fmt.Sprint(mai.ID), "Người 987654"} {
		if strings.Contains(told, never) {
			t.Errorf("the log holds %q:\n%s", never, told)
		}
	}
	if strings.Count(told, `"level":"WARN"`) == 0 {
		t.Errorf("nothing went wrong, so nothing was tried:\n%s", told)
	}
}
