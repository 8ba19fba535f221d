package roster_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
)

func TestWhoARowIsAbout(t *testing.T) {
	for name, c := range map[string]struct {
		file, text string
		want       []string
	}{
		"posts that are numbered": {"posts.csv",
			"caption,commentsCount,displayUrl,id,likesCount,ownerFullName,ownerUsername,timestamp,url,videoPlayCount\n" +
				"a,33,https://cdn/x.jpg,3012345678901,1200,Mẫu A,mau.a,2026-11-01T10:00:00Z,https://www.instagram.com/p/Cabc123/,45000\n" +
				"b,5,https://cdn/x.jpg,3012345678902,-1,Mẫu B,mau.b,2026-11-06T10:00:00Z,https://www.instagram.com/p/Cabc125/,3000\n" +
				"c,5,https://cdn/x.jpg,3012345678903,100,Mẫu B,mau.b,2026-11-07T10:00:00Z,https://www.instagram.com/p/Cabc126/,4000\n",
			[]string{"{ID:mau.a,Name:Mẫu A,Platform:instagram,Views:45000,ER:0.0274,By:views}", "{ID:mau.b,Name:Mẫu B,Platform:instagram,Views:3500,ER:0.02625,By:views}"}},
		"videos that have links of their own": {"youtube.csv",
			"channelName,channelUrl,numberOfSubscribers,title,id,url,viewCount,date,likes,commentsCount\n" +
				"Mẫu Kênh,https://www.youtube.com/@maukenh,125000,Video một,abcDEF1,https://www.youtube.com/watch?v=abcDEF1,23000,2026-10-01,1200,80\n" +
				"Mẫu Kênh,https://www.youtube.com/@maukenh,125000,Video hai,abcDEF2,https://www.youtube.com/watch?v=abcDEF2,33000,2026-11-01,1500,90\n",
			[]string{"{ID:maukenh,Name:Mẫu Kênh,Platform:youtube,Followers:125000,Views:28000,ER:0.05125,By:views}"}},
		"authors in JSON": {"tiktok.csv",
			"id,text,authorMeta,webVideoUrl,diggCount,playCount,commentCount\n" +
				`7301,a,"{""name"":""mau.a"",""nickName"":""Mẫu A"",""fans"":120000,""tags"":[1]}",https://www.tiktok.com/@mau.a/video/7301,1200,45000,30` + "\n" +
				`7302,b,"{""name"":""mau.a"",""nickName"":""Mẫu A"",""fans"":120500}",https://www.tiktok.com/@mau.a/video/7302,800,25000,20` + "\n",
			[]string{"{ID:mau.a,Name:Mẫu A,Platform:tiktok,Followers:120500,Views:35000,ER:0.029285714,By:views}"}},
		"a platform's own number beside the handle": {"instagram.csv",
			"id,username,fullName,followersCount\n123456789,mau.a,Mẫu A,120345\n223456789,mau.b,Mẫu B,20345\n",
			[]string{"{ID:mau.a,Name:Mẫu A,Platform:instagram,Followers:120345}", "{ID:mau.b,Name:Mẫu B,Platform:instagram,Followers:20345}"}},
		"an agency's own numbers": {"list.csv",
			"Mã KOL;Họ tên;Nền tảng;Follow\n001;Mẫu A;TikTok;120.000\n002;Mẫu B;TikTok;90.000\n",
			[]string{"{ID:001,Name:Mẫu A,Platform:tiktok,Followers:120000}", "{ID:002,Name:Mẫu B,Platform:tiktok,Followers:90000}"}},
		"handles that are called names": {"top.csv",
			"Tiktoker name,Tiktok name,Subscribers count,Views avg.,Likes avg,Comments avg.,Shares avg\nmaukhaby,Mau Khaby,142.1M,17.8M,2.5M,16.7K,22.9K\nmau.bella,Mau Bella,91.2M,9.9M,932.2K,10.1K,3.4K\n",
			[]string{
				"{ID:maukhaby,Name:Mau Khaby,Platform:tiktok,Followers:142100000,Views:17800000,ER:0.142674157,By:views}",
				"{ID:mau.bella,Name:Mau Bella,Platform:tiktok,Followers:91200000,Views:9900000,ER:0.095525253,By:views}",
			}},
		"handles that stand beside words": {"list.csv",
			"Tên KOL,Kênh,Số follow\nMẫu A,@mau.a (TikTok),120k\nMẫu C,@tiktok.mau - IG,50k\nMẫu D,\"https://www.tiktok.com/@maud\nhttps://www.facebook.com/maud\",300k\n",
			[]string{
				"{ID:mau.a,Name:Mẫu A,Platform:tiktok,Followers:120000}", "{ID:tiktok.mau,Name:Mẫu C,Platform:instagram,Followers:50000}",
				"{ID:maud,Name:Mẫu D,Platform:tiktok,Followers:300000}",
			}},
		"handles behind names": {"tiktok.csv",
			"Influencers,Followers\nMẫu A (@mau.a),1.2M\nMẫu B @mau.b,820K\n@mau.c,5K\n🔥🔥,3K\n",
			[]string{
				"{ID:mau.a,Name:Mẫu A,Platform:tiktok,Followers:1200000}", "{ID:mau.b,Name:Mẫu B,Platform:tiktok,Followers:820000}",
				"{ID:mau.c,Name:mau.c,Platform:tiktok,Followers:5000}", "{ID:🔥🔥,Name:🔥🔥,Platform:tiktok,Followers:3000}",
			}},
		"one person in rows that follow each other": {"list.csv",
			"Tên,Kênh,Link,Follow\nMẫu An,TikTok,https://tiktok.com/@mauan,120000\nMẫu An,Facebook,https://facebook.com/mauan.page,50000\nLan,TikTok,https://tiktok.com/@lan1,1000\nLan,Facebook,https://facebook.com/lan.khac,2000\n",
			[]string{
				"{ID:mauan,Name:Mẫu An,Platform:tiktok,Followers:120000}", "{ID:mauan,Name:Mẫu An,Platform:facebook,Followers:50000}",
				"{ID:lan1,Name:Lan,Platform:tiktok,Followers:1000}", "{ID:lan.khac,Name:Lan,Platform:facebook,Followers:2000}",
			}},
		"groups are channels too": {"list.csv",
			"Tên group,Link,Thành viên\nHội Mẫu 1,https://www.facebook.com/groups/123456789,1.2M\nHội Mẫu 2,https://www.facebook.com/groups/hoimau2/,350.000\n",
			[]string{"{ID:123456789,Name:Hội Mẫu 1,Platform:facebook,Followers:1200000}", "{ID:hoimau2,Name:Hội Mẫu 2,Platform:facebook,Followers:350000}"}},
	} {
		if got, _ := summary(t, c.file, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s", name, cmp.Diff(c.want, got))
		}
	}
}

