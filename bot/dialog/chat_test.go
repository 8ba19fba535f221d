package dialog_test

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chonmat/bot/dialog"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/growth"
	"chonmat/prompts"
	"chonmat/storage/roster"
)

// chat is one person talking to the bot, with a world in memory that takes the
// effects of each step as the runner would.
type chat struct {
	rate     int64 // đồng for a dollar; 0: the default
	t        tester
	person   dialog.Person
	state    []byte
	now      time.Time
	events   int
	messages []screen.Screen // by number, from 1; changed in place
	files    []dialog.SendFile
	pressed  string // the message pressed last

	removals  []dialog.Removal
	removed   domain.Removed
	agreed    bool   // to what is kept of them; most tests begin after that
	consent   string // the text they agreed to in the chat
	group     bool
	forgotten int             // how often
	creator   *growth.Creator // of the person
	campaigns map[string]domain.Campaign
	imports   []domain.ImportHead
	accounts  map[string][]domain.Account // by import
	shared    []domain.Account
	uploads   map[string]*roster.Table
	jobs      map[string]dialog.Job // by key

	// others are all who talk to the same bot, by their person's id; they share
	// admins, listings and, by those, the shared list.
	others   map[string]*chat
	admins   []string
	listings map[string]growth.Listing

	model  func(prompts.Request) string // what a language model writes; nil: there is none
	quiet  bool
	asks   []prompts.Request     // all that were asked
	asked  map[string]dialog.Ask // by key, not answered yet
	about  map[string]string     // the messages they are about
	latest string                // the message shown or changed last
}

func newChat(t tester, lang string) *chat {
	return &chat{
		t: t, person: dialog.Person{ID: "7", Name: "Mai", Lang: lang},
		now:       time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC),
		campaigns: map[string]domain.Campaign{}, accounts: map[string][]domain.Account{}, uploads: map[string]*roster.Table{},
		jobs: map[string]dialog.Job{}, others: map[string]*chat{}, listings: map[string]growth.Listing{}, agreed: true,
		asked: map[string]dialog.Ask{}, about: map[string]string{},
	}
}

// beside is the chat of somebody else who talks to the same bot.
func (c *chat) beside(id, name string) *chat {
	if len(c.others) == 0 {
		c.others[c.person.ID] = c
	}
	o := c.others[id]
	if o == nil {
		o = newChat(c.t, c.person.Lang)
		o.person.ID, o.others, o.admins, o.listings = id, c.others, c.admins, c.listings
		c.others[id] = o
	}
	o.now = c.now
	if name != "" {
		o.person.Name = name
	}
	return o
}

// newcomer is a chat with somebody who was never here.
func newcomer(t tester, lang string) *chat {
	c := newChat(t, lang)
	c.agreed = false
	return c
}

// tester is what a chat needs of a test: of testing's, and of rapid's.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Fatal(args ...any)
}

var (
	sample       = roster.Sample()
	sampleRoster = domain.NewRoster(domain.SampleRoster, 1, sample)
)

//go:embed testdata/*.csv
var fixtureFiles embed.FS

