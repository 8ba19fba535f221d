package telegram

import (
	"context"
	"hash/fnv"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/bot/runner"
	"chonmat/bot/screen"
)

var _ runner.Drafter = (*Client)(nil)

// Draft implements runner.Drafter. A draft takes a turn as a message does; when
// none is free it is left out, with an error, as the next one says more. A
// server that knows no rich drafts gets plainer ones, one that knows none is left
// alone.
func (c *Client) Draft(ctx context.Context, d runner.Draft) error {
	chat, thread, err := place(d.To)
	if err != nil {
		return err
	}
	if chat < 0 { // Telegram shows drafts in private chats only
		return nil
	}
	for _, form := range draftForms {
		if c.lacks(form.old) {
			continue
		}
		content, ok := form.content(d.Screen)
		if !ok {
			continue
		}
		if err := c.turn(ctx, chat); err != nil {
			return err
		}
		content["chat_id"], content["draft_id"] = strconv.FormatInt(chat, 10), strconv.Itoa(draftID(d.Key))
		content.AddNonZero64("message_thread_id", thread)
		_, err := c.call(ctx, form.method, content)
		switch judge(err) {
		case unknown:
			c.learn(form.old)
			continue
		case refused, unmarked: // this draft, which says nothing of others
			continue
		case wait:
			c.hold(ctx, chat, retryAfter(err))
		}
		return err
	}
	return nil
}

// draftForms are how a draft can be shown, the best first; ok is false for a
// screen that is too long.
var draftForms = []struct {
	method  string
	old     int32
	content func(screen.Screen) (params tgbotapi.Params, ok bool)
}{
	{"sendRichMessageDraft", oldRichDraft, func(s screen.Screen) (tgbotapi.Params, bool) {
		html, err := screen.RichHTML(s)
		if err != nil {
			return nil, false
		}
		message, err := encode(map[string]any{"html": html, "skip_entity_detection": true})
		return tgbotapi.Params{"rich_message": message}, err == nil
	}},
	{"sendMessageDraft", oldDraft, func(s screen.Screen) (tgbotapi.Params, bool) {
		parts := screen.HTML(s)
		if len(parts) != 1 {
			return nil, false
		}
		return tgbotapi.Params{"text": parts[0], "parse_mode": "HTML"}, true
	}},
}

// draftID makes the number that Telegram wants of a key: never 0.
func draftID(key string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(key))
	return int(h.Sum32()>>2) + 1
}
