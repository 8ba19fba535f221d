package roster_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
	"chonmat/storage/roster"
)

// counts says the likes, comments and shares of an account; "-" is unknown.
func counts(a domain.Account) string {
	var out []string
	for _, f := range []domain.Figure[int64]{a.Likes, a.Comments, a.Shares} {
		if n, ok := f.Get(); ok {
			out = append(out, fmt.Sprint(n))
		} else {
			out = append(out, "-")
		}
	}
	return strings.Join(out, " ")
}

func TestHeadersOfLikesCommentsAndShares(t *testing.T) {
	for want, headers := range map[roster.Column]string{
		"avg_likes":    "avg_likes|avgLikes|Avg. likes|Likes avg|Likes avg.|likes(avg.)|Likes (Avg.)|Median likes|Like TB|Like trung bình|Lượt thích trung bình|Lượt thích TB|Tim TB|Số like trung bình",
		"avg_comments": "avg_comments|avgComments|Avg Comments|Comments avg.|comments(avg.)|Comments (Avg.)|Bình luận TB|Bình luận trung bình|Số bình luận trung bình|Lượt bình luận TB|Cmt TB|Cmt trung bình|Lượt cmt",
		"avg_shares":   "avg_shares|Shares avg|shares(avg.)|Shares (Avg.)|Share TB|Share trung bình|Chia sẻ TB|Lượt chia sẻ trung bình",
	} {
		for header := range strings.SplitSeq(headers, "|") {
			if got := columnFor(t, header, "Username", "12.500", "1,3K", "980"); got != want {
				t.Errorf("%q is taken for %q, want %q", header, got, want)
			}
		}
	}
}

func TestCountsOfATypicalPostAreKept(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"a list of averages, its headers twice": {
			"Tiktoker name,Subscribers,Subscribers,Views avg.,Views avg.,Likes avg,Likes avg,Comments avg.,Comments avg.,Shares avg,Shares avg\n" +
				"mau.mot,221.7K,221700,26M,26000000,2.8M,2800000,29.4K,29400,116.4K,116400\nmau.hai,2.1M,2100000,1.9M,1900000,225.3K,225300,0,0,N/A,N/A\n",
			[]string{"2800000 29400 116400", "225300 0 -"}},
		"Vietnamese headers": {
			"Tên;Nền tảng;Follow;View TB;Lượt thích trung bình;Bình luận trung bình\nMẫu Một;TikTok;120.000;35.000;2.100;48\nMẫu Hai;TikTok;45.000;9.000;;12\n",
			[]string{"2100 48 -", "- 12 -"}},
		"columns by platform": {
			"Tên,TikTok follow,TikTok like TB,TikTok comment TB,Facebook follow,Facebook like TB,Facebook comment TB\nMẫu Một,120000,2100,48,9000,310,7\n",
			[]string{"2100 48 -", "310 7 -"}},
	} {
		r := read(t, "list.csv", c.text)
		var got []string
		for _, a := range r.Accounts {
			got = append(got, counts(a))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestOfARowAVideoTheMiddleCounts(t *testing.T) {
	rows := "authorMeta.name,authorMeta.fans,text,diggCount,commentCount,shareCount,playCount\n"
	for i, likes := range []int{100, 90_000, 120, 110, 130} {
		rows += fmt.Sprintf("mau.mot,12000,video %d,%d,%d,%d,%d\n", i, likes, likes/50, i, likes*10)
	}
	rows += "mau.hai,9000,video a,40,1,,\nmau.hai,9000,video b,60,3,,\n"
	r := read(t, "videos.csv", rows)
	if len(r.Accounts) != 2 || counts(r.Accounts[0]) != "120 2 2" || r.Accounts[0].Views != domain.Known[int64](1200) {
		t.Errorf("read %+v", r.Accounts)
	}
	if got := counts(r.Accounts[1]); got != "50 2 -" || r.Accounts[1].Views.IsKnown() {
		t.Errorf("without views %s, %+v", got, r.Accounts[1].Views)
	}
}

func TestLikesOfAWholeChannelAreNotThoseOfAPost(t *testing.T) {
	for note, header := range map[string]string{"total_likes_views": "handle,followers,avg views,likes", "total_likes_followers": "handle,followers,tier,likes"} {
		rows := header + "\n"
		for i := range 6 {
			rows += fmt.Sprintf("mau.%c,%d,%d,%d\n", 'a'+i, 10_000+i, 4_000+i, 700_000+i)
		}
		table, err := roster.Open("tiktok.csv", []byte(rows), roster.OpenOptions{})
		must(t, err)
		r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
		if len(r.Accounts) != 6 || r.Accounts[0].Likes.IsKnown() || !slices.Contains(notes(r), note) {
			t.Errorf("%s: likes %s, notes %v", note, counts(r.Accounts[0]), notes(r))
		}
	}
}

// Nobody's posts are liked by no one: where they have no likes, these are hidden,
// and nothing is known of the engagement.
func TestHiddenLikesMakeNoEngagement(t *testing.T) {
	for text, want := range map[string]string{
		"Name,Platform,Followers,Avg Likes,Avg Comments\nMau Mot,Instagram,120000,0,0\n":          "unknown",
		"Name,Platform,Followers,Avg Likes,Avg Comments\nMau Mot,Instagram,120000,0,48\n":         "unknown",
		"Name,Platform,Followers,Avg Likes,Avg Comments\nMau Mot,Instagram,120000,1152,48\n":      "0.01",
		"Name,Platform,Followers,Avg Likes,Avg Comments,ER\nMau Mot,Instagram,120000,0,48,2.5%\n": "0.025",
		videoRows(0, 0, 0, 0, 0):   "unknown",
		videoRows(100, 0, 0, 0, 0): "0.0024", // one of 10,000 views each
	} {
		r := read(t, "list.csv", text)
		got := "unknown"
		if rate, ok := r.Accounts[0].Engagement.Get(); ok {
			got = fmt.Sprint(rate)
		}
		if got != want {
			t.Errorf("%s:\nengagement %s, want %s", text, got, want)
		}
	}
}

func videoRows(likes ...int) string {
	rows := "authorMeta.name,authorMeta.fans,text,diggCount,commentCount,shareCount,playCount\n"
	for i, n := range likes {
		rows += fmt.Sprintf("mau.mot,12000,video %d,%d,4,0,10000\n", i, n)
	}
	return rows
}
