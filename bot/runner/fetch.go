package runner

import (
	"context"
	"errors"
	"io"
	"time"

	"chonmat/bot/dialog"
	"chonmat/domain"
	"chonmat/storage"
	"chonmat/storage/roster"
)

// busyEvery repeats the sign that work goes on: Telegram's lasts 5 s.
const busyEvery = 4 * time.Second

// fetch downloads the file of an event, keeps it and reads the table in it.
// What is wrong with the file is told to the person by the step; only what may
// pass by itself is an error, and not at the last attempt: somebody waits.
func (r *Runner) fetch(ctx context.Context, in *Incoming, attempt int) error {
	defer r.showBusy(ctx, in.From)()
	if r.files.take(ctx, 1) == 0 {
		return ctx.Err()
	}
	defer r.files.free(1)
	file := &dialog.File{Name: in.File.Name}
	in.Event.File = file
	data, err := r.download(ctx, *in.File)
	if domain.ErrorCode(err) == domain.NotFound || err != nil && attempt >= attemptsToFetch && ctx.Err() == nil {
		err = domain.Refuse(domain.NotFound, "runner.file.gone")
	}
	if err == nil {
		file.Table, err = roster.Open(file.Name, data, roster.OpenOptions{})
	}
	if err != nil {
		sentence, ok := domain.ErrorSentence(err)
		if !ok {
			return err
		}
		file.Problem = sentence
		return nil
	}
	file.Upload = in.Event.ID
	workspace := in.From.Workspace()
	r.tables.put(tableKey{workspace, file.Upload}, file.Table)
	return r.Database.PutUpload(ctx, workspace,
		storage.Upload{ID: file.Upload, Name: file.Name, Data: data, At: r.Now()})
}

// download reads a file of at most roster.MaxBytes.
func (r *Runner) download(ctx context.Context, f FileRef) ([]byte, error) {
	tooLarge := domain.Refuse(domain.TooLarge, "runner.file.large", "limit", roster.MaxBytes>>20)
	if f.Size > roster.MaxBytes {
		return nil, tooLarge
	}
	ctx, cancel := context.WithTimeout(ctx, downloadTime)
	defer cancel()
	body, err := r.Messenger.Open(ctx, f.Ref, roster.MaxBytes)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	data, err := io.ReadAll(io.LimitReader(body, roster.MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > roster.MaxBytes {
		return nil, tooLarge
	}
	return data, nil
}

// table reads a kept file again; nil when it is gone or no longer readable.
func (r *Runner) table(ctx context.Context, workspace, id string) (*roster.Table, error) {
	key := tableKey{workspace, id}
	if table, ok := r.tables.get(key); ok {
		return table, nil
	}
	if r.files.take(ctx, 1) == 0 {
		return nil, ctx.Err()
	}
	defer r.files.free(1)
	kept, err := r.Database.Upload(ctx, workspace, id)
	switch domain.ErrorCode(err) {
	case "":
	case domain.NotFound:
		return nil, nil
	default:
		return nil, err
	}
	table, err := roster.Open(kept.Name, kept.Data, roster.OpenOptions{})
	if err != nil {
		if _, ok := errors.AsType[*domain.Error](err); ok {
			return nil, nil
		}
		return nil, err
	}
	r.tables.put(key, table)
	return table, nil
}

// showBusy shows that work goes on until the function it returns is called.
func (r *Runner) showBusy(ctx context.Context, to storage.Address) (done func()) {
	ctx, cancel := context.WithCancel(ctx)
	r.answers.Go(func() {
		tick := time.NewTicker(busyEvery)
		defer tick.Stop()
		for {
			if err := r.Messenger.Busy(ctx, to); err != nil && ctx.Err() == nil {
				r.Log.Debug("busy", "err", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	})
	return cancel
}
