package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/caarlos0/env/v11"

	"chonmat/storage"
)

// Config is everything that can be set.
type Config struct {
	Token    string   `env:"TELEGRAM_BOT_TOKEN"`
	APIURL   string   `env:"TELEGRAM_API_URL"`
	Webhook  string   `env:"CHONMAT_WEBHOOK_URL"`
	Secret   string   `env:"CHONMAT_WEBHOOK_SECRET"`
	Database string   `env:"CHONMAT_DATABASE" envDefault:"chonmat.db"`
	Listen   string   `env:"CHONMAT_LISTEN" envDefault:"127.0.0.1:8080"`
	Hosts    []string `env:"CHONMAT_HOSTS"`
	Admins   []string `env:"CHONMAT_ADMINS"` // Telegram user ids
	Log      string   `env:"CHONMAT_LOG" envDefault:"text"`
	// VNDPerUSD converts budgets and quotes in dollars. The default is that of
	// understand.DefaultVNDPerUSD (2026-11).
	VNDPerUSD int64 `env:"CHONMAT_VND_PER_USD" envDefault:"26000"`

	// Operator is who runs the bot and how to reach them, as people are told
	// before they agree that what they say is kept.
	Operator string `env:"CHONMAT_OPERATOR"`
	// KeepDays is how long what is done with is kept, BackupDays how long
	// backups are, as people are told; 0: not said.
	KeepDays   int `env:"CHONMAT_KEEP_DAYS" envDefault:"7"`
	BackupDays int `env:"CHONMAT_BACKUP_DAYS"`

	// MessagesPerMinute and FilesPerHour bound what one person can make the bot
	// do; 0: no limit.
	MessagesPerMinute int `env:"CHONMAT_MESSAGES_PER_MINUTE" envDefault:"60"`
	FilesPerHour      int `env:"CHONMAT_FILES_PER_HOUR" envDefault:"30"`

	Speech

	// Unused names what is set and has no effect.
	Unused []string
}

// secrets are the settings that may also come from a file, named by the
// setting with _FILE.
var secrets = []string{"TELEGRAM_BOT_TOKEN", "CHONMAT_WEBHOOK_SECRET", "CHONMAT_DATABASE", "OPENAI_API_KEY"}

// hidden lists what no log may show: the address of a database may hold a
// password.
func (c Config) hidden() []string {
	values := []string{c.Token, c.Secret, c.Key}
	if storage.Remote(c.Database) {
		values = append(values, c.Database)
		if u, err := url.Parse(c.Database); err == nil {
			password, _ := u.User.Password()
			values = append(values, password, u.Query().Get("password"))
		}
	}
	return values
}

const (
	// minKeepDays: Telegram repeats an update for 24 hours.
	minKeepDays = 2
	maxOperator = 200
)

// maxSecret bounds the file of a secret.
const maxSecret = 4096

// readConfig reads the settings. A mistake names the setting, never a value
// that may be secret.
func readConfig(vars map[string]string) (Config, error) {
	vars, err := withSecretFiles(vars)
	if err != nil {
		return Config{}, err
	}
	c, err := env.ParseAsWithOptions[Config](env.Options{Environment: vars})
	if err != nil {
		return Config{}, usagef("settings: %w", err)
	}
	if c.Log != "text" && c.Log != "json" {
		return Config{}, usagef("CHONMAT_LOG is text or json, not %q", c.Log)
	}
	if c.VNDPerUSD < 1_000 || c.VNDPerUSD > 1_000_000 {
		return Config{}, usagef("CHONMAT_VND_PER_USD is what a dollar costs in đồng, such as 26000, not %d", c.VNDPerUSD)
	}
	for i, id := range c.Admins {
		c.Admins[i] = strings.TrimSpace(id)
		if n, err := strconv.ParseInt(c.Admins[i], 10, 64); err != nil || n <= 0 {
			return Config{}, usagef("CHONMAT_ADMINS is Telegram user ids by comma, such as 12345678,87654321, not %q", id)
		}
	}
	if c.KeepDays < minKeepDays || c.KeepDays > 365 {
		return Config{}, usagef("CHONMAT_KEEP_DAYS is from %d, longer than Telegram repeats an update, to 365, not %d", minKeepDays, c.KeepDays)
	}
	if c.MessagesPerMinute < 0 || c.FilesPerHour < 0 {
		return Config{}, usagef("CHONMAT_MESSAGES_PER_MINUTE and CHONMAT_FILES_PER_HOUR are numbers; 0 is no limit")
	}
	if c.BackupDays < 0 {
		return Config{}, usagef("CHONMAT_BACKUP_DAYS is for how many days backups are kept, not %d", c.BackupDays)
	}
	if len(c.Operator) > maxOperator {
		return Config{}, usagef("CHONMAT_OPERATOR is a name and how to reach you, in at most %d bytes", maxOperator)
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return Config{}, usagef("CHONMAT_LISTEN is an address such as 127.0.0.1:8080, not %q", c.Listen)
	}
	if err := c.Speech.check(); err != nil {
		return Config{}, err
	}
	c.Unused = c.unused(vars)
	return c, nil
}

// unused names the settings that are set and change nothing: those that have
// a meaning by contract and not in this version, and those that need another.
func (c Config) unused(vars map[string]string) (names []string) {
	var idle []string
	if !c.Speech.on() {
		idle = append(idle, "OPENAI_MODEL")
	}
	if c.Token == "" {
		idle = append(idle, "CHONMAT_WEBHOOK_URL", "CHONMAT_ADMINS")
	}
	if c.Token == "" || c.Webhook == "" {
		idle = append(idle, "CHONMAT_WEBHOOK_SECRET")
	}
	for _, name := range idle {
		if vars[name] != "" || vars[name+"_FILE"] != "" {
			names = append(names, name)
		}
	}
	return names
}

func withSecretFiles(vars map[string]string) (map[string]string, error) {
	out := make(map[string]string, len(vars))
	for k, v := range vars {
		out[k] = v
	}
	for _, name := range secrets {
		file := out[name+"_FILE"]
		if file == "" {
			continue
		}
		if out[name] != "" {
			return nil, usagef("%s and %s_FILE are both set: keep one", name, name)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, usagef("%s_FILE: %w", name, err)
		}
		if len(data) > maxSecret {
			return nil, usagef("%s_FILE: over %d bytes is no secret of ours", name, maxSecret)
		}
		out[name] = strings.TrimSpace(string(data))
	}
	return out, nil
}

// environment turns "NAME=value" lines into a map.
func environment(lines []string) map[string]string {
	vars := make(map[string]string, len(lines))
	for _, l := range lines {
		if name, value, ok := strings.Cut(l, "="); ok {
			vars[name] = value
		}
	}
	return vars
}

// pageURL is where a browser finds the page that listens on an address.
func pageURL(address net.Addr) string {
	host, port, err := net.SplitHostPort(address.String())
	if err != nil {
		return fmt.Sprintf("http://%s/", address)
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}
