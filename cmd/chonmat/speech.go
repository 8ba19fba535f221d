package main

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"chonmat/bot/runner"
	"chonmat/prompts/model"
	"chonmat/storage"
)

// Speech are the settings of a language model. A key or an address switches it
// on.
type Speech struct {
	Key     string `env:"OPENAI_API_KEY"`
	BaseURL string `env:"OPENAI_BASE_URL"`
	Model   string `env:"OPENAI_MODEL"`

	TokensParam string `env:"CHONMAT_MODEL_TOKENS_PARAM"`
	Temperature string `env:"CHONMAT_MODEL_TEMPERATURE"`
	MaxTokens   int    `env:"CHONMAT_MODEL_MAX_TOKENS" envDefault:"1000"`
	// TokensPerPerson and TokensPerDay bound what a day may cost; 0: no limit.
	TokensPerPerson int `env:"CHONMAT_MODEL_TOKENS_PER_PERSON" envDefault:"30000"`
	TokensPerDay    int `env:"CHONMAT_MODEL_TOKENS_PER_DAY" envDefault:"1000000"`
	// InputUSD and OutputUSD are what a million tokens cost, in dollars, as
	// providers price them; USDPerPerson and USDPerDay bound what a day may
	// cost. 0: not known, no limit.
	InputUSD     float64 `env:"CHONMAT_MODEL_INPUT_USD"`
	OutputUSD    float64 `env:"CHONMAT_MODEL_OUTPUT_USD"`
	USDPerPerson float64 `env:"CHONMAT_MODEL_USD_PER_PERSON"`
	USDPerDay    float64 `env:"CHONMAT_MODEL_USD_PER_DAY"`
}

func (s Speech) on() bool { return s.Key != "" || s.BaseURL != "" }

// maxUSD bounds prices and budgets: more is a slip.
const maxUSD = 100_000

// maxModelName bounds what is shown to people of a model.
const maxModelName = 80

func (s Speech) check() error {
	if !s.on() {
		return nil
	}
	if s.Model == "" || len(s.Model) > maxModelName {
		return usagef("OPENAI_MODEL names the language model, in at most %d bytes; it is needed with OPENAI_API_KEY or OPENAI_BASE_URL", maxModelName)
	}
	if s.BaseURL != "" {
		u, err := url.Parse(s.BaseURL)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return usagef("OPENAI_BASE_URL is an address such as http://127.0.0.1:11434/v1")
		}
	}
	switch s.TokensParam {
	case "", "max_tokens", "max_completion_tokens", "none":
	default:
		return usagef("CHONMAT_MODEL_TOKENS_PARAM is max_tokens, max_completion_tokens or none, not %q", s.TokensParam)
	}
	if _, err := s.temperature(); err != nil {
		return usagef("CHONMAT_MODEL_TEMPERATURE is a number from 0 to 2, not %q", s.Temperature)
	}
	if s.MaxTokens < 100 || s.MaxTokens > 100_000 {
		return usagef("CHONMAT_MODEL_MAX_TOKENS is how long an answer may be, 100 to 100000, not %d", s.MaxTokens)
	}
	if s.TokensPerPerson < 0 || s.TokensPerDay < 0 {
		return usagef("CHONMAT_MODEL_TOKENS_PER_PERSON and CHONMAT_MODEL_TOKENS_PER_DAY are numbers of tokens; 0 is no limit")
	}
	for _, setting := range []struct {
		name  string
		value float64
	}{{"CHONMAT_MODEL_INPUT_USD", s.InputUSD}, {"CHONMAT_MODEL_OUTPUT_USD", s.OutputUSD}, {"CHONMAT_MODEL_USD_PER_PERSON", s.USDPerPerson}, {"CHONMAT_MODEL_USD_PER_DAY", s.USDPerDay}} {
		if !(setting.value >= 0 && setting.value <= maxUSD) {
			return usagef("%s is an amount in dollars, such as 0.25, at most %d", setting.name, maxUSD)
		}
	}
	if s.USDPerPerson+s.USDPerDay > 0 && (s.InputUSD == 0 || s.OutputUSD == 0) {
		return usagef("CHONMAT_MODEL_USD_PER_PERSON and CHONMAT_MODEL_USD_PER_DAY need the model's prices: CHONMAT_MODEL_INPUT_USD and CHONMAT_MODEL_OUTPUT_USD, for a million tokens")
	}
	return nil
}

func (s Speech) temperature() (*float64, error) {
	if s.Temperature == "" {
		return nil, nil
	}
	t, err := strconv.ParseFloat(s.Temperature, 64)
	if err == nil && !(t >= 0 && t <= 2) {
		err = strconv.ErrRange
	}
	return &t, err
}

// name is what people are told of the model and of who gets what it is sent:
// "gpt-5-mini · api.openai.com".
func (s Speech) name() string {
	if !s.on() {
		return ""
	}
	host := "api.openai.com"
	if u, err := url.Parse(s.BaseURL); err == nil && u.Host != "" {
		host = u.Hostname()
	}
	return s.Model + " · " + host
}

// speaker is the language model; nil when none is set.
func (s Speech) speaker() runner.Speaker {
	if !s.on() {
		return nil
	}
	temperature, _ := s.temperature() // checked
	return model.New(model.Config{
		Key: s.Key, BaseURL: strings.TrimSpace(s.BaseURL), Model: s.Model,
		TokensParam: s.TokensParam, Temperature: temperature, MaxTokens: s.MaxTokens,
	})
}

func (s Speech) allowance() storage.Allowance {
	of := func(tokens int, usd float64) storage.Cost {
		return storage.Cost{Tokens: int64(tokens), NanoUSD: int64(math.Ceil(usd * nanos))}
	}
	return storage.Allowance{Person: of(s.TokensPerPerson, s.USDPerPerson), Bot: of(s.TokensPerDay, s.USDPerDay)}
}

// price is what a token costs. A fraction of the smallest sum counts as one.
func (s Speech) price() runner.Price {
	of := func(usdPerMillion float64) int64 { return int64(math.Ceil(usdPerMillion * nanos / 1e6)) }
	return runner.Price{In: of(s.InputUSD), Out: of(s.OutputUSD)}
}

// nanos are the parts of a dollar in which money is counted.
const nanos = 1e9
