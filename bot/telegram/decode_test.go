package telegram_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/dialog"
	"chonmat/bot/runner"
	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

// named is a client that has learned its name.
func named(t *testing.T) *telegram.Client {
	t.Helper()
	srv := telegramtest.Start(t)
	client, _ := connect(t, srv)
	updates := run(t, client)
	srv.User(1, "").Say("x")
	<-updates
	return client
}

const (
	an      = `"from":{"id":11,"is_bot":false,"first_name":"An","last_name":"Trần","language_code":"vi"}`
	private = `"chat":{"id":11,"type":"private","first_name":"An"}`
	group   = `"chat":{"id":-1001,"type":"supergroup","title":"Nhóm"}`
	bot     = `"from":{"id":7000000001,"is_bot":true,"first_name":"chonmat","username":"chonmat_test_bot"}`
)

func inPrivate(kind, rest string) string {
	return `{"update_id":5,"` + kind + `":{"message_id":9,` + an + `,` + private + `,"date":1,` + rest + `}}`
}

func inGroup(kind, rest string) string {
	return `{"update_id":5,"` + kind + `":{"message_id":9,` + an + `,` + group + `,"date":1,` + rest + `}}`
}

func TestDecode(t *testing.T) {
	client := named(t)
	for name, tt := range map[string]struct {
		body string
		want dialog.Event // without what is the same in all; Kind "" means nothing to us
	}{
		"text":               {inPrivate("message", `"text":"mỹ phẩm 🎯 200tr"`), dialog.Event{Kind: dialog.TextSent, Text: "mỹ phẩm 🎯 200tr"}},
		"text with NUL":      {inPrivate("message", `"text":"a\u0000b"`), dialog.Event{Kind: dialog.TextSent, Text: "ab"}},
		"half a surrogate":   {inPrivate("message", `"text":"a\ud83db"`), dialog.Event{Kind: dialog.TextSent, Text: "a\ufffdb"}},
		"command":            {inPrivate("message", `"text":"/Start"`), dialog.Event{Kind: dialog.CommandSent, Command: "start"}},
		"deep link":          {inPrivate("message", `"text":"/start c_42-x"`), dialog.Event{Kind: dialog.CommandSent, Command: "start", Text: "c_42-x"}},
		"command with lines": {inPrivate("message", `"text":"/brief\nserum\n150tr"`), dialog.Event{Kind: dialog.CommandSent, Command: "brief", Text: "serum\n150tr"}},
		"command by name":    {inPrivate("message", `"text":"/start@Chonmat_Test_Bot hi"`), dialog.Event{Kind: dialog.CommandSent, Command: "start", Text: "hi"}},
		"another's command":  {inPrivate("message", `"text":"/start@other_bot"`), dialog.Event{}},
		"no command":         {inPrivate("message", `"text":"/ 5tr"`), dialog.Event{Kind: dialog.TextSent, Text: "/ 5tr"}},
		"a path":             {inPrivate("message", `"text":"/a/b"`), dialog.Event{Kind: dialog.TextSent, Text: "/a/b"}},
		"edited":             {inPrivate("edited_message", `"text":"300tr","edit_date":2`), dialog.Event{Kind: dialog.TextEdited, Text: "300tr"}},
		"live location":      {inPrivate("edited_message", `"location":{"latitude":1,"longitude":1}`), dialog.Event{}},
		"file": {inPrivate("message", `"document":{"file_id":"F1","file_name":"danh sách.csv","file_size":12},"caption":"đây"`),
			dialog.Event{Kind: dialog.FileSent, Text: "đây", File: &dialog.File{Name: "danh sách.csv"}}},
		"sticker":          {inPrivate("message", `"sticker":{"file_id":"S"}`), dialog.Event{Kind: dialog.OtherSent, Other: "sticker"}},
		"photo":            {inPrivate("message", `"photo":[{"file_id":"P"}],"caption":"bảng giá"`), dialog.Event{Kind: dialog.OtherSent, Other: "photo", Text: "bảng giá"}},
		"voice":            {inPrivate("message", `"voice":{"file_id":"V"}`), dialog.Event{Kind: dialog.OtherSent, Other: "voice"}},
		"video note":       {inPrivate("message", `"video_note":{"file_id":"V"}`), dialog.Event{Kind: dialog.OtherSent, Other: "video_note"}},
		"animation":        {inPrivate("message", `"animation":{"file_id":"A"},"document":{"file_id":"A"}`), dialog.Event{Kind: dialog.OtherSent, Other: "animation"}},
		"venue":            {inPrivate("message", `"venue":{},"location":{}`), dialog.Event{Kind: dialog.OtherSent, Other: "location"}},
		"poll":             {inPrivate("message", `"poll":{}`), dialog.Event{Kind: dialog.OtherSent, Other: "poll"}},
		"contact":          {inPrivate("message", `"contact":{}`), dialog.Event{Kind: dialog.OtherSent, Other: "contact"}},
		"something pinned": {inPrivate("message", `"pinned_message":{}`), dialog.Event{}},
		"a member joined":  {inGroup("message", `"new_chat_members":[{}]`), dialog.Event{}},
		"press": {`{"update_id":5,"callback_query":{"id":"77","from":{"id":11,"first_name":"An","last_name":"Trần","language_code":"vi"},"message":{"message_id":8,` + private + `,"date":1},"data":"ok"}}`,
			dialog.Event{Kind: dialog.Pressed, Data: "ok", Message: "8"}},
		"press, inaccessible": {`{"update_id":5,"callback_query":{"id":"77","from":{"id":11,"first_name":"An","last_name":"Trần","language_code":"vi"},"message":{"message_id":8,` + private + `,"date":0},"data":"ok"}}`,
			dialog.Event{Kind: dialog.Pressed, Data: "ok", Message: "8"}},
		"press, inline message":  {`{"update_id":5,"callback_query":{"id":"77","from":{"id":11},"inline_message_id":"x","data":"ok"}}`, dialog.Event{}},
		"press without data":     {`{"update_id":5,"callback_query":{"id":"77","from":{"id":11},"message":{"message_id":8,` + private + `},"game_short_name":"x"}}`, dialog.Event{}},
		"press, data too long":   {`{"update_id":5,"callback_query":{"id":"77","from":{"id":11},"message":{"message_id":8,` + private + `},"data":"` + strings.Repeat("x", 65) + `"}}`, dialog.Event{}},
		"channel post":           {`{"update_id":5,"channel_post":{"message_id":9,"chat":{"id":-1002,"type":"channel"},"text":"x"}}`, dialog.Event{}},
		"message in a channel":   {`{"update_id":5,"message":{"message_id":9,` + an + `,"chat":{"id":-1002,"type":"channel"},"text":"x"}}`, dialog.Event{}},
		"another bot":            {`{"update_id":5,"message":{"message_id":9,"from":{"id":12,"is_bot":true},` + private + `,"text":"x"}}`, dialog.Event{}},
		"nobody":                 {`{"update_id":5,"message":{"message_id":9,` + private + `,"text":"x"}}`, dialog.Event{}},
		"my_chat_member":         {`{"update_id":5,"my_chat_member":{"from":{"id":11},` + private + `}}`, dialog.Event{}},
		"of a later version":     {`{"update_id":5,"hologram":{"from":{"id":11}}}`, dialog.Event{}},
		"no JSON":                {`{"update_id":5,`, dialog.Event{}},
		"of other types":         {`{"update_id":5,"message":{"text":{"a":1}}}`, dialog.Event{}},
		"group, talk":            {inGroup("message", `"text":"đi ăn không"`), dialog.Event{}},
		"group, photo":           {inGroup("message", `"photo":[{}]`), dialog.Event{}},
		"group, file":            {inGroup("message", `"document":{"file_id":"F1"}`), dialog.Event{}},
		"group, command":         {inGroup("message", `"text":"/start"`), dialog.Event{Kind: dialog.CommandSent, Group: true, Command: "start"}},
		"group, other's command": {inGroup("message", `"text":"/start@other_bot"`), dialog.Event{}},
		"group, mention":         {inGroup("message", `"text":"ê @Chonmat_Test_Bot serum 150tr"`), dialog.Event{Kind: dialog.TextSent, Group: true, Text: "ê serum 150tr"}},
		"group, bare mention":    {inGroup("message", `"text":"@chonmat_test_bot"`), dialog.Event{Kind: dialog.CommandSent, Group: true, Command: "help"}},
		"group, similar name":    {inGroup("message", `"text":"@chonmat_test_bot2 hi"`), dialog.Event{}},
		"group, reply":           {inGroup("message", `"text":"150tr","reply_to_message":{"message_id":8,`+bot+`}`), dialog.Event{Kind: dialog.TextSent, Group: true, Text: "150tr"}},
		"group, reply to other":  {inGroup("message", `"text":"150tr","reply_to_message":{"message_id":8,"from":{"id":12}}`), dialog.Event{}},
		"group, file as reply": {inGroup("message", `"document":{"file_id":"F1","file_name":"a.csv"},"reply_to_message":{"message_id":8,`+bot+`}`),
			dialog.Event{Kind: dialog.FileSent, Group: true, File: &dialog.File{Name: "a.csv"}}},
		"group, file by name": {inGroup("message", `"document":{"file_id":"F1","file_name":"a.csv"},"caption":"@chonmat_test_bot nhập giúp"`),
			dialog.Event{Kind: dialog.FileSent, Group: true, Text: "nhập giúp", File: &dialog.File{Name: "a.csv"}}},
		"group, edited":       {inGroup("edited_message", `"text":"đi uống không"`), dialog.Event{}},
		"group, edited reply": {inGroup("edited_message", `"text":"170tr","reply_to_message":{`+bot+`}`), dialog.Event{Kind: dialog.TextEdited, Group: true, Text: "170tr"}},
	} {
		t.Run(name, func(t *testing.T) {
			in, ok := client.Decode(storage.Update{ID: 5, Body: []byte(tt.body)})
			if tt.want.Kind == "" {
				if ok {
					t.Errorf("got %+v", in)
				}
				return
			}
			if !ok {
				t.Fatal("means nothing")
			}
			if in.Event.ID == "" {
				t.Error("no id")
			}
			tt.want.ID = in.Event.ID
			if tt.want.Message == "" { // what was pressed is another's
				tt.want.Message = "9"
			}
			tt.want.Person = dialog.Person{ID: "11", Name: "An Trần", Lang: "vi"}
			if diff := cmp.Diff(tt.want, in.Event); diff != "" {
				t.Error(diff)
			}
			chat := "11"
			if tt.want.Group {
				chat = "-1001"
			}
			if want := (storage.Address{Bot: client.Bot(), Chat: chat, Person: "11"}); in.From != want {
				t.Errorf("from %+v", in.From)
			}
			if (in.Press == "77") != (in.Event.Kind == dialog.Pressed) || (in.File != nil) != (in.Event.File != nil) {
				t.Errorf("press %q, file %v", in.Press, in.File)
			}
		})
	}
}

