package telegram

// The parts of Telegram's JSON that we read. The library's own types drop
// message_thread_id and whatever came after Bot API 5.5.

type update struct {
	ID       int64     `json:"update_id"`
	Message  *message  `json:"message"`
	Edited   *message  `json:"edited_message"`
	Callback *callback `json:"callback_query"`
}

type message struct {
	ID       int64     `json:"message_id"`
	Thread   int64     `json:"message_thread_id"`
	IsTopic  bool      `json:"is_topic_message"` // without it a thread is only a chain of replies
	From     *user     `json:"from"`
	Chat     chat      `json:"chat"`
	Text     string    `json:"text"`
	Caption  string    `json:"caption"`
	Document *document `json:"document"`
	ReplyTo  *struct {
		From *user `json:"from"`
	} `json:"reply_to_message"`

	Animation present `json:"animation"`
	Audio     present `json:"audio"`
	Checklist present `json:"checklist"`
	Contact   present `json:"contact"`
	Dice      present `json:"dice"`
	Game      present `json:"game"`
	Location  present `json:"location"`
	PaidMedia present `json:"paid_media"`
	Photo     present `json:"photo"`
	Poll      present `json:"poll"`
	Sticker   present `json:"sticker"`
	Story     present `json:"story"`
	Venue     present `json:"venue"`
	Video     present `json:"video"`
	VideoNote present `json:"video_note"`
	Voice     present `json:"voice"`
}

// other names what a message holds besides text and documents; "" for the
// messages Telegram writes itself (a member joined, a message was pinned …).
func (m *message) other() string {
	for _, k := range [...]struct {
		is   present
		name string
	}{
		{m.Animation, "animation"}, // comes with a document of the same content
		{m.Audio, "audio"},
		{m.Checklist, "checklist"},
		{m.Contact, "contact"},
		{m.Dice, "dice"},
		{m.Game, "game"},
		{m.Venue, "location"}, // comes with a location
		{m.Location, "location"},
		{m.PaidMedia, "paid_media"},
		{m.Photo, "photo"},
		{m.Poll, "poll"},
		{m.Sticker, "sticker"},
		{m.Story, "story"},
		{m.Video, "video"},
		{m.VideoNote, "video_note"},
		{m.Voice, "voice"},
	} {
		if k.is {
			return k.name
		}
	}
	return ""
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

type user struct {
	ID    int64  `json:"id"`
	IsBot bool   `json:"is_bot"`
	First string `json:"first_name"`
	Last  string `json:"last_name"`
	Lang  string `json:"language_code"`
}

type document struct {
	ID   string `json:"file_id"`
	Name string `json:"file_name"`
	Size int64  `json:"file_size"`
}

type callback struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"` // its date is 0 when it is inaccessible: only chat and id are there
	Data    string   `json:"data"`
}

// present is true for a field that is there, whatever it holds.
type present bool

// UnmarshalJSON implements json.Unmarshaler.
func (p *present) UnmarshalJSON(b []byte) error {
	*p = string(b) != "null"
	return nil
}
