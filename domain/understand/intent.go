package understand

// IntentOf tells what a free text is for.
func IntentOf(text string, ctx Context) Intent {
	if !Read(text, ctx).Empty() {
		return IntentBrief
	}
	return IntentUnknown
}
