package domain

import "testing"

func TestWhoAskedToBeRemovedIsKnownHoweverTheyAreWritten(t *testing.T) {
	r := Removed{RemovalHash(TikTok, "@Mau.Linh"): true}
	for name, c := range map[string]struct {
		account Account
		want    bool
	}{
		"the handle":                {Account{Platform: TikTok, Handle: "mau.linh", Name: "Linh"}, true},
		"in capitals, with an @":    {Account{Platform: TikTok, Handle: " @MAU.LINH"}, true},
		"only a name, the handle's": {Account{Platform: TikTok, Name: "Mau.Linh"}, true},
		"elsewhere":                 {Account{Platform: Instagram, Handle: "mau.linh"}, false},
		"another of that name":      {Account{Platform: TikTok, Handle: "linh2", Name: "mau.linh"}, false},
	} {
		if got := r.Has(&c.account); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	all := []Account{{Platform: TikTok, Handle: "a"}, {Platform: TikTok, Handle: "mau.linh"}, {Platform: TikTok, Handle: "b"}}
	kept, left := r.Without(all)
	if left != 1 || len(kept) != 2 || kept[1].Handle != "b" || all[1].Handle != "mau.linh" {
		t.Errorf("%d left out of %v", left, kept)
	}
	if kept, left := (Removed{}).Without(all); left != 0 || len(kept) != 3 {
		t.Errorf("%d left out for nobody", left)
	}
}
