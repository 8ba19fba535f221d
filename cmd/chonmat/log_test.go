package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestNoSecretPassesTheLog(t *testing.T) {
	const (
		token = "123456789:AAExampleExampleExampleExampleExam_-"
		other = "987654321:AAOtherOtherOtherOtherOtherOtherOth"
		key   = "sk-proj-abcdefghijklmnop0123"
	)
	for _, format := range []string{"text", "json"} {
		var out bytes.Buffer
		log := newLog(format, &out, token, "")
		err := fmt.Errorf("get https://api.telegram.org/bot%s/getMe: %w", token, errors.New("refused"))
		log.Info("start "+token, "err", err, "url", "https://x/bot123456789%3AAAExampleExampleExampleExampleExam_-/f")
		log.With("t", token).WithGroup("g").Warn("x", slog.Group("h", "k", key), "any", struct{ T string }{other})
		if text := out.String(); strings.Contains(text, "Example") || strings.Contains(text, "Other") || strings.Contains(text, key) {
			t.Errorf("%s: %s", format, text)
		} else if !strings.Contains(text, "refused") || strings.Count(text, "[redacted]") < 5 || strings.Count(text, "\n") != 2 {
			t.Errorf("%s lost more than secrets: %s", format, text)
		}
	}
}

func TestOrdinaryTextPassesTheLogUnchanged(t *testing.T) {
	var out bytes.Buffer
	const line = "time=2026-11-23T03:53:23 seq=123456 url=http://127.0.0.1:8099/ id=123456:short ngân sách\n"
	if n, err := newRedactor(&out, "", "ab").Write([]byte(line)); n != len(line) || err != nil || out.String() != line {
		t.Errorf("%d %v %q", n, err, out.String())
	}
}
