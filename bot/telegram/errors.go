package telegram

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/bot/runner"
)

// ErrToken is the end of a bot: Telegram does not know its token.
var ErrToken = errors.New("the token is refused by Telegram")

// Error is Telegram's answer that a call failed.
type Error struct {
	Method      string
	Code        int // as of HTTP
	Description string
	RetryAfter  time.Duration
	MigrateTo   int64 // the chat's new id
}

func newError(method string, answer *tgbotapi.APIResponse) *Error {
	e := &Error{Method: method, Code: answer.ErrorCode, Description: answer.Description}
	if p := answer.Parameters; p != nil {
		e.RetryAfter = time.Duration(max(p.RetryAfter, 0)) * time.Second
		e.MigrateTo = p.MigrateToChatID
	}
	if e.Code == 429 && e.RetryAfter == 0 {
		e.RetryAfter = 3 * time.Second
	}
	return e
}

// Error leaves out what Telegram quotes: it can be a person's text.
func (e *Error) Error() string {
	text, _, _ := strings.Cut(e.Description, `"`)
	return fmt.Sprintf("telegram %s: %d %s", e.Method, e.Code, strings.TrimSpace(text[:min(len(text), 160)]))
}

// verdict is what an error means for what to do next.
type verdict int

const (
	transient  verdict = iota // the same again, later
	wait                      // the same again, not before RetryAfter
	done                      // it is already so
	late                      // the press is too old to be answered
	lost                      // the message to change is gone: send a new one
	moved                     // the chat has a new id: send there
	unthreaded                // the topic is gone: send outside it
	unmarked                  // the markup is refused: send without
	unfiled                   // the id of the file is known no more: upload it
	uncopyable                // this server knows no copy buttons
	unknown                   // this server does not know the method
	gone                      // nobody is there
	barred                    // this may not be said there
	refused                   // never in this form
	conflict                  // somebody else receives for this bot
	tokenless                 // the token is refused
)

// verdicts is the one table of Telegram's errors, by code and a piece of the
// description in lower case; the first that fits counts. The texts are those
// of the Bot API server 10.0.
var verdicts = []struct {
	code int // 0: any
	text string
	verdict
}{
	{400, "message is not modified", done},
	{400, "query is too old", late},
	{400, "query_id_invalid", late},
	{400, "message to edit not found", lost},
	{400, "message can't be edited", lost},
	{400, "message_id_invalid", lost},
	{400, "message identifier is not specified", lost},
	{400, "there is no text in the message to edit", lost},
	{400, "can't parse entities", unmarked},
	{400, "entity_bounds_invalid", unmarked},
	{400, "entities_too_long", unmarked},
	{400, "message thread not found", unthreaded},
	{400, "topic_deleted", unthreaded},
	{400, "topic_closed", unthreaded},
	{400, "topic_id_invalid", unthreaded},
	{400, "wrong file identifier", unfiled},
	{400, "wrong remote file identifier", unfiled},
	{400, "file_reference_", unfiled},
	{400, "text buttons are unallowed", uncopyable},
	{400, "chat not found", gone},
	{400, "user not found", gone},
	{400, "peer_id_invalid", gone},
	{400, "user_is_blocked", gone},
	{400, "input_user_deactivated", gone},
	{400, "group chat was deactivated", gone},
	{400, "chat_write_forbidden", gone},
	{400, "chat_restricted", gone},
	{400, "not enough rights", barred}, // documents, perhaps, and not texts
	{400, "have no rights", barred},
	{400, "need administrator rights", barred},
	{400, "", refused},
	{401, "", tokenless},
	{403, "", gone},
	{404, "", unknown},
	{409, "", conflict},
	{413, "", refused},
}

// judge looks an error up; what is not Telegram's answer is transient.
func judge(err error) verdict {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return transient
	}
	switch {
	case e.RetryAfter > 0:
		return wait
	case e.MigrateTo != 0:
		return moved
	}
	text := strings.ToLower(e.Description)
	for _, row := range verdicts {
		if (row.code == 0 || row.code == e.Code) && strings.Contains(text, row.text) {
			return row.verdict
		}
	}
	return transient
}

// delivery is what the runner is told about an error without remedy. A refused
// token ends Run; what is to be delivered waits for a new one.
func delivery(err error) error {
	switch judge(err) {
	case wait:
		return &runner.DeliveryError{RetryAfter: retryAfter(err), Err: err}
	case transient, tokenless, unknown, conflict:
		return err
	case gone:
		return &runner.DeliveryError{Gone: true, Unreachable: true, Err: err}
	}
	return hopeless(err)
}

// hopeless is a delivery that no repetition helps.
func hopeless(err error) error { return &runner.DeliveryError{Gone: true, Err: err} }

// retryAfter is how long Telegram asks to wait, 0 if it does not.
func retryAfter(err error) time.Duration {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.RetryAfter
	}
	return 0
}
