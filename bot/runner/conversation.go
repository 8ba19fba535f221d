package runner

import (
	"encoding/json"

	"chonmat/bot/dialog"
)

// Conversation is the product's dialog as a Dialog.
type Conversation struct{}

// Refs names what the stored state points at.
func (Conversation) Refs(state []byte) (campaign, upload string) {
	s := dialog.ReadState(state)
	return s.Campaign, s.Upload
}

// Step takes a step from a stored state.
func (Conversation) Step(w dialog.World, state []byte, e dialog.Event) ([]byte, []dialog.Effect) {
	next, effects := dialog.Step(w, dialog.ReadState(state), e)
	data, err := json.Marshal(next)
	if err != nil { // State is plain data: this cannot be
		panic(err)
	}
	return data, effects
}
