package dialog

import (
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/wording"
)

// Command is something a person can type after a slash. The table of commands
// is what is dispatched by, what /help lists, and what the messenger's menu is
// told.
type Command struct {
	Name  string   // lower-case Latin letters, without "/"
	Alias []string // other names, which work and are not listed
	About string   // key of its description in the catalogue
	do    func(t *turn, text string)
}

// Commands lists every command, in the order in which people see them;
// adminCommands those of operators, which are not listed.
var Commands, adminCommands []Command

func init() { // not a literal: /trogiup lists the commands
	Commands = []Command{
		{"start", []string{"batdau"}, "command.start", (*turn).start},
		{"chon", []string{"choose", "moi", "new"}, "command.choose", (*turn).chooseWith},
		{"chiendich", []string{"campaigns"}, "command.campaigns", func(t *turn, _ string) { t.campaigns("") }},
		{"danhsach", []string{"lists", "list"}, "command.lists", func(t *turn, _ string) { t.lists("") }},
		{"creator", []string{"kehoach", "grow"}, "command.creator", (*turn).wantsToGrow},
		{"soan", []string{"draft", "viet"}, "command.draft", (*turn).draftsWith},
		{"cachtinh", []string{"how"}, "command.how", func(t *turn, _ string) { t.howWeRank("") }},
		{"hoi", []string{"ask"}, "command.ask", (*turn).askWith},
		{"ngonngu", []string{"language", "lang"}, "command.language", (*turn).chooseLanguage},
		{"dulieu", []string{"mydata"}, "command.mydata", (*turn).myData},
		{"xoa", []string{"forget"}, "command.forget", (*turn).forgetAsk},
		{"goten", []string{"removeme"}, "command.unlist", (*turn).askUnlist},
		{"huy", []string{"cancel"}, "command.cancel", func(t *turn, _ string) { t.cancel() }},
		{"trogiup", []string{"help"}, "command.help", func(t *turn, _ string) { t.help("") }},
	}
	adminCommands = []Command{
		{"yeucau", []string{"requests"}, "command.requests", (*turn).requests},
	}
}

// Description says what a command does.
func (c Command) Description(lang wording.Lang) string {
	return wording.Render(lang, domain.Sentence{Key: c.About})
}

// command answers a command.
func (t *turn) command(name, text string) {
	t.state.Await = nil
	if c, ok := commandNamed(name); ok {
		c.do(t, strings.TrimSpace(text))
		return
	}
	t.notice(t.Say("command.unknown"))
	t.help("")
}

// commandNamed finds a command by any of its names.
func commandNamed(name string) (Command, bool) {
	name = strings.ToLower(name)
	for _, c := range slices.Concat(Commands, adminCommands) {
		if c.Name == name || slices.Contains(c.Alias, name) {
			return c, true
		}
	}
	return Command{}, false
}

// help lists the commands.
func (t *turn) help(string) {
	items := make([]screen.Text, len(Commands))
	for i, c := range Commands {
		items[i] = t.Say("help.command", "name", "/"+c.Name, "about", c.Description(t.state.Lang))
	}
	t.show(screen.New(
		screen.P(t.Say("help.how")),
		screen.Bullets(items...),
		screen.Small(t.Say("help.list")),
	).With(t.goOn()...))
}

// goOn are the buttons that lead on from a side track.
func (t *turn) goOn() []screen.Button {
	if t.state.Flow == InCreator && !t.event.Group && (t.grower().Plan != nil || t.state.Interview != nil) {
		return []screen.Button{
			t.button(t.Say("button.continue"), "creator", "").As(screen.Primary),
			t.button(t.Say("button.home"), "home", ""),
		}
	}
	if t.state.Flow == InCreator && !t.event.Group {
		return []screen.Button{
			t.button(t.creatorLabel(), "creator", "").As(screen.Primary),
			t.button(t.Say("button.home"), "home", ""),
		}
	}
	if t.campaign != nil || t.state.Question != nil {
		return []screen.Button{
			t.button(t.Say("button.continue"), "here", "").As(screen.Primary),
			t.button(t.Say("button.home"), "home", ""),
		}
	}
	return []screen.Button{
		t.button(t.Say("home.choose"), "new", "").As(screen.Primary),
		t.button(t.Say("button.home"), "home", ""),
	}
}
