package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/facts"
	"chonmat/domain/understand"
	"chonmat/storage"
	"chonmat/storage/roster"
)

// The limits of --limit and of a brief in JSON.
const (
	defaultLimit = 20
	maxLimit     = 10_000
	maxBriefJSON = 1 << 20
)

// rank ranks creators for a brief.
func rank(ctx context.Context, s shell, args []string) error {
	set := flag.NewFlagSet("rank", flag.ContinueOnError)
	briefFile := set.String("brief", "", "")
	text := set.String("text", "", "")
	rosterFile := set.String("roster", "", "")
	limit := set.Int("limit", defaultLimit, "")
	asJSON := set.Bool("json", false, "")
	rest, err := flags(set, args)
	switch {
	case err != nil:
		return err
	case len(rest) > 0:
		return usagef("does not know what to do with %q: a brief goes after --text", rest[0])
	case (*briefFile == "") == (*text == ""):
		return usagef("needs a brief: either --text or --brief")
	case *limit < 1 || *limit > maxLimit:
		return usagef("--limit is 1 to %d", maxLimit)
	}
	config, err := readConfig(s.env)
	if err != nil {
		return err
	}
	b := understood(*text, config.VNDPerUSD)
	if *briefFile != "" {
		if b, err = readBrief(s, *briefFile); err != nil {
			return err
		}
	}
	warnOfGoods(s, *text)
	now := time.Now()
	list, err := rosterFor(ctx, s, *rosterFile, now, config.VNDPerUSD)
	if err != nil {
		return err
	}
	ranking := advise.RankRoster(b, channelsOf(b), list, advise.Options{Today: domain.Date(now.Format(time.DateOnly))})
	if *asJSON {
		return printJSON(s.out, rankedJSON(b, ranking, *limit))
	}
	return rankedTable(s.out, b, ranking, *limit)
}

// warnOfGoods says so when a text is about goods that nobody may advertise.
func warnOfGoods(s shell, text string) {
	for _, g := range understand.GoodsIn(text, "") {
		if rule, _ := facts.RuleOf(g); rule.Verdict == facts.Banned {
			fmt.Fprintf(s.err, "chonmat rank: %s (%s)\n", vietnamese(domain.Say("goods."+string(g)+".rule")), facts.Cite(rule.Sources...).Title)
		}
	}
}

// channelsOf are the channels a brief asks for, or all it does not exclude.
func channelsOf(b domain.Brief) []domain.Platform {
	channels := b.Channels
	if len(channels) == 0 {
		channels = domain.Platforms
	}
	return slices.DeleteFunc(slices.Clone(channels), func(p domain.Platform) bool {
		return slices.Contains(b.ExcludeChannels, p)
	})
}

// readBrief reads brief JSON from a file, or from standard input as "-".
func readBrief(s shell, name string) (b domain.Brief, err error) {
	in := s.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return b, err
		}
		defer f.Close()
		in = f
	}
	d := json.NewDecoder(io.LimitReader(in, maxBriefJSON))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return b, domain.Errorf(domain.Invalid, "%s: no brief JSON: %w", name, err)
	}
	return b, b.Validate()
}

// rosterFor returns the list to rank: the file, or else the shared roster of
// the database, or else the sample, which is announced as such.
func rosterFor(ctx context.Context, s shell, file string, now time.Time, rate int64) (*domain.Roster, error) {
	if file != "" {
		l, err := readList(file, roster.ReadOptions{VNDPerUSD: rate}, now)
		if err != nil {
			return nil, err
		}
		return &domain.Roster{Accounts: l.read.Accounts}, nil
	}
	shared, err := sharedRoster(ctx, s)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if shared != nil && len(shared.Accounts) > 0 {
		return shared, nil
	}
	fmt.Fprintln(s.err, "chonmat rank: no list was imported yet: ranking the fictional sample (dữ liệu minh hoạ); give --roster FILE, or chonmat import FILE first")
	return &domain.Roster{Scope: domain.SampleRoster, Accounts: roster.Sample()}, nil
}

func sharedRoster(ctx context.Context, s shell) (list *domain.Roster, err error) {
	db, err := openExisting(ctx, s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Roster(ctx, storage.SharedWorkspace)
}
