package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"chonmat/domain"
	"chonmat/domain/understand"
)

// maxLine bounds a line of `brief -`, in bytes.
const maxLine = 1 << 20

// brief prints what texts say about a campaign.
func brief(ctx context.Context, s shell, args []string) error {
	config, err := readConfig(s.env)
	if err != nil {
		return err
	}
	rate := config.VNDPerUSD
	switch {
	case len(args) == 0:
		return usagef("needs a text, or - to read lines from standard input")
	case len(args) == 1 && args[0] == "-":
		return briefLines(ctx, s, rate)
	}
	return printJSON(s.out, understood(strings.Join(args, " "), rate))
}

// understood is what a text states; rate is what a dollar is taken for.
func understood(text string, rate int64) domain.Brief {
	return understand.Read(text, understand.Context{VNDPerUSD: rate}).Brief.Contract()
}

// labelled is a text with an id, and what it says.
type labelled struct {
	ID    json.RawMessage `json:"id"`
	Text  *string         `json:"text,omitempty"`
	Brief *domain.Brief   `json:"brief,omitempty"`
}

// briefLines prints a line for each line read: a brief, or one with its id.
func briefLines(ctx context.Context, s shell, rate int64) error {
	in, out := bufio.NewReaderSize(s.in, 64<<10), bufio.NewWriterSize(s.out, 64<<10)
	defer out.Flush()
	encode := newJSON(out)
	for n := 1; ctx.Err() == nil; n++ {
		raw, err := readLine(in)
		if err == io.EOF {
			return out.Flush()
		}
		if err != nil {
			return errors.Join(domain.Errorf(domain.Invalid, "line %d: %w", n, err), out.Flush())
		}
		raw = bytes.TrimSpace(raw)
		if !bytes.HasPrefix(raw, []byte("{")) {
			err = encode.Encode(understood(string(raw), rate))
		} else {
			var l labelled
			if json.Unmarshal(raw, &l) != nil || l.Text == nil || len(l.ID) == 0 {
				return errors.Join(domain.Errorf(domain.Invalid, `line %d: is no JSON object with "id" and "text"`, n), out.Flush())
			}
			read := understood(*l.Text, rate)
			err = encode.Encode(labelled{ID: l.ID, Brief: &read})
		}
		if err == nil && in.Buffered() == 0 { // somebody may wait for the answer
			err = out.Flush()
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// readLine returns a line without its end; io.EOF when there is none left.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > maxLine:
			return nil, errors.New("is over 1 MB")
		case err == bufio.ErrBufferFull:
		case err == io.EOF && len(line) > 0:
			return line, nil
		default:
			return line, err
		}
	}
}

// newJSON writes a JSON value a line, with < and > as they are.
func newJSON(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

func printJSON(w io.Writer, v any) error { return newJSON(w).Encode(v) }
