package dialog_test

import (
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain/growth"
)

func TestTheInterviewAsksAtMostEightQuestions(t *testing.T) {
	c := newChat(t, "vi")
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "creator"})
	c.press("🌱 Bắt đầu")
	asked := 0
	for ; c.creator == nil || c.creator.Plan == nil; asked++ {
		if asked == 8 {
			t.Fatalf("a ninth question:\n%s", screen.Plain(c.last()))
		}
		c.press("Bỏ qua")
	}
	if got := len(c.creator.Plan.Tasks); got < 24 {
		t.Errorf("who tells nothing gets %d tasks", got)
	}
	if text := screen.Plain(c.last()); !strings.Contains(text, "tạm tính 4 giờ") {
		t.Errorf("what is assumed is not said:\n%s", text)
	}
}

func TestAPlanIsNotShownInGroups(t *testing.T) {
	c := grower(t)
	for _, e := range []dialog.Event{
		{Kind: dialog.CommandSent, Command: "creator"},
		{Kind: dialog.TextSent, Text: "kế hoạch"},
		{Kind: dialog.TextSent, Text: "gương"},
		{Kind: dialog.Pressed, Data: "task|||", Message: "m1"},
		{Kind: dialog.Pressed, Data: "steps|||1", Message: "m1"},
		{Kind: dialog.Pressed, Data: "me|||", Message: "m1"},
		{Kind: dialog.TextSent, Text: "tuần này 12 video, 340 → 520 follow"},
	} {
		e.Group = true
		before := asJSON(c.creator)
		c.send(e)
		text := screen.Plain(c.last())
		if strings.Contains(text, "340") || strings.Contains(text, "bước 1/8") || strings.Contains(text, c.creator.Profile.Strengths) {
			t.Errorf("%+v shows in a group:\n%s", e, text)
		}
		if asJSON(c.creator) != before {
			t.Errorf("%+v changed the plan from a group", e)
		}
	}
}

func TestAButtonOfATaskThatIsGoneLeadsToThePlan(t *testing.T) {
	c := grower(t)
	for _, data := range []string{"task|||no-such-task", "done|||no-such-task", "done!|||no-such-task", "excuse!|||later.no-such-task", "reopen|||no-such-task", "another|||no-such-task"} {
		c.send(dialog.Event{Kind: dialog.Pressed, Data: data, Message: "m1"})
		if text := screen.Plain(c.last()); !strings.Contains(text, "không còn trong kế hoạch") || !strings.Contains(text, "Kế hoạch của bạn") {
			t.Errorf("%s shows:\n%s", data, text)
		}
	}
}

func TestXongMeansTheTaskThatWasShown(t *testing.T) {
	c := grower(t)
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "creator"})
	c.press("▶ Việc tiếp theo")
	next, _ := c.creator.Plan.Next()
	c.press("Đổi việc khác")
	c.says("xong")
	c.says("https://example.com/bai")
	if task, _ := c.creator.Plan.Task(next.ID); task.State != growth.Open {
		t.Error("the task that was put aside is done")
	}
	if done := c.creator.Plan.Count(0, growth.Done); done != 2 {
		t.Errorf("%d tasks are done, want 2", done)
	}
}

func TestAnAnswerLeftUnchangedDoesNotSwallowWhatComesNext(t *testing.T) {
	c := grower(t)
	c.send(dialog.Event{Kind: dialog.CommandSent, Command: "creator"})
	c.press("✏️ Sửa thông tin")
	c.press("Kênh")
	c.press("🏠 Về đầu")
	c.press("🌱 Kế hoạch của mình")
	c.says("tuần này 3 video, 520 → 540 follow, view trung bình 950")
	if text := screen.Plain(c.last()); !strings.Contains(text, "Tuần của bạn") {
		t.Errorf("the week was taken for something else:\n%s", text)
	}
}
