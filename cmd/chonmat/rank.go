package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
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

// query is what rank and plan are asked, and the ranking that answers it.
type query struct {
	ranking *advise.Ranking
	limit   int // 0: not given
	asJSON  bool
	brief   domain.Brief
}

// ask reads the flags of the command that is named, and ranks.
func ask(ctx context.Context, s shell, name string, args []string) (q query, err error) {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	briefFile := set.String("brief", "", "")
	text := set.String("text", "", "")
	rosterFile := set.String("roster", "", "")
	limit := set.String("limit", "", "")
	set.BoolVar(&q.asJSON, "json", false, "")
	rest, err := flags(set, args)
	if err == nil && *limit != "" {
		q.limit, err = strconv.Atoi(*limit)
	}
	switch {
	case errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange), err == nil && *limit != "" && (q.limit < 1 || q.limit > maxLimit):
		return q, usagef("--limit is 1 to %d", maxLimit)
	case err != nil:
		return q, err
	case len(rest) > 0:
		return q, usagef("does not know what to do with %q: a brief goes after --text", rest[0])
	case (*briefFile == "") == (*text == ""):
		return q, usagef("needs a brief: either --text or --brief")
	}
	config, err := readConfig(s.env)
	if err != nil {
		return q, err
	}
	q.brief = understood(*text, config.VNDPerUSD)
	if *briefFile != "" {
		if q.brief, err = readBrief(s, *briefFile); err != nil {
			return q, err
		}
	}
	warnOfGoods(s, name, *text)
	now := time.Now()
	list, err := rosterFor(ctx, s, name, *rosterFile, now, config.VNDPerUSD)
	if err != nil {
		return q, err
	}
	q.ranking = advise.RankRoster(q.brief, channelsOf(q.brief), list, advise.Options{Today: domain.Date(now.Format(time.DateOnly))})
	return q, nil
}

// rank ranks creators for a brief.
func rank(ctx context.Context, s shell, args []string) error {
	q, err := ask(ctx, s, "rank", args)
	if err != nil {
		return err
	}
	limit := cmp.Or(q.limit, defaultLimit)
	if q.asJSON {
		return printJSON(s.out, rankedJSON(q.brief, q.ranking, limit))
	}
	return rankedTable(s.out, q.brief, q.ranking, limit)
}

// warnOfGoods says so when a text is about goods that nobody may advertise.
func warnOfGoods(s shell, command, text string) {
	for _, g := range understand.GoodsIn(text, "") {
		if rule, _ := facts.RuleOf(g); rule.Verdict == facts.Banned {
			fmt.Fprintf(s.err, "chonmat %s: %s (%s)\n", command, vietnamese(domain.Say("goods."+string(g)+".rule")), facts.Cite(rule.Sources...).Title)
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
func rosterFor(ctx context.Context, s shell, command, file string, now time.Time, rate int64) (*domain.Roster, error) {
	if file != "" {
		l, err := readList(file, roster.ReadOptions{VNDPerUSD: rate}, now)
		if err != nil {
			return nil, err
		}
		return domain.NewRoster("", 0, l.read.Accounts), nil
	}
	shared, err := sharedRoster(ctx, s)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if shared.Len() > 0 {
		return shared, nil
	}
	fmt.Fprintf(s.err, "chonmat %s: no list was imported yet: taking the fictional sample (dữ liệu minh hoạ); give --roster FILE, or chonmat import FILE first\n", command)
	return domain.NewRoster(domain.SampleRoster, 0, roster.Sample()), nil
}

func sharedRoster(ctx context.Context, s shell) (list *domain.Roster, err error) {
	db, err := openExisting(ctx, s)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Roster(ctx, storage.SharedWorkspace)
}