func TestATopicIsPartOfTheAddressAndAReplyChainIsNot(t *testing.T) {
	client := named(t)
	for topic, want := range map[string]string{
		`"message_thread_id":42,"is_topic_message":true,`: "42",
		`"message_thread_id":42,`:                         "",
	} {
		in, ok := client.Decode(storage.Update{ID: 5, Body: []byte(inPrivate("message", topic+`"text":"x"`))})
		if !ok || in.From.Thread != want {
			t.Errorf("%s gives %+v", topic, in.From)
		}
	}
}

func TestAnEventHasTheSameIDEveryTimeAndItsOwn(t *testing.T) {
	client := named(t)
	ids := map[string]bool{}
	for id := range int64(100) {
		for range 2 {
			in, _ := client.Decode(storage.Update{ID: 1 + id*id, Body: []byte(inPrivate("message", `"text":"x"`))})
			ids[in.Event.ID] = true
			if len(in.Event.ID) > 24 {
				t.Fatalf("%q leaves callback data no room", in.Event.ID)
			}
		}
	}
	if len(ids) != 100 {
		t.Errorf("%d ids of 100 updates", len(ids))
	}
}

func TestAFileComesWithItsReference(t *testing.T) {
	client := named(t)
	in, _ := client.Decode(storage.Update{ID: 5, Body: []byte(inPrivate("message", `"document":{"file_id":"F1","file_name":"a.csv","file_size":12}`))})
	if diff := cmp.Diff(&runner.FileRef{Ref: "F1", Name: "a.csv", Size: 12}, in.File); diff != "" {
		t.Error(diff)
	}
}