func TestLinksAreKeptWithoutWhereTheyWereCopied(t *testing.T) {
	for given, want := range map[string]string{
		"https://www.tiktok.com/@mau.a?is_from_webapp=1&sender_device=pc":    "https://www.tiktok.com/@mau.a",
		"https://m.facebook.com/profile.php?id=10001234567890&mibextid=LQQJ": "https://m.facebook.com/profile.php?id=10001234567890",
		"https://www.instagram.com/mau.a/?igsh=MXh5#x":                       "https://www.instagram.com/mau.a/",
		"https://vt.tiktok.com/ZS8abcXYZ/":                                   "https://vt.tiktok.com/ZS8abcXYZ/",
		"youtube.com/@mau":                                                   "https://youtube.com/@mau",
	} {
		r := read(t, "a.csv", "Tên,Link,Follow\nMẫu,"+given+",1000\n")
		if got := r.Accounts[0].URL; got != want {
			t.Errorf("%s is kept as %s", given, got)
		}
	}
}

func TestADayBelongsToThePostOrToTheFigures(t *testing.T) {
	r := read(t, "form.csv", "Timestamp,Name,Platform,Followers\n2026-11-20T08:00:00.000Z,Mẫu A,TikTok,1000\n")
	if a := r.Accounts[0]; a.Source.Date != "2026-11-20" || a.LastPost != "" {
		t.Errorf("a form's timestamp: source %+v, last post %q", a.Source, a.LastPost)
	}
	r = read(t, "posts.csv", "date,username,platform,followers,views,caption\n2026-11-20,mau.a,TikTok,1000,50,a\n2026-11-21,mau.a,TikTok,1000,70,b\n")
	if a := r.Accounts[0]; a.Source != source || a.LastPost != "2026-11-21" {
		t.Errorf("a post's date: source %+v, last post %q", a.Source, a.LastPost)
	}
}

func TestPhoneNumbersKeepTheirZero(t *testing.T) {
	r := read(t, "a.csv", "Tên,Nền tảng,Follow,SĐT\nMẫu A,TikTok,1000,901234567\nMẫu B,TikTok,1000,'0912345678\n")
	for i, want := range []string{"0901234567", "0912345678"} {
		if got := r.Accounts[i].Contact; got != want {
			t.Errorf("row %d: contact %q, want %q", i+1, got, want)
		}
	}
}

func TestThePlatformOfAToolIsKnown(t *testing.T) {
	if p := open(t, "kalodata_creators_20261101.csv", "Creator,Creator ID,Followers\nMẫu A,mau.a,1.2K\n").Platform; p != domain.TikTok {
		t.Errorf("platform %q", p)
	}
}
