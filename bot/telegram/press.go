package telegram

import (
	"context"
	"fmt"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/bot/screen"
	"chonmat/storage"
)

// maxToast is Telegram's limit of an answer to a press (Bot API 10.1).
const maxToast = 200

// Answer implements runner.Messenger. A press too old to be answered is no
// error.
func (c *Client) Answer(ctx context.Context, press, toast string) error {
	params := tgbotapi.Params{"callback_query_id": press}
	params.AddNonEmpty("text", screen.Truncate(toast, maxToast))
	_, err := c.call(ctx, "answerCallbackQuery", params)
	if judge(err) == late {
		return nil
	}
	return err
}

// Busy implements runner.Messenger. Telegram shows it for five seconds.
func (c *Client) Busy(ctx context.Context, to storage.Address) error {
	chat, thread, err := place(to)
	if err != nil {
		return err
	}
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10), "action": "typing"}
	params.AddNonZero64("message_thread_id", thread)
	_, err = c.call(ctx, "sendChatAction", params)
	return err
}

// place reads an address back; the thread is 0 outside topics.
func place(a storage.Address) (chat, thread int64, err error) {
	if chat, err = strconv.ParseInt(a.Chat, 10, 64); err != nil || chat == 0 {
		return 0, 0, fmt.Errorf("telegram: %q is no chat", a.Chat)
	}
	if a.Thread != "" {
		if thread, err = strconv.ParseInt(a.Thread, 10, 64); err != nil {
			return 0, 0, fmt.Errorf("telegram: %q is no thread", a.Thread)
		}
	}
	return chat, thread, nil
}