func FuzzDecode(f *testing.F) {
	for _, body := range []string{
		inPrivate("message", `"text":"/start@chonmat_test_bot x"`),
		inGroup("message", `"text":"@chonmat_test_bot","reply_to_message":{"from":null}`),
		inPrivate("edited_message", `"text":"x"`),
		`{"update_id":5,"callback_query":{"id":"77","from":{"id":11},"message":{"message_id":8,"chat":{"id":1}},"data":"ok"}}`,
		`{"update_id":-1}`, `{"update_id":1e400}`, `[]`, `null`, ``, `{"message":null,"callback_query":{}}`,
	} {
		f.Add([]byte(body))
	}
	client, err := telegram.New(telegram.Config{Token: telegramtest.Token})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		u, ok := telegram.Envelope(body)
		if !ok {
			return
		}
		if u.ID <= 0 {
			t.Fatalf("id %d", u.ID)
		}
		in, ok := client.Decode(u)
		if !ok {
			return
		}
		if in.From.Chat == "" || in.From.Chat != u.Chat || in.From.Person == "" || in.Event.Kind == "" || in.Event.ID == "" {
			t.Fatalf("%+v of chat %q", in, u.Chat)
		}
		for _, text := range []string{in.Event.Text, in.Event.Data, in.Event.Person.Name, in.Event.Person.Lang, in.Event.Command} {
			if strings.ContainsRune(text, 0) || !utf8.ValidString(text) || len(text) > 16<<10 {
				t.Fatalf("%q gets through", text)
			}
		}
	})
}
