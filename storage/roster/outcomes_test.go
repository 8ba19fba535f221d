package roster_test

import (
	"testing"

	"chonmat/storage/roster"
)

func TestOutcomesAreReadBesideTheAccounts(t *testing.T) {
	for _, header := range []string{"actual_views", "Actual views", "View thực tế", "Lượt xem thực tế", "views after", "Later views"} {
		table := open(t, "tiktok.csv", "Tên,Follow,Avg views,"+header+"\nMẫu Một,12.500,3.000,4.500\nMẫu Một,12.500,3.000,\"1,2M\"\nMẫu Hai,9.000,N/A,700\nMẫu Ba,9.000,800,chưa có\n")
		if table.Mapping.Has("avg_views") == false || table.Mapping[3] != "" {
			t.Fatalf("%s: mapping %v", header, table.Mapping)
		}
		got, report, ok := table.Outcomes(table.Mapping, source, roster.ReadOptions{})
		if !ok || len(got) != 3 || report.Rows != 4 || report.Taken != 3 || report.Refused != 1 || report.Merged != 0 {
			t.Fatalf("%s: %d outcomes, %+v", header, len(got), report)
		}
		if got[0].Views != 4_500 || got[1].Views != 1_200_000 || got[1].Account.Views.Or(0) != 3_000 || got[2].Account.Views.IsKnown() || got[2].Account.Followers.Or(0) != 9_000 {
			t.Errorf("%s: %+v", header, got)
		}
	}
	table := open(t, "tiktok.csv", "Tên,Follow\nMẫu Một,12.500\n")
	if _, _, ok := table.Outcomes(table.Mapping, source, roster.ReadOptions{}); ok {
		t.Error("a list without outcomes has some")
	}
}
