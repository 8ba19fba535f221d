package draft

import (
	"chonmat/domain"
	"chonmat/domain/growth/offer"
)

// Reply is a creator's answer to an offer that was judged.
type Reply struct {
	Tone Tone
	Said offer.Assessment
}

// Draft composes the answer. What has to be made clear, as what the law asks,
// is fixed.
func (r Reply) Draft() Draft {
	paragraph := func(says ...domain.Sentence) Part { return Part{Says: says} }
	if r.Said.Decline {
		return Draft{Parts: []Part{paragraph(r.Tone.say("draft.reply.decline."))}}
	}
	opening := []domain.Sentence{r.Tone.say("draft.reply.hello.")}
	if counter, ok := r.Said.Counter(); ok {
		opening = append(opening, r.Tone.say("draft.reply.counter.", "range", counter))
	}
	d := Draft{Parts: []Part{paragraph(opening...)}}
	if len(r.Said.Asks) > 0 {
		d.Parts = append(d.Parts, Part{Head: r.Tone.say("draft.reply.asks."), Says: r.Said.Asks, List: true})
	}
	if len(r.Said.Clear) > 0 {
		d.Parts = append(d.Parts, Part{Says: r.Said.Clear, Fixed: true})
	}
	return Draft{Parts: append(d.Parts, Part{Says: []domain.Sentence{r.Tone.say("draft.reply.bye.")}, Fixed: true})}
}
