package roster

import (
	"net/url"
	"strings"

	"chonmat/domain"
)

// maxLink is the longest link, in bytes, that is read or kept.
const maxLink = 500

// linkHosts are the hosts of the platforms, without "www." and "m.".
var linkHosts = map[string]domain.Platform{
	"tiktok.com": domain.TikTok, "vt.tiktok.com": domain.TikTok, "vm.tiktok.com": domain.TikTok,
	"facebook.com": domain.Facebook, "fb.com": domain.Facebook, "fb.me": domain.Facebook, "fb.watch": domain.Facebook,
	"web.facebook.com": domain.Facebook, "vi-vn.facebook.com": domain.Facebook,
	"instagram.com": domain.Instagram, "instagr.am": domain.Instagram, "ig.me": domain.Instagram,
	"youtube.com": domain.YouTube, "youtu.be": domain.YouTube, "music.youtube.com": domain.YouTube,
	"threads.net": domain.Threads, "threads.com": domain.Threads,
	"zalo.me": domain.Zalo, "oa.zalo.me": domain.Zalo, "chat.zalo.me": domain.Zalo,
	"x.com": domain.X, "twitter.com": domain.X, "linkedin.com": domain.LinkedIn, "vn.linkedin.com": domain.LinkedIn,
}

// notHandles are first parts of paths that name no account; those of posts are
// true.
var notHandles = map[string]bool{"p": true, "reel": true, "reels": true, "stories": true, "watch": true, "video": true, "videos": true,
	"shorts": true, "photo": true, "photo.php": true, "story.php": true, "permalink.php": true, "posts": true, "status": true, "t": true,
	"": false, "playlist": false, "hashtag": false, "explore": false, "share": false, "events": false, "i": false, "home": false,
	"search": false, "tag": false, "music": false, "login": false, "feed": false, "results": false, "embed": false, "discover": false}

// idPaths are first parts of paths behind which the account's name or id
// stands.
var idPaths = map[string]bool{"channel": true, "c": true, "user": true, "in": true, "company": true, "people": true, "pages": true,
	"pg": true, "groups": true, "add_friend_bot": true}

// account is what a link says.
type account struct {
	platform domain.Platform
	handle   string // "" when the link names no account (a short link, one video)
	url      string // of the account, http or https; "" for a post
	post     bool   // it leads to one post or video
}

// readLink reads a link to an account; ok is false for what is no link, and
// platform "" for one to somewhere else.
func readLink(s string) (a account, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) < 5 || len(s) > maxLink || strings.IndexByte(s, '.') < 0 || strings.ContainsAny(s, " \n\t\"<>") {
		return a, false
	}
	full := s
	if !hasScheme(s) {
		host, _, _ := strings.Cut(strings.ToLower(s), "/")
		if linkHosts[bareHost(host)] == "" {
			return a, false
		}
		full = "https://" + s
	}
	u, err := url.Parse(full)
	if err != nil || u.Host == "" || u.User != nil {
		return a, false
	}
	a.platform = linkHosts[bareHost(strings.ToLower(u.Hostname()))]
	if a.platform != "" {
		a.handle = handleIn(u)
	}
	switch parts := strings.Split(strings.Trim(u.Path, "/"), "/"); {
	case a.platform != "" && notHandles[strings.ToLower(parts[0])]:
		a.post = true // it leads to no account
		return a, true
	case a.handle != "" && strings.HasPrefix(parts[0], "@"):
		u.Path, u.RawPath, u.RawQuery, u.Fragment = "/"+parts[0], "", "", ""
	case a.handle != "": // what follows tells where the link was copied
		query := url.Values{}
		if id := u.Query().Get("id"); id != "" {
			query.Set("id", id)
		}
		u.RawQuery, u.Fragment = query.Encode(), ""
	}
	a.url = u.String()
	return a, len(a.url) <= maxLink
}

// AccountIn reads a text that names one account: a link to it, or "tiktok
// @mau".
func AccountIn(text string) (platform domain.Platform, handle string, ok bool) {
	a, ok := findAccount(text)
	if !ok || a.platform == "" || a.handle == "" {
		return "", "", false
	}
	return a.platform, a.handle, true
}

// findAccount reads a cell that names an account in the midst of other words:
// "@mau (TikTok)", "tiktok: mau.official", two links one under the other. Of
// several accounts it is the first.
func findAccount(cell string) (a account, ok bool) {
	if a, ok := readLink(cell); ok {
		return a, true
	}
	if len(cell) > maxLink {
		return a, false
	}
	for word := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;|()", r) }) {
		if link, ok := readLink(strings.Trim(word, ":-")); ok && link.platform != "" {
			return link, true
		}
		if word[0] == '@' && a.handle == "" && likeHandle(word) {
			a.handle = word[1:]
			cell = strings.Replace(cell, word, " ", 1) // its letters name no platform
		}
	}
	a.platform = platformOf(strings.TrimSpace(cell))
	if before, after, found := strings.Cut(cell, ":"); found && a.handle == "" && platformOf(before) != "" {
		if after = strings.TrimSpace(after); likeHandle(after) {
			a.handle = after
		}
	}
	return a, a.handle != ""
}

func hasScheme(s string) bool {
	return len(s) > 8 && (strings.EqualFold(s[:7], "http://") || strings.EqualFold(s[:8], "https://"))
}

func bareHost(host string) string {
	for _, prefix := range []string{"www.", "m.", "mobile.", "mbasic."} {
		host = strings.TrimPrefix(host, prefix)
	}
	return host
}

// handleIn returns the name of the account in the path of a link.
func handleIn(u *url.URL) string {
	host := bareHost(strings.ToLower(u.Hostname()))
	if host == "youtu.be" || host == "vt.tiktok.com" || host == "vm.tiktok.com" || host == "fb.watch" {
		return ""
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	first := parts[0]
	switch lower := strings.ToLower(first); {
	case lower == "profile.php":
		return validHandle(u.Query().Get("id"))
	case strings.HasPrefix(first, "@"):
		return validHandle(first[1:])
	case idPaths[lower] && len(parts) > 1:
		return validHandle(parts[idAt(lower, parts)])
	case idPaths[lower]:
		return ""
	}
	if _, no := notHandles[strings.ToLower(first)]; no {
		return ""
	}
	return validHandle(first)
}

// idAt returns where in a path the account stands: last for people, whose name
// comes before, and else behind the first part.
func idAt(first string, parts []string) int {
	if first == "people" {
		return len(parts) - 1
	}
	return 1
}

// maxHandle is the longest handle, in bytes; Facebook allows 50 letters,
// LinkedIn 100.
const maxHandle = 100

// validHandle returns s when it can be a handle, and otherwise "".
func validHandle(s string) string {
	s = strings.TrimPrefix(strings.TrimSpace(s), "@")
	if s == "" || len(s) > maxHandle || strings.ContainsAny(s, " ,;|/\\\"'<>()") {
		return ""
	}
	return clean(s, maxHandle)
}

// likeHandle tells whether s is written as handles are: ASCII letters, digits,
// dots, underscores and dashes, with a letter.
func likeHandle(s string) bool {
	letter := false
	for i := range len(s) {
		switch c := s[i] | 0x20; {
		case c >= 'a' && c <= 'z':
			letter = true
		case isDigit(s[i]), s[i] == '.', s[i] == '_', s[i] == '-', i == 0 && s[i] == '@':
		default:
			return false
		}
	}
	return letter && len(s) >= 2 && len(s) <= maxHandle
}
