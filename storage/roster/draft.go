package roster

import (
	"cmp"
	"slices"
	"strings"

	"chonmat/domain"
)

// The longest texts that are kept of a row, in runes.
const (
	maxName    = 200
	maxID      = 120
	maxContact = 200
	maxSource  = 200
)

// draft is what one row says about one account, before it is settled.
type draft struct {
	domain.Account
	asOf        string
	source      string
	prices      []priced
	inName      string // a handle that stands behind the name
	deliverable string // that the row's price buys
	ages        [5]domain.Figure[domain.Rate]
	male        domain.Figure[domain.Rate]
	tags        []string
	link        domain.Platform // of the URL
	elsewhere   string          // what the row calls its platform when it is none of ours

	engagements domain.Figure[int64] // all interactions of a post
}

// setters say what a cell of each column adds to a draft.
var setters = map[Column]func(d *draft, cell string, r *columnReader){
	"id": func(d *draft, cell string, _ *columnReader) { d.Creator = clean(cell, maxID) },
	"name": func(d *draft, cell string, _ *columnReader) {
		if at := strings.LastIndexByte(cell, '@'); at == 0 || at > 1 && strings.IndexByte(" (", cell[at-1]) >= 0 { // "Linh Mẫu (@linh.mau)"
			if handle := strings.TrimRight(cell[at:], ") "); likeHandle(handle) {
				d.Name, d.inName = clean(strings.TrimRight(cell[:at], " (-|–"), maxName), handle[1:]
				return
			}
		}
		d.Name = clean(cell, maxName)
	},
	"kind": func(d *draft, cell string, _ *columnReader) { d.Kind = kindOf(cell) },
	"platform": func(d *draft, cell string, _ *columnReader) {
		if a, ok := findAccount(cell); ok {
			d.take(a)
			d.Platform = a.platform
			return
		}
		if d.Platform = platformOf(cell); d.Platform == "" {
			d.elsewhere = clean(cell, 40)
		}
	},
	"handle": func(d *draft, cell string, _ *columnReader) {
		if a, ok := findAccount(cell); ok {
			d.take(a)
			return
		}
		if d.Handle = validHandle(cell); d.Handle == "" && d.Name == "" {
			d.Name = clean(cell, maxName) // a name stands where the handle should
		}
	},
	"url": func(d *draft, cell string, _ *columnReader) {
		if a, ok := findAccount(cell); ok {
			d.take(a)
		} else if d.Handle == "" && likeHandle(cell) {
			d.Handle = validHandle(cell)
		}
	},
	"followers":         func(d *draft, cell string, r *columnReader) { d.Followers = r.count(cell) },
	"avg_views":         func(d *draft, cell string, r *columnReader) { d.Views = r.count(cell) },
	"followers_90d_ago": func(d *draft, cell string, r *columnReader) { d.Followers90dAgo = r.count(cell) },
	"engagement_rate": func(d *draft, cell string, r *columnReader) {
		if v, ok := r.rate(cell); ok {
			d.Engagement = domain.Known(v)
		}
	},
	"engagement_basis": func(d *draft, cell string, _ *columnReader) {
		d.EngagementBasis = basisIn(strings.Fields(fold(cut(cell, 60))))
	},
	"posts_per_week": func(d *draft, cell string, r *columnReader) {
		if v, ok := r.number(cell); ok && v <= 1000 {
			d.PostsPerWeek = domain.Known(v)
		}
	},
	"last_post_at": func(d *draft, cell string, _ *columnReader) { d.LastPost, _ = readDate(cell) },
	"categories":   func(d *draft, cell string, _ *columnReader) { d.tags = append(d.tags, cell) },
	"languages":    func(d *draft, cell string, _ *columnReader) { d.Languages = languagesOf(cell) },
	"location":     func(d *draft, cell string, _ *columnReader) { d.Location = placeOf(cell) },

	"audience_female":  func(d *draft, cell string, r *columnReader) { d.AudienceFemale = r.share(cell) },
	"audience_male":    func(d *draft, cell string, r *columnReader) { d.male = r.share(cell) },
	"audience_13_17":   func(d *draft, cell string, r *columnReader) { d.ages[0] = r.share(cell) },
	"audience_18_24":   func(d *draft, cell string, r *columnReader) { d.ages[1] = r.share(cell) },
	"audience_25_34":   func(d *draft, cell string, r *columnReader) { d.ages[2] = r.share(cell) },
	"audience_35_44":   func(d *draft, cell string, r *columnReader) { d.ages[3] = r.share(cell) },
	"audience_45_plus": func(d *draft, cell string, r *columnReader) { d.ages[4] = r.share(cell) },
	"audience_locations": func(d *draft, cell string, _ *columnReader) {
		d.AudienceLocations = placeShares(cell)
	},
	"sponsored_share": func(d *draft, cell string, r *columnReader) { d.SponsoredShare = r.share(cell) },
	"sponsored_vs_organic": func(d *draft, cell string, r *columnReader) {
		if v, ok := r.number(cell); ok && v <= 100 {
			d.SponsoredVsOrganic = domain.Known(v)
		}
	},

	"price":                 setPrices,
	"price_post_vnd":        setPrices,
	"price_story_vnd":       setPrices,
	"price_short_video_vnd": setPrices,
	"price_long_video_vnd":  setPrices,
	"price_livestream_vnd":  setPrices,

	"deliverable": func(d *draft, cell string, _ *columnReader) {
		if f, ok := deliverableWords.find(strings.Fields(fold(cut(cell, 200)))); ok {
			d.deliverable = f.value
		}
	},

	"avg_likes":    func(d *draft, cell string, r *columnReader) { d.Likes = r.interactions(cell) },
	"avg_comments": func(d *draft, cell string, r *columnReader) { d.Comments = r.interactions(cell) },
	"avg_shares":   func(d *draft, cell string, r *columnReader) { d.Shares = r.interactions(cell) },
	"engagements":  func(d *draft, cell string, r *columnReader) { d.engagements = r.interactions(cell) },

	"contact": func(d *draft, cell string, _ *columnReader) {
		text := clean(cell, maxContact)
		if len(text) == 9 && allDigits(text) { // a phone number whose zero a spreadsheet took for nothing
			text = "0" + text
		}
		if d.Contact == "" {
			d.Contact = text
		} else {
			d.Contact = cut(d.Contact+", "+text, maxContact)
		}
	},
	"source": func(d *draft, cell string, _ *columnReader) { d.source = clean(cell, maxSource) },
	"as_of": func(d *draft, cell string, _ *columnReader) {
		if day, ok := readDate(cell); ok {
			d.asOf = string(day)
		} else {
			d.asOf = clean(cell, 20)
		}
	},
	"video": func(*draft, string, *columnReader) {}, // marks a row a video; see videos.go
}

