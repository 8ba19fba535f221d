// Package telegram talks to people through a Telegram bot. It is the only
// package that knows Telegram and the library for it; what it does is
// runner.Messenger, and Run and Webhook, which receive.
package telegram

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/bot/runner"
	"chonmat/domain"
)

// PublicAPI is Telegram's own server.
const PublicAPI = "https://api.telegram.org"

// Config is what a Client is made from. Token and Store are required.
type Config struct {
	Token string
	Store Store
	// APIURL is any server that speaks the Bot API; "" is PublicAPI.
	APIURL string
	// Webhook makes Telegram call us; without, we ask it for updates.
	Webhook Webhook
	// HTTPClient replaces the client's own, its timeouts included.
	HTTPClient *http.Client
	// Log hears of what a person cannot see: an unreachable server, markup
	// that was refused. It never gets texts, and never the token.
	Log *slog.Logger
	// Pace is how fast to send; zero is TelegramPace.
	Pace Pace
	// Commands are the lists of commands shown in Telegram's menu. One without
	// Lang is for everybody whose language has none of its own.
	Commands []Menu
}

// Menu is the list of commands in one language.
type Menu struct {
	Lang     string // ISO 639-1; "" is everybody else
	Commands []Command
}

// Command is a line of the menu.
type Command struct {
	Name        string `json:"command"` // 1–32 of a–z, 0–9 and _
	Description string `json:"description"`
}

// Client is a Telegram bot. It is safe for concurrent use.
type Client struct {
	api   *tgbotapi.BotAPI
	http  *http.Client
	url   string // of the server, no slash at the end
	id    string // the bot's user id
	log   *slog.Logger
	pace  Pace
	store Store
	menus []Menu
	hook  *hook // nil: updates are asked for
	waits waits

	state  atomic.Int32           // a State
	name   atomic.Pointer[string] // the username, without "@"; nil until Telegram told
	old    atomic.Int32           // the capabilities this server was seen to lack
	floods floods
	moved  sync.Map // groups that became supergroups: id → id
}

var _ runner.Messenger = (*Client)(nil)

// A token is the bot's id and a secret.
var tokenShape = regexp.MustCompile(`^([1-9][0-9]{0,18}):[A-Za-z0-9_-]{10,100}$`)

// New makes a client; it calls nobody. Invalid: the token, a URL or the
// webhook's secret cannot be one.
func New(config Config) (*Client, error) {
	shape := tokenShape.FindStringSubmatch(config.Token)
	if shape == nil {
		return nil, domain.Errorf(domain.Invalid, "the Telegram token is not of the form 123456:ABC…: copy it again from @BotFather")
	}
	server := strings.TrimRight(config.APIURL, "/")
	if server == "" {
		server = PublicAPI
	}
	if u, err := url.Parse(server); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		return nil, domain.Errorf(domain.Invalid, "the Telegram API URL must be like %s", PublicAPI)
	}
	hook, err := newHook(config.Webhook, config.Token, server)
	if err != nil {
		return nil, err
	}
	c := &Client{
		http:  config.HTTPClient,
		url:   server,
		id:    shape[1],
		log:   config.Log,
		pace:  config.Pace,
		store: config.Store,
		menus: config.Commands,
		hook:  hook,
		waits: usualWaits,
	}
	if c.pace == (Pace{}) {
		c.pace = TelegramPace
	}
	if c.http == nil {
		c.http = newHTTPClient()
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	// tgbotapi.NewBotAPI would call Telegram, and fail the start when it is
	// unreachable.
	c.api = &tgbotapi.BotAPI{Token: config.Token, Client: c.http}
	c.api.SetAPIEndpoint(strings.ReplaceAll(server, "%", "%%") + "/bot%s/%s")
	return c, nil
}

// Bot implements runner.Messenger.
func (c *Client) Bot() string { return "telegram:" + c.id }

// Every call ends: Telegram answers within a second or two as a rule.
const (
	callTimeout = 15 * time.Second
	// Uploads get a second more for each of this many bytes.
	uploadRate = 100 << 10
)

// call makes one call and returns its result. Its errors are *Error, or what
// went wrong on the way.
func (c *Client) call(ctx context.Context, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	timeout := callTimeout
	for _, f := range files {
		if b, ok := f.Data.(tgbotapi.FileBytes); ok {
			timeout += time.Duration(len(b.Bytes)/uploadRate) * time.Second
		}
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	return c.callUntil(ctx, method, params, files...)
}

// callUntil is call with no deadline but that of ctx.
func (c *Client) callUntil(ctx context.Context, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	// The library knows no context: a copy of it for each call carries one.
	api := *c.api
	api.Client = transport{ctx: ctx, client: c.http, method: method, token: c.api.Token}
	var (
		answer *tgbotapi.APIResponse
		err    error
	)
	if len(files) > 0 {
		answer, err = api.UploadFiles(method, params, files)
	} else {
		answer, err = api.MakeRequest(method, params)
	}
	// The code is read from the answer: the library's error of an upload has none.
	if answer != nil && !answer.Ok && (answer.ErrorCode != 0 || answer.Description != "") {
		return nil, newError(method, answer)
	}
	if err != nil {
		return nil, explain(ctx, method, err)
	}
	return answer.Result, nil
}

// silence keeps the library from logging: it writes URLs, which hold the token.
type silence struct{}

func (silence) Println(...any)        {}
func (silence) Printf(string, ...any) {}

func init() {
	if err := tgbotapi.SetLogger(silence{}); err != nil {
		panic(err) // only for a nil logger
	}
}
