package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportThenRankExportAndBackup(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", listCSV)
	if got := c.run("", "import", list, "--dry-run"); got.status != exitDone || !strings.Contains(got.out, "nothing was stored") ||
		!strings.Contains(got.out, "5 rows: 4 taken, 0 merged, 1 refused") || !strings.Contains(got.out, "row 5 refused") {
		t.Errorf("dry run: %+v", got)
	}
	if _, err := os.Stat(c.env["CHONMAT_DATABASE"]); err == nil {
		t.Error("a dry run made a database")
	}

	got := c.run("", "import", "--json", list)
	var report struct {
		DryRun bool `json:"dry_run"`
		Files  []fileReport
	}
	if err := json.Unmarshal([]byte(got.out), &report); err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	if f := report.Files; len(f) != 1 || f[0].Rows != 5 || f[0].Taken != 4 || f[0].Refused != 1 || f[0].Refusals[0].Row != 5 || f[0].Refusals[0].Reason == "" {
		t.Errorf("report %+v", report)
	}

	if got := c.run("", "rank", "--text", "mỹ phẩm, tiktok", "--json"); got.status != exitDone || got.err != "" || !strings.Contains(got.out, "Linh Thử") {
		t.Errorf("rank: %+v", got)
	}
	if got := c.run("", "export"); got.status != exitDone || !strings.Contains(got.out, `"table":"roster_`) || !strings.Contains(got.out, "Linh Thử") {
		t.Errorf("export: status %d, %s", got.status, got.err)
	}

	copied := filepath.Join(c.dir, "copy.db")
	if got := c.run("", "backup", copied); got.status != exitDone || got.out+got.err != "" {
		t.Errorf("backup: %+v", got)
	}
	if got := c.run("", "backup", copied); got.status == exitDone {
		t.Error("a backup overwrote another")
	}
	c.env["CHONMAT_DATABASE"] = copied
	if got := c.run("", "rank", "--text", "mỹ phẩm, tiktok", "--json"); !strings.Contains(got.out, "Linh Thử") {
		t.Errorf("rank on the copy: %+v", got)
	}
}

func TestDollarsAreTakenAtTheRateThatIsSet(t *testing.T) {
	c := newTerminal(t)
	for rate, want := range map[string]string{"": `"budget_max_vnd":104000000`, "25000": `"budget_max_vnd":100000000`} {
		if rate != "" {
			c.env["CHONMAT_VND_PER_USD"] = rate
		}
		if got := c.run("", "brief", "ngân sách $4000"); !strings.Contains(strings.ReplaceAll(got.out, " ", ""), want) {
			t.Errorf("at %q: %+v, want %s", rate, got, want)
		}
		delete(c.env, "CHONMAT_VND_PER_USD")
	}
	c.env["CHONMAT_VND_PER_USD"] = "0"
	if got := c.run("", "brief", "200tr"); got.status != exitUsage || !strings.Contains(got.err, "CHONMAT_VND_PER_USD") {
		t.Errorf("at 0: %+v", got)
	}
}

func TestAnExportFillsAnEmptyDatabase(t *testing.T) {
	c := newTerminal(t)
	if got := c.run("", "import", c.file("list.csv", listCSV)); got.status != exitDone {
		t.Fatalf("import: %+v", got)
	}
	exported := c.run("", "export").out
	c.env["CHONMAT_DATABASE"] = filepath.Join(c.dir, "moved.db")
	if got := c.run(exported, "restore", "-"); got.status != exitDone || got.out+got.err != "" {
		t.Fatalf("restore: %+v", got)
	}
	if got := c.run("", "export"); got.out != exported {
		t.Errorf("the moved database exports\n%s\nwant\n%s", got.out, exported)
	}
	if got := c.run(exported, "restore", "-"); got.status != exitUsage || !strings.Contains(got.err, "give an empty one") {
		t.Errorf("restore over what is there: %+v", got)
	}
	c.env["CHONMAT_DATABASE"] = filepath.Join(c.dir, "cut.db")
	if got := c.run(exported[:len(exported)/2], "restore", "-"); got.status != exitUsage {
		t.Errorf("restore of half an export: %+v", got)
	}
}

func TestAnImportOfSeveralFilesIsAllOrNothing(t *testing.T) {
	c := newTerminal(t)
	got := c.run("", "import", c.file("a.csv", listCSV), c.file("b.csv", "<<<<<<< HEAD\nname,platform,followers\n"))
	if got.status != exitUsage || !strings.Contains(got.err, "b.csv") {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat(c.env["CHONMAT_DATABASE"]); err == nil {
		t.Error("something was stored")
	}
}

func TestAFileThatLeavesThePlatformOpenSaysWhatToDo(t *testing.T) {
	c := newTerminal(t)
	list := c.file("list.csv", "name,followers\nLinh Thử,120000\nAn Thử,4000\n")
	if got := c.run("", "import", list); got.status != exitUsage || !strings.Contains(got.err, "--platform") {
		t.Errorf("%+v", got)
	}
	if got := c.run("", "import", list, "--platform", "tiktok"); got.status != exitDone || !strings.Contains(got.out, "2 taken") {
		t.Errorf("%+v", got)
	}
}
