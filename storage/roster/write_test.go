package roster_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/domain"
	"chonmat/storage/roster"
)

func write(t *testing.T, accounts []domain.Account) string {
	t.Helper()
	var b bytes.Buffer
	must(t, roster.WriteRows(&b, canonical(slices.Values(accounts))))
	return b.String()
}

func TestWhatIsWrittenReadsBackTheSame(t *testing.T) {
	accounts := slices.Clone(roster.Sample())
	accounts = append(accounts, domain.Account{
		Creator: "=1+1", Name: "@SUM(A1), \"Mẫu\"\u00a0Hai", Platform: domain.X, Handle: "-mau", URL: "https://x.com/mau",
		Followers: domain.Known[int64](1234), Likes: domain.Known[int64](56), Comments: domain.Known[int64](0),
		Engagement: domain.Known[domain.Rate](0.05), EngagementBasis: domain.ByFollowers, Topics: []string{"+chuyện lạ", "phố"}, Contact: "+84 912 345 678",
		Prices: map[domain.Deliverable]domain.VND{domain.Post: 0, domain.Story: 500_000}, Source: domain.Source{Title: "khảo sát", Date: "2026-10"},
	})
	table, err := roster.Open("export.csv", []byte(write(t, accounts)), roster.OpenOptions{})
	must(t, err)
	r := table.Accounts(table.Mapping, domain.Source{Title: "export.csv", Date: "2026-11-23"}, roster.ReadOptions{})
	last := &accounts[len(accounts)-1]
	last.Name = "@SUM(A1), \"Mẫu\" Hai" // odd spaces become plain ones
	if diff := cmp.Diff(accounts, r.Accounts, cmp.AllowUnexported(domain.Figure[int64]{}, domain.Figure[domain.Rate]{}, domain.Figure[float64]{})); diff != "" {
		t.Error(diff)
	}
}

func TestTheCanonicalColumnsAreTheContract(t *testing.T) {
	want := "id,name,kind,platform,handle,url,followers,avg_views,engagement_rate,engagement_basis,posts_per_week,last_post_at," +
		"followers_90d_ago,categories,languages,location,audience_female,audience_13_17,audience_18_24,audience_25_34,audience_35_44," +
		"audience_45_plus,audience_locations,sponsored_share,sponsored_vs_organic,price_post_vnd,price_story_vnd,price_short_video_vnd," +
		"price_long_video_vnd,price_livestream_vnd,contact,source,as_of,avg_likes,avg_comments,avg_shares"
	if got := write(t, nil); got != "\uFEFF"+want+"\r\n" {
		t.Errorf("header %q", got)
	}
	rows := want + "\n"
	for i := range 20 {
		rows += fmt.Sprintf("%d,Mẫu,,tiktok,,,%d%s\n", i+1, 1000+i, strings.Repeat(",", 29))
	}
	if r := read(t, "list.csv", rows); r.Report.Creators != 20 || r.Accounts[4].Creator != "5" {
		t.Errorf("ids that count were dropped: %+v", r.Report)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	text := write(t, []domain.Account{{Creator: "+a", Name: "=HYPERLINK(\"http://evil\")", Platform: domain.TikTok, Handle: "@b", Contact: "\tx", Followers: domain.Known[int64](1)}})
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\uFEFF"))).ReadAll()
	must(t, err)
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("a spreadsheet would run %q", cell)
			}
		}
	}
	if !strings.HasPrefix(text, "\uFEFFid,name,kind,platform,") || strings.Count(text, "\r\n") != 2 {
		t.Errorf("Excel wants a mark and CRLF: %q", text)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestAFailedWriteIsReported(t *testing.T) {
	if err := roster.WriteRows(fullDisk{}, canonical(slices.Values(roster.Sample()))); err == nil {
		t.Error("no error")
	}
}

func TestTheTemplateIsAListInItself(t *testing.T) {
	table, err := roster.Open(roster.TemplateName, roster.Template(), roster.OpenOptions{})
	must(t, err)
	if slices.Contains(table.Mapping, "") || len(table.Needs(table.Mapping, roster.ReadOptions{})) > 0 {
		t.Errorf("columns %q are taken for %q", table.Header, table.Mapping)
	}
	r := table.Accounts(table.Mapping, source, roster.ReadOptions{})
	if r.Report.Taken != 2 || !r.Accounts[0].Sample || !table.BasisStated || r.Accounts[0].Prices[domain.ShortVideo] != 8_000_000 ||
		counts(r.Accounts[0]) != "2150 75 -" || r.Accounts[0].Engagement != domain.Known[domain.Rate](0.065) {
		t.Errorf("read %+v, %s", r.Report, figures(r.Accounts[0]))
	}
}
