// Package domain holds what the product is about: briefs, creators, campaigns
// and the rules that bind them.
//
// It is pure. It reads no clock, no network and no database; time comes in as
// a parameter, and the same input gives the same output, byte for byte. It
// imports nothing of ours; the packages below it import it:
//
//	understand  free text → brief
//	advise      channel advice, ranking, forecast
//	facts       market facts as tables, every row with source and date
//	draft       texts to send to somebody, and ideas for content
//	wording     sentences and figures in Vietnamese and English
package domain