// setPrices adds the prices of a cell. A column for one deliverable outdoes
// one of prices in general, and two columns for the ends of a range make one.
func setPrices(d *draft, cell string, r *columnReader) {
	for _, p := range r.prices(cell) {
		if i := slices.IndexFunc(d.prices, func(have priced) bool { return have.word == p.word }); i >= 0 && r.label.end == highEnd {
			d.prices[i].quantity = span(d.prices[i].quantity, p.quantity)
			r.ranges++
			continue
		}
		if r.ours != "price" {
			d.prices = slices.DeleteFunc(d.prices, func(have priced) bool { return have.word == p.word })
		}
		d.prices = addPrice(d.prices, p)
	}
}

// take keeps what a link says.
func (d *draft) take(a account) {
	d.link = cmp.Or(a.platform, d.link)
	if a.url != "" {
		d.URL = a.url
	}
	if a.handle != "" && d.Handle == "" {
		d.Handle = a.handle
	}
}

// interactions reads a count of likes, comments or shares; here zero is a
// number.
func (r *columnReader) interactions(cell string) domain.Figure[int64] {
	if v, ok := r.number(cell); ok {
		return domain.Known(int64(v + 0.5))
	}
	return domain.Figure[int64]{}
}

func kindOf(cell string) domain.Kind {
	f, _ := kindWords.find(strings.Fields(fold(cut(cell, 60))))
	return f.value
}

// placeShares reads "ho-chi-minh:0.4|ha-noi:0.2", with names and percentages
// as people write them ("TP.HCM 40%, Hà Nội 20%").
func placeShares(cell string) map[domain.Location]domain.Rate {
	if len(cell) > 1000 {
		return nil
	}
	s := style{plainDecimal: true}
	var shares map[domain.Location]domain.Rate
	total := 0.0
	for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == '|' || r == ';' || r == '\n' }) {
		for _, part := range splitShares(part) {
			digit := strings.IndexAny(part, "0123456789")
			if digit < 1 {
				continue
			}
			place := placeOf(strings.TrimRight(strings.TrimSpace(part[:digit]), ":=(- "))
			q, ok := s.read(strings.TrimRight(part[digit:], ") "))
			v := q.mid()
			if q.percent || v > 1 {
				v /= 100
			}
			if place == "" || !ok || v > 1 {
				continue
			}
			if shares == nil {
				shares = map[domain.Location]domain.Rate{}
			}
			if _, twice := shares[place]; !twice {
				shares[place] = domain.Rate(v)
				total += v
			}
		}
	}
	if total > 1.05 { // shares of one audience; what adds up to more was misread
		return nil
	}
	return shares
}

// splitShares parts shares at commas that are no decimal ones.
func splitShares(text string) []string {
	return strings.Split(text, ", ")
}
