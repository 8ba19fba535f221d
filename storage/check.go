package storage

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"chonmat/domain"
)

// checkText refuses what PostgreSQL would: U+0000 and what is no UTF-8.
func checkText(field, text string) error {
	if strings.ContainsRune(text, 0) || !utf8.ValidString(text) {
		return domain.Errorf(domain.Invalid, "storage: %s holds U+0000 or is no UTF-8", field)
	}
	return nil
}

// checkTexts checks alternating fields and texts.
func checkTexts(fieldsAndTexts ...string) error {
	for i := 0; i < len(fieldsAndTexts); i += 2 {
		if err := checkText(fieldsAndTexts[i], fieldsAndTexts[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// checkJSON refuses what is no JSON, and JSON that holds U+0000, escaped or not.
func checkJSON(field string, doc []byte) error {
	if !json.Valid(doc) || !utf8.Valid(doc) {
		return domain.Errorf(domain.Invalid, "storage: %s is no JSON", field)
	}
	if escapesNUL(doc) {
		return domain.Errorf(domain.Invalid, "storage: %s holds U+0000", field)
	}
	return nil
}

// escapesNUL tells whether valid JSON holds an escaped U+0000. A backslash
// before it may itself be escaped, which makes it six harmless letters.
func escapesNUL(doc []byte) bool {
	for {
		i := bytes.Index(doc, []byte(`\u0000`))
		if i < 0 {
			return false
		}
		before := len(doc[:i]) - len(bytes.TrimRight(doc[:i], `\`))
		if before%2 == 0 {
			return true
		}
		doc = doc[i+1:]
	}
}

// encode returns v as JSON text to be stored.
func encode(field string, v any) (string, error) {
	doc, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	if escapesNUL(doc) {
		return "", domain.Errorf(domain.Invalid, "storage: %s holds U+0000", field)
	}
	return string(doc), nil
}

// blob makes no bytes an empty value, not NULL.
func blob(data []byte) []byte {
	if data == nil {
		return []byte{}
	}
	return data
}

// fromMicros reads a stored time.
func fromMicros(us int64) time.Time { return time.UnixMicro(us).UTC() }
