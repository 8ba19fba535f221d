package runner

import (
	"encoding/json"

	"chonmat/bot/dialog"
)

// Conversation is the product's dialog as a Dialog.
type Conversation struct{}

// Open reads a stored state.
func (Conversation) Open(state []byte) Talk {
	s := dialog.ReadState(state)
	return Talk{Campaign: s.Campaign, Upload: s.Upload, Step: func(w dialog.World, e dialog.Event) ([]byte, []dialog.Effect) {
		next, effects := dialog.Step(w, s, e)
		data, err := json.Marshal(next)
		if err != nil { // State is plain data: this cannot be
			panic(err)
		}
		return data, effects
	}}
}
