package domain

import "slices"

// The closed vocabularies of briefs and creators. Their values are the ones of
// the JSON and CSV contracts; the lists are in the order in which people see
// them.

// Platform is a social network on which creators publish.
type Platform string

// The platforms.
const (
	TikTok    Platform = "tiktok"
	Facebook  Platform = "facebook"
	YouTube   Platform = "youtube"
	Instagram Platform = "instagram"
	Threads   Platform = "threads"
	Zalo      Platform = "zalo"
	X         Platform = "x"
	LinkedIn  Platform = "linkedin"
)

// Platforms lists every platform.
var Platforms = []Platform{TikTok, Facebook, YouTube, Instagram, Threads, Zalo, X, LinkedIn}

// Industry is the field of a product or of a creator.
type Industry string

// Industries lists every industry. A button names its answer by the place in the
// list, so that new ones go to its end.
var Industries = []Industry{
	"beauty", "fashion", "food", "mother-baby", "health", "fitness", "home", "tech", "gaming",
	"travel", "education", "finance", "entertainment", "auto", "real-estate", "pets", "ecommerce", "other",
}

// Gender is the gender of an audience.
type Gender string

// The genders. AnyGender is stated ("nam nữ đều được"); "" is not stated.
const (
	Female    Gender = "female"
	Male      Gender = "male"
	AnyGender Gender = "any"
)

// Genders lists every gender.
var Genders = []Gender{Female, Male, AnyGender}

// Kind is what sort of influencer somebody is.
type Kind string

// The kinds: an expert voice, a consumer who reviews, an influencer in the
// narrow sense, a star.
const (
	KOL        Kind = "kol"
	KOC        Kind = "koc"
	Influencer Kind = "influencer"
	Celebrity  Kind = "celebrity"
)

// Kinds lists every kind.
var Kinds = []Kind{KOL, KOC, Influencer, Celebrity}

// KPI is the family of results a campaign is bought for.
type KPI string

// The KPI families.
const (
	Awareness  KPI = "awareness"
	Engagement KPI = "engagement"
	Views      KPI = "views"
	Traffic    KPI = "traffic"
	Conversion KPI = "conversion"
	Leads      KPI = "leads"
	Installs   KPI = "installs"
)

// KPIs lists every KPI family; new ones go to the end, as those of Industries.
var KPIs = []KPI{Awareness, Views, Engagement, Conversion, Leads, Traffic, Installs}

// Unit is what a KPI target counts.
type Unit string

// The units.
const (
	UnitReach       Unit = "reach"
	UnitViews       Unit = "views"
	UnitEngagements Unit = "engagements"
	UnitClicks      Unit = "clicks"
	UnitOrders      Unit = "orders"
	UnitInstalls    Unit = "installs"
	UnitLeads       Unit = "leads"
	UnitImpressions Unit = "impressions"
)

// Units lists every unit.
var Units = []Unit{UnitReach, UnitViews, UnitEngagements, UnitClicks, UnitOrders, UnitInstalls, UnitLeads, UnitImpressions}

// unitOf is the unit in which each KPI family is counted unless said otherwise.
var unitOf = map[KPI]Unit{
	Awareness: UnitReach, Engagement: UnitEngagements, Views: UnitViews, Traffic: UnitClicks,
	Conversion: UnitOrders, Leads: UnitLeads, Installs: UnitInstalls,
}

// Unit returns the unit in which k is counted unless the brief says otherwise.
func (k KPI) Unit() Unit { return unitOf[k] }

// KPI returns the family that u belongs to.
func (u Unit) KPI() KPI {
	if u == UnitImpressions {
		return Awareness
	}
	for _, k := range KPIs {
		if unitOf[k] == u {
			return k
		}
	}
	return ""
}

// Tier is a class of accounts by followers.
type Tier string

// The tiers. The bounds of nano, micro, macro and mega are those of the
// Vietnamese price list the market facts use (Height Media, 2025); "mid" is a
// name that briefs use for 50,000–500,000, and "celebrity" is a kind of person
// rather than a size.
const (
	Nano          Tier = "nano"      // under 10,000
	Micro         Tier = "micro"     // 10,000 to under 100,000
	Mid           Tier = "mid"       // 50,000 to under 500,000, overlaps micro and macro
	Macro         Tier = "macro"     // 100,000 to under 1,000,000
	Mega          Tier = "mega"      // 1,000,000 and more
	CelebrityTier Tier = "celebrity" // a star, whatever the size
)

// Tiers lists every tier.
var Tiers = []Tier{Nano, Micro, Mid, Macro, Mega, CelebrityTier}

// TierOf returns the benchmark tier of an account: nano, micro, macro or mega.
func TierOf(followers int64) Tier {
	switch {
	case followers < 10_000:
		return Nano
	case followers < 100_000:
		return Micro
	case followers < 1_000_000:
		return Macro
	}
	return Mega
}

// Holds tells whether an account of that size belongs to t. A celebrity is a
// kind of person, so no size alone belongs to CelebrityTier.
func (t Tier) Holds(followers int64) bool {
	if t == Mid {
		return followers >= 50_000 && followers < 500_000
	}
	return t == TierOf(followers)
}

// Deliverable is one thing a creator is paid to publish.
type Deliverable string

// The deliverables.
const (
	Post       Deliverable = "post"
	Story      Deliverable = "story"
	ShortVideo Deliverable = "short_video"
	LongVideo  Deliverable = "long_video"
	Livestream Deliverable = "livestream"
)

// Deliverables lists every deliverable.
var Deliverables = []Deliverable{ShortVideo, Post, LongVideo, Livestream, Story}

// Basis is the denominator of an engagement rate. Rates on different bases are
// never compared.
type Basis string

// The bases; "" is not stated.
const (
	ByFollowers Basis = "followers"
	ByViews     Basis = "views"
)

// Location is the slug of a province as it was before 1 July 2025
// ("ho-chi-minh"), of a region, or Nationwide. The old units are kept because
// people still name them and because regions hang on them.
type Location string

// The locations that are no province.
const (
	Nationwide Location = "toan-quoc"
	North      Location = "mien-bac"
	Central    Location = "mien-trung"
	South      Location = "mien-nam"
	Mekong     Location = "mien-tay"
)

// known tells whether v is in list; used by Validate.
func known[T comparable](list []T, v T) bool { return slices.Contains(list, v) }
