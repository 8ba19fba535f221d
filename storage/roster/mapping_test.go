package roster_test

import (
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// columnFor says what a column under the header is taken for, in a list that
// has another column beside it.
func columnFor(t *testing.T, header, beside string, cells ...string) roster.Column {
	t.Helper()
	var b strings.Builder
	b.WriteString("Mạng xã hội\t" + header + "\t" + beside + "\n")
	for _, cell := range cells {
		b.WriteString("TikTok\t" + cell + "\t" + besides[beside] + "\n")
	}
	return open(t, "list.tsv", b.String()).Mapping[1]
}

// besides are cells for the columns beside.
var besides = map[string]string{"Followers 2": "12.500", "Username": "mau.kenh"}

func TestHeadersAsPeopleWriteThem(t *testing.T) {
	for want, headers := range map[roster.Column]string{
		"followers":             "Followers|follower|Lượt follow|Lượt Follow TikTok|Số lượng người theo dõi|Subscribers|Subs|Fans|authorMeta.fans|subscriberCount|Số follow (K)|Follow|FL|Người đăng ký",
		"avg_views":             "Avg. views|Average Views|Median Views|Lượt view TB|View trung bình|Lượt xem trung bình|View TB/video|Avg Video Views|View TikTok TB|Average Reels Plays|playCount|Views",
		"price":                 "Báo giá|Price|Giá|Cát-xê|Cát xê (VNĐ)|Phí booking|Chi phí|Giá booking (VNĐ)|Báo giá 1 video (VNĐ)|Giá 1 clip|Rate card|Fee|Giá chưa VAT|Thù lao",
		"price_story_vnd":       "Giá story|Báo giá 1 story|Story price|Giá Story IG",
		"price_post_vnd":        "Giá 1 bài đăng|Báo giá post|Giá post FB (VNĐ)|price_post_vnd",
		"price_livestream_vnd":  "Giá livestream|Báo giá 1 phiên live|Phí livestream/buổi",
		"price_short_video_vnd": "Giá 1 reel|Báo giá video ngắn|price_short_video_vnd",
		"price_long_video_vnd":  "Giá video dài|Giá vlog|price_long_video_vnd",
	} {
		for header := range strings.SplitSeq(headers, "|") {
			for _, h := range []string{header, strings.ToUpper(header), "  " + header + "\u00a0"} {
				if got := columnFor(t, h, "Username", "1.250.000", "980.000", "12.500.000"); plainColumn(got) != want {
					t.Errorf("%q is taken for %q, want %q", h, got, want)
				}
			}
		}
	}
	for want, headers := range map[roster.Column]string{
		"name":       "Tên|Tên KOL|Họ và tên|Nghệ danh|Name|Full name|Influencer|KOL/KOC|Tên kênh|Display Name|authorMeta.nickName|title|Creator|Kênh",
		"categories": "Lĩnh vực|Chủ đề|Category|Niche|Field Tags|Ngành hàng|Category_1|Thể loại nội dung|Mảng nội dung",
	} {
		for header := range strings.SplitSeq(headers, "|") {
			if got := columnFor(t, header, "Followers 2", "Mẫu Hoa", "Mẫu Lan Anh"); got != want {
				t.Errorf("%q is taken for %q, want %q", header, got, want)
			}
		}
	}
	for header := range strings.SplitSeq("ER|ER (%)|Engagement|Engagement rate|60_day_eng_rate|Tỷ lệ tương tác|Tỉ lệ tương tác (%)|% tương tác|ER TikTok|ER theo lượt xem|Engagement rate by followers|Tỷ lệ tương tác trên view|Eng. Rate", "|") {
		if got := columnFor(t, header, "Username", "5,2%", "7,1%"); got != "engagement_rate" {
			t.Errorf("%q is taken for %q", header, got)
		}
	}
}

func plainColumn(c roster.Column) roster.Column { _, plain := c.Split(); return plain }

func TestHeadersThatLookLikeOursAndAreNot(t *testing.T) {
	for header := range strings.SplitSeq("STT|Rank|Following|Follower growth|Total likes|Tổng view|Collab Score|Giá combo 3 video|Đánh giá|Khán giả|Phí sản xuất|Hoa hồng|GMV|Quốc gia|Độ tuổi|Số video|Posts|Ghi chú|KPI|VAT|Ngân sách|Est. reach|CPM", "|") {
		if got := columnFor(t, header, "Username", "120.000", "95.000", "80.000"); got != "" {
			t.Errorf("%q is taken for %q", header, got)
		}
	}
}

func TestContentDecidesWhatAHeaderLeavesOpen(t *testing.T) {
	for name, c := range map[string]struct {
		header, cells string
		want          roster.Column
	}{
		"a channel that is a link":      {"Kênh", "https://www.tiktok.com/@mau1|https://www.tiktok.com/@mau2", "url"},
		"a channel that is a handle":    {"Kênh", "@mau1|@mau_2", "handle"},
		"a name that is a link":         {"Tên kênh", "https://www.tiktok.com/@mau1|https://www.tiktok.com/@mau2", "url"},
		"a link that is a handle":       {"Link", "@mau1|@mau2", "handle"},
		"an unnamed column of links":    {"", "https://www.tiktok.com/@mau1|https://www.tiktok.com/@mau2", "url"},
		"an unknown header of handles":  {"Abc", "@mau1|@mau2", "handle"},
		"engagement that is a count":    {"Engagement", "6.2M|5.5M|45.300", "engagements"},
		"interactions that are a rate":  {"Lượt tương tác", "5,2%|3,1%", "engagement_rate"},
		"followers that are words":      {"Follow", "nhiều|ít", ""},
		"an id that only counts rows":   {"ID", "1|2|3|4|5|6|7|8|9|10|11|12", ""},
		"an id that is one":             {"ID", "mau.mot|mau_hai", "id"},
		"Zalo that is a phone number":   {"Zalo", "0912345678|0987654321", "contact"},
		"a video that is a price":       {"Video", "8.000.000|12tr", "price"},
		"a live that is a price":        {"Livestream", "8.000.000|12tr", "price_livestream_vnd"},
		"a platform that holds numbers": {"TikTok", "120K|1,2M", "followers"},
	} {
		beside := "Followers 2"
		if slices.Contains([]roster.Column{"followers", ""}, c.want) {
			beside = "Username"
		}
		if got := columnFor(t, c.header, beside, strings.Split(c.cells, "|")...); plainColumn(got) != c.want {
			t.Errorf("%s: %q is taken for %q, want %q", name, c.header, got, c.want)
		}
	}
}

func TestOfTwoColumnsTheBetterOneIsUsed(t *testing.T) {
	table := open(t, "instagram.csv", "Instagram name,Name,Subscribers,Subscribers,\"Engagement average\n\"\nmau.mot,Mẫu Một,1.2M,1234567.00,35.1K\nmau_hai,Mẫu Hai,880.5K,880512.00,20K\n")
	want := roster.Mapping{"handle", "name", "", "followers", "engagements"}
	for i, c := range table.Mapping {
		if c != want[i] {
			t.Errorf("column %d (%q) is taken for %q, want %q", i, table.Header[i], c, want[i])
		}
	}
	r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
	if got := r.Accounts[0].Followers.Or(0); got != 1234567 {
		t.Errorf("followers %d", got)
	}
}

func TestThePlatformIsFoundOrAsked(t *testing.T) {
	plain := "Tên,Follow\nMẫu,1200\n"
	for name, c := range map[string]struct {
		file, text string
		want       domain.Platform
		needs      bool
	}{
		"in the file's name":    {"KOL Tiktok T11.csv", plain, domain.TikTok, false},
		"in a camel-cased name": {"TopYouTubeChannels.csv", plain, domain.YouTube, false},
		"in the title":          {"list.csv", "DANH SÁCH INSTAGRAM,\n" + plain, domain.Instagram, false},
		"in a header":           {"list.csv", "Tên,Follow FB\nMẫu,1200\n", domain.Facebook, false},
		"in an export's header": {"list.csv", "authorMeta.name,authorMeta.fans\nmau,1200\n", domain.TikTok, false},
		"in the links":          {"list.csv", "Tên,Link,Follow\nMẫu,https://www.threads.com/@mau,1200\n", domain.Threads, false},
		"by the rows":           {"list.csv", "Tên,Kênh,Follow\nMẫu,FB,1200\nMẫu 2,IG,1200\n", "", false},
		"nowhere":               {"list.csv", plain, "", true},
		"in several":            {"tiktok-va-facebook.csv", plain, "", true},
	} {
		table := open(t, c.file, c.text)
		needs := table.Needs(table.Mapping, roster.ReadOptions{})
		if table.Platform != c.want || (len(needs) > 0) != c.needs {
			t.Errorf("%s: platform %q, needs %v", name, table.Platform, needs)
		}
		if c.needs {
			r := table.Accounts(table.Mapping, source, roster.ReadOptions{Platform: domain.Zalo})
			if r.Report.Taken != 1 || r.Accounts[0].Platform != domain.Zalo {
				t.Errorf("%s: the answer was not used: %+v", name, r.Report)
			}
		}
	}
}

func TestThePersonCorrectsTheMapping(t *testing.T) {
	table := open(t, "tiktok.csv", "Tên,Follow,Cột lạ\nMẫu,1200,350\n")
	m := table.Mapping.With(2, "avg_views")
	if m[2] != "avg_views" || table.Mapping[2] != "" {
		t.Fatalf("mapping %v, table %v", m, table.Mapping)
	}
	m = m.With(2, "followers")
	if m[1] != "" || m[2] != "followers" {
		t.Errorf("a column of ours is fed twice: %v", m)
	}
	if r := table.Accounts(m, source, roster.ReadOptions{}); r.Accounts[0].Followers.Or(0) != 350 {
		t.Errorf("followers %v", r.Accounts[0].Followers)
	}
	if got := m.With(9, "name").With(0, "no such column"); got[0] != "name" {
		t.Errorf("an impossible correction changed something: %v", got)
	}
	if needs := table.Needs(m.With(0, ""), roster.ReadOptions{}); len(needs) != 1 || needs[0] != roster.NeedName {
		t.Errorf("without a name it needs %v", needs)
	}
}

func TestEveryColumnHasAName(t *testing.T) {
	for _, c := range append(append(roster.Choices, roster.Columns...), "", "tiktok.followers") {
		if !c.Valid() || !wording.Has(c.Name().Key) {
			t.Errorf("%q has no name in the catalogue (%s)", c, c.Name().Key)
		}
	}
}
