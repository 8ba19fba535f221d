package main

import (
	"bytes"
	"net"
	"slices"
	"strings"
	"testing"

	"chonmat/storage/storagetest"
)

func TestCommandsRunOnPostgreSQL(t *testing.T) {
	c := newTerminal(t)
	c.env["CHONMAT_DATABASE_FILE"] = c.file("database", storagetest.PostgreSQL(t).Create(t)+"\n")
	delete(c.env, "CHONMAT_DATABASE")
	if r := c.run("", "import", c.file("list.csv", listCSV)); r.status != 0 {
		t.Fatalf("import: %+v", r)
	}
	if r := c.run("", "rank", "--text", "mỹ phẩm cho nữ 18-25, 200tr, tiktok"); r.status != 0 || !strings.Contains(r.out, "Linh Thử") {
		t.Errorf("rank: %+v", r)
	}
	if r := c.run("", "export"); r.status != 0 || !strings.Contains(r.out, "Linh Thử") || !strings.HasSuffix(r.out, "}\n") {
		t.Errorf("export: %+v", r)
	}
	if r := c.run("", "backup", c.dir+"/copy.db"); r.status != exitUsage || !strings.Contains(r.err, "pg_dump") {
		t.Errorf("backup: %+v", r)
	}
}

// Whatever is wrong with the address of a database, nobody reads its password.
func TestPasswordOfADatabaseIsNotTold(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close() // now nobody listens there
	address := listener.Addr().String()
	for _, database := range []string{
		"postgres://chonmat:hush-hush@" + address + "/chonmat",
		"postgres://chonmat@" + address + "/chonmat?password=hush-hush",
		"postgres://chonmat:1/hush-hush@" + address + "/chonmat",
		"postgres://chonmat:hush-hush@" + address + ":x/chonmat",
		"mysql://chonmat:hush-hush@" + address + "/chonmat",
	} {
		for _, command := range []string{"serve", "export"} {
			c := newTerminal(t)
			c.env["CHONMAT_DATABASE"] = database
			r := c.run("", command)
			if r.status == 0 || strings.Count(r.err, "\n") != 1 || strings.Contains(r.out+r.err, "hush") {
				t.Errorf("%s on %s: %+v", command, database, r)
			}
		}
	}
	for _, database := range []string{"postgres://chonmat:hush-hush@db/chonmat", "postgres://chonmat@db/chonmat?password=hush%2Dhush"} {
		var out bytes.Buffer
		newLog("text", &out, Config{Database: database}.hidden()...).Info("x", "database", database, "password", "hush-hush")
		if text := out.String(); strings.Contains(text, "hush") || strings.Count(text, "[redacted]") != 2 {
			t.Errorf("the log tells %s", text)
		}
	}
	if slices.Contains(Config{Database: "/var/lib/chonmat.db"}.hidden(), "/var/lib/chonmat.db") {
		t.Error("the path of a file is no secret")
	}
}