// world is what the next step sees.
func (c *chat) world() dialog.World {
	s := dialog.ReadState(c.state)
	w := dialog.World{Now: c.now, VNDPerUSD: c.rate, Creator: func() *growth.Creator { return c.creator }, Imports: func() []domain.ImportHead { return slices.Clone(c.imports) }, Upload: c.uploads[s.Upload]}
	w.Admins = c.admins
	w.ListingOf = func(person string) *growth.Listing {
		if l, ok := c.listings[person]; ok {
			return &l
		}
		return nil
	}
	w.Listing = func() *growth.Listing { return w.ListingOf(c.person.ID) }
	w.Listings = func(state growth.ListingState) (out []growth.Listing) {
		for _, id := range slices.Sorted(maps.Keys(c.listings)) {
			if l := c.listings[id]; l.State == state {
				out = append(out, l)
			}
		}
		return out
	}
	w.Operator = dialog.Operator{Name: "Công ty Mẫu, hotro@mau.example", KeepDays: 7, BackupDays: 30}
	w.Removals = func() []dialog.Removal { return slices.Clone(c.removals) }
	w.Removed = func() domain.Removed { return c.removed }
	if c.model != nil {
		w.Operator.Model = "Mô hình Mẫu"
		w.Speaks = func() bool { return !c.quiet }
	}
	w.Consented = func() bool { return c.agreed }
	w.Kept = func() dialog.Kept {
		return dialog.Kept{Doc: []byte("{}\n"), Rows: map[string]int{
			"consent": 1, "campaign": len(c.campaigns), "list_import": len(c.imports), "job": len(c.jobs), "conversation": 1, "outbox": len(c.messages), "pace": 1,
		}}
	}
	w.Campaigns = func() (heads []domain.CampaignHead) {
		for _, id := range slices.Sorted(maps.Keys(c.campaigns)) {
			k := c.campaigns[id]
			heads = append(heads, domain.CampaignHead{ID: id, Name: k.Name, UpdatedAt: k.UpdatedAt})
		}
		slices.SortStableFunc(heads, func(a, b domain.CampaignHead) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
		return heads
	}
	w.Find = func(id string) *domain.Campaign {
		if k, ok := c.campaigns[id]; ok {
			return &k
		}
		return nil
	}
	w.Campaign = w.Find(s.Campaign)
	w.Roster = func(scope domain.Scope) *domain.Roster {
		var accounts []domain.Account
		switch scope {
		case domain.OwnRoster:
			for _, i := range c.imports {
				accounts = append(accounts, c.accounts[i.ID]...)
			}
		case domain.SharedRoster:
			accounts = slices.Clone(c.shared)
			for _, l := range w.Listings(growth.Listed) {
				accounts = append(accounts, l.Account())
			}
		case domain.SampleRoster:
			return sampleRoster
		}
		return domain.NewRoster(scope, 1, accounts)
	}
	return w
}

// send lets something happen and returns what it did.
func (c *chat) send(e dialog.Event) []dialog.Effect {
	c.t.Helper()
	c.events++
	c.now = c.now.Add(10 * time.Second)
	return c.again(e)
}

// again is send within the same moment.
func (c *chat) again(e dialog.Event) []dialog.Effect {
	c.t.Helper()
	e.ID, e.Person, e.Group = fmt.Sprintf("e%d", c.events), c.person, e.Group || c.group
	if e.Kind == dialog.Pressed {
		c.pressed = e.Message
	}
	before := c.state
	state, effects := dialog.Step(c.world(), dialog.ReadState(before), e)
	data, err := json.Marshal(state)
	if err != nil {
		c.t.Fatal(err)
	}
	c.state = data
	for _, effect := range effects {
		c.apply(e, effect)
	}
	return effects
}

func (c *chat) apply(e dialog.Event, effect dialog.Effect) {
	c.t.Helper()
	switch f := effect.(type) {
	case dialog.Show:
		c.messages = append(c.messages, c.valid(f.Screen))
		c.latest = fmt.Sprintf("m%d", len(c.messages))
	case dialog.Change:
		c.latest = e.Message
		if e.Kind != dialog.Pressed && !(e.Kind == dialog.Due && e.Job.Said != nil) {
			c.t.Errorf("Change after %s", e.Kind)
		}
		if n := number(e.Message); n > 0 && n <= len(c.messages) {
			c.messages[n-1] = c.valid(f.Screen)
		} else {
			c.messages = append(c.messages, c.valid(f.Screen))
		}
	case dialog.SendFile:
		c.files = append(c.files, f)
	case dialog.SaveCreator:
		saved := jsonCopy(c.t, f.Creator)
		if err := saved.Validate(); err != nil {
			c.t.Errorf("saved a creator that is none: %v", err)
		}
		c.creator = &saved
	case dialog.AskRemoval:
		c.removals = append(c.removals, dialog.Removal(f))
	case dialog.SettleRemoval:
		c.removals = slices.DeleteFunc(c.removals, func(r dialog.Removal) bool { return r.ID == f.ID })
		if f.Hash != "" {
			c.removed = domain.Removed{f.Hash: true}
		}
	case dialog.SaveConsent:
		c.agreed, c.consent = true, f.Text
	case dialog.Forget:
		c.state, c.agreed, c.creator, c.imports = nil, false, nil, nil
		c.forgotten++
		clear(c.campaigns)
		clear(c.uploads)
		clear(c.jobs)
	case dialog.SaveCampaign:
		c.campaigns[f.Campaign.ID] = jsonCopy(c.t, f.Campaign)
	case dialog.DeleteCampaign:
		delete(c.campaigns, f.ID)
	case dialog.TakeImport:
		c.imports = slices.Insert(c.imports, 0, domain.ImportHead{ID: f.ID, File: f.File, Accounts: len(f.Accounts), At: c.now})
		c.accounts[f.ID] = f.Accounts
	case dialog.UndoImport:
		c.imports = slices.DeleteFunc(c.imports, func(i domain.ImportHead) bool { return i.ID == f.ID })
	case dialog.DropUpload:
		delete(c.uploads, f.ID)
	case dialog.SaveListing:
		l := jsonCopy(c.t, f.Listing)
		if err := l.Validate(); err != nil || f.Listing.Version != c.listings[l.Person].Version {
			c.t.Errorf("saved a listing that is none, or of version %d: %v", f.Listing.Version, err)
		}
		l.Version = f.Listing.Version + 1
		c.listings[l.Person] = l
	case dialog.DropListing:
		delete(c.listings, f.Person)
	case dialog.Notify:
		o := c.beside(f.Person, "")
		o.messages = append(o.messages, c.valid(f.Screen))
	case dialog.Schedule:
		if f.Key == "" || f.Kind == "" || f.Due.IsZero() || f.Body != nil && !json.Valid(f.Body) {
			c.t.Errorf("job %+v", f)
		}
		c.jobs[f.Key] = dialog.Job(f)
	case dialog.Ask:
		if err := f.Request.Check(); err != nil || f.Job.Key == "" || f.Job.Kind == "" || c.latest == "" {
			c.t.Errorf("ask %+v: %v", f.Job, err)
		}
		c.asks = append(c.asks, f.Request)
		c.asked[f.Job.Key], c.about[f.Job.Key] = f, c.latest
	case dialog.Quiet:
		c.quiet = f.Off
	case dialog.Unschedule:
		delete(c.jobs, f.Key)
		delete(c.asked, f.Key)
	case dialog.Toast:
		if f.Text == "" || screen.UTF16Len(f.Text) > 200 {
			c.t.Errorf("toast %q does not fit", f.Text)
		}
	}
}

func (c *chat) valid(s screen.Screen) screen.Screen {
	c.t.Helper()
	if err := screen.Validate(s); err != nil {
		c.t.Errorf("%v\n%s", err, screen.Plain(s))
	}
	return s
}

func jsonCopy[T any](t tester, v T) (out T) {
	t.Helper()
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func number(message string) (n int) {
	fmt.Sscanf(message, "m%d", &n)
	return n
}

// says types a text.
func (c *chat) says(text string) []dialog.Effect {
	c.t.Helper()
	return c.send(dialog.Event{Kind: dialog.TextSent, Text: text, Message: "text"})
}

// press presses a button of the newest message that has one of that label.
func (c *chat) press(label string) []dialog.Effect {
	c.t.Helper()
	for n := len(c.messages); n > 0; n-- {
		if b, ok := labelled(c.messages[n-1], label); ok {
			return c.send(dialog.Event{Kind: dialog.Pressed, Data: b.Data, Message: fmt.Sprintf("m%d", n)})
		}
	}
	c.t.Fatalf("no button %q; the last message is:\n%s", label, screen.Plain(c.last()))
	return nil
}

func labelled(s screen.Screen, label string) (screen.Button, bool) {
	for _, row := range s.Buttons {
		for _, b := range row {
			if b.Label == label || strings.HasSuffix(label, "…") && strings.HasPrefix(b.Label, strings.TrimSuffix(label, "…")) {
				return b, true
			}
		}
	}
	return screen.Button{}, false
}

// sendFile sends a list file.
func (c *chat) sendFile(name string) []dialog.Effect {
	c.t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		c.t.Fatal(err)
	}
	f := &dialog.File{Name: name, Upload: fmt.Sprintf("u%d", c.events)}
	table, err := roster.Open(name, data, roster.OpenOptions{})
	if err != nil {
		s, ok := domain.ErrorSentence(err)
		if !ok {
			c.t.Fatal(err)
		}
		f.Problem = s
	} else {
		f.Table = table
		c.uploads[f.Upload] = table
	}
	return c.send(dialog.Event{Kind: dialog.FileSent, File: f})
}

// pass lets a time pass, and does what falls due meanwhile.
func (c *chat) pass(d time.Duration) (effects []dialog.Effect) {
	c.t.Helper()
	end := c.now.Add(d)
	for {
		var next *dialog.Job
		for _, key := range slices.Sorted(maps.Keys(c.jobs)) {
			if j := c.jobs[key]; !j.Due.After(end) && (next == nil || j.Due.Before(next.Due)) {
				next = &j
			}
		}
		if next == nil {
			c.now = end
			return effects
		}
		delete(c.jobs, next.Key)
		c.events++
		if next.Due.After(c.now) {
			c.now = next.Due
		}
		effects = append(effects, c.again(dialog.Event{Kind: dialog.Due, Job: next})...)
	}
}

// last is the newest message.
func (c *chat) last() screen.Screen {
	if len(c.messages) == 0 {
		return screen.Screen{}
	}
	return c.messages[len(c.messages)-1]
}
