package dialog_test

import (
	"fmt"
	"strings"
	"testing"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
)

// joined is the chat of a creator who is listed and wants partners.
func joined(c *chat, id, name string, field growth.Field) *chat {
	o := c.beside(id, name)
	o.creator = &growth.Creator{
		Profile: growth.Profile{Field: field, Platform: domain.TikTok, Followers: domain.Known[int64](9_000), AsOf: "2026-11-20"},
		Card:    growth.Card{Name: "Mẫu " + name, Contact: name + "@example.com"},
	}
	c.listings[id] = growth.Listing{
		Person: id, State: growth.Listed, Partners: true, Lang: "vi", Version: 1, Consent: growth.Consent{At: c.now, Text: "đồng ý"},
	}.Show(*o.creator)
	return o
}

// press presses a button by its data and returns what is then shown.
func press(c *chat, data string) (text string) {
	for _, e := range c.send(dialog.Event{Kind: dialog.Pressed, Data: data, Message: "m1"}) {
		switch e := e.(type) {
		case dialog.Show:
			text = screen.Plain(e.Screen)
		case dialog.Change:
			text = screen.Plain(e.Screen)
		}
	}
	return text
}

func TestOnlyAnAdministratorApprovesAndOnlyWhatTheySaw(t *testing.T) {
	c := newChat(t, "vi")
	c.admins = []string{"90"}
	mai := joined(c, "7", "Mai", growth.Food)
	waiting := c.listings["7"]
	waiting.State = growth.Asked
	c.listings["7"] = waiting
	khoa, boss := c.beside("8", "Khoa"), c.beside("90", "Quản trị")
	if press(khoa, "approve|||yes.1.7"); c.listings["7"].State != growth.Asked {
		t.Error("anybody can approve")
	}
	if text := press(boss, "approve|||yes.0.7"); c.listings["7"].State != growth.Asked || !strings.Contains(text, "thông tin đã đổi") {
		t.Errorf("approved what had changed:\n%s", text)
	}
	if press(boss, "approve|||yes.1.7"); c.listings["7"].State != growth.Listed {
		t.Error("not approved")
	}
	if press(boss, "approve|||no.1.7"); c.listings["7"].State != growth.Listed {
		t.Error("an old button undid it")
	}
	// Newer figures show at once; a new name is approved anew.
	mai.creator.Profile.Followers = domain.Known[int64](9_500)
	press(mai, "join|||update")
	if l := c.listings["7"]; l.State != growth.Listed || l.Followers.Or(0) != 9_500 {
		t.Errorf("updated: %+v", l)
	}
	mai.creator.Card.Name = "Người khác"
	press(mai, "join|||update")
	if l := c.listings["7"]; l.State != growth.Asked {
		t.Errorf("a new name shows unapproved: %+v", l)
	}
	press(mai, "join|||leave")
	if text := press(boss, fmt.Sprintf("approve|||yes.%d.7", waiting.Version+3)); len(c.listings) > 0 || !strings.Contains(text, "đã rút") {
		t.Errorf("after leaving: %s", text)
	}
}

func TestNobodyLearnsAContactThatWasNotAgreed(t *testing.T) {
	c := newChat(t, "vi")
	c.admins = []string{"90"}
	mai, hoa := joined(c, "7", "Mai", growth.Food), joined(c, "9", "Hoa", growth.Travel)
	key := func(id string) string {
		l := c.listings[id]
		return l.Key()
	}
	// Hoa forges the answer to a question that Mai never asked.
	if text := press(hoa, "partners|||yes."+key("7")); strings.Contains(text, "Mai@example.com") || len(mai.messages) > 0 {
		t.Errorf("forged:\n%s", text)
	}
	if text := press(mai, "partners|||"); strings.Contains(text, "@example.com") || !strings.Contains(text, "Mẫu Hoa") {
		t.Errorf("suggested:\n%s", text)
	}
	press(mai, "partners|||ask."+key("9"))
	press(mai, "partners|||ask."+key("9"))
	if n := len(hoa.messages); n != 2 { // the forged answer's, and one question
		t.Errorf("asked twice: %d messages", n)
	}
	if text := screen.Plain(hoa.last()); strings.Contains(text, "@example.com") || !strings.Contains(text, "Mẫu Mai") {
		t.Errorf("asked:\n%s", text)
	}
	if text := press(hoa, "partners|||yes."+key("7")); !strings.Contains(text, "Mai@example.com") || !strings.Contains(screen.Plain(mai.last()), "Hoa@example.com") {
		t.Errorf("agreed:\n%s", text)
	}
	// Whoever left is found no more, also by old buttons.
	press(mai, "join|||leave")
	if text := press(hoa, "partners|||yes."+key("7")); strings.Contains(text, "Mai@example.com") {
		t.Errorf("after leaving:\n%s", text)
	}
}

func TestConsentIsKeptWordForWord(t *testing.T) {
	c := newChat(t, "vi")
	c.admins = []string{"90"}
	mai := joined(c, "7", "Mai", growth.Food)
	delete(c.listings, "7")
	shown := press(mai, "join|||")
	if len(c.listings) > 0 {
		t.Fatal("listed before anybody agreed")
	}
	press(mai, "join|||yes")
	l := c.listings["7"]
	for line := range strings.Lines(shown[:strings.Index(shown, "1. ✅")]) {
		if !strings.Contains(l.Consent.Text, strings.TrimSpace(line)) {
			t.Errorf("not kept: %s", line)
		}
	}
	if l.State != growth.Asked || l.Partners || !l.Consent.At.Equal(mai.now) || !strings.HasSuffix(l.Consent.Text, "✅ Đồng ý, chỉ marketer") {
		t.Errorf("%+v", l)
	}
}
