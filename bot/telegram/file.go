package telegram

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/domain"
)

// lookUp finds what Telegram calls the file of an attempt, if it was sent
// before by any process: it is sent by its id then, in no time and without
// Telegram's limits on uploads. The name counts, as it goes with the id.
func (a *attempt) lookUp(ctx context.Context) {
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%s\x00%s\x00", kindOf(*a.out.File), fileName(a.out.File.Name))
	_, _ = sum.Write(a.out.File.Data)
	a.hash = hex.EncodeToString(sum.Sum(nil))
	id, err := a.store.FileID(ctx, a.Bot(), a.hash)
	if err != nil { // it can be sent all the same
		a.log.Error("the id of a file is not known", slog.Any("error", err))
	}
	a.fileID = id
}

// keepFileID notes what Telegram calls the file that it has just taken.
func (a *attempt) keepFileID(ctx context.Context, id string) {
	if id == "" {
		return
	}
	if err := a.store.KeepFileID(ctx, a.Bot(), a.hash, clean(id, maxNameBytes), time.Now()); err != nil {
		a.log.Error("the id of a file is not kept", slog.Any("error", err))
	}
}

// Downloads get this long, on top of what ctx says.
const downloadTimeout = 2 * time.Minute

// Open implements runner.Messenger. TooLarge: over Telegram's 20 MB, or known
// to be over limit. Unavailable: it can be tried again, or the file has gone.
func (c *Client) Open(ctx context.Context, ref string, limit int64) (io.ReadCloser, error) {
	result, err := c.call(ctx, "getFile", tgbotapi.Params{"file_id": ref})
	switch {
	case err != nil && strings.Contains(err.Error(), "file is too big"):
		return nil, domain.Errorf(domain.TooLarge, "%w", err)
	case err != nil:
		return nil, domain.Errorf(domain.Unavailable, "%w", err)
	}
	var file struct {
		Path string `json:"file_path"`
		Size int64  `json:"file_size"`
	}
	if err := json.Unmarshal(result, &file); err != nil {
		return nil, domain.Errorf(domain.Unavailable, "telegram getFile: %w", err)
	}
	if file.Size > limit {
		return nil, domain.Errorf(domain.TooLarge, "telegram getFile: %d bytes", file.Size)
	}
	// A server run with --local names a file of its own disk; it is not ours to read.
	if file.Path == "" || file.Path[0] == '/' || path.Clean(file.Path) != file.Path || strings.HasPrefix(file.Path, "..") {
		return nil, domain.Errorf(domain.Unavailable, "telegram getFile: the server offers no download")
	}
	return c.download(ctx, file.Path, limit)
}

// download builds the URL itself: the library's is always Telegram's own.
func (c *Client) download(ctx context.Context, file string, limit int64) (io.ReadCloser, error) {
	ctx, cancel := context.WithTimeout(ctx, downloadTimeout)
	at := c.url + "/file/bot" + c.api.Token + "/" + (&url.URL{Path: file}).EscapedPath()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		cancel()
		return nil, domain.Errorf(domain.Unavailable, "telegram download: the server names no usable path")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		err = transport{token: c.api.Token}.redact(err)
		cancel()
		return nil, domain.Errorf(domain.Unavailable, "%w", explain(ctx, "download", err))
	}
	if resp.StatusCode != http.StatusOK {
		closeBody(resp.Body)
		cancel()
		return nil, domain.Errorf(domain.Unavailable, "telegram download: HTTP %d", resp.StatusCode)
	}
	return download{io.LimitReader(resp.Body, limit+1), resp.Body, cancel}, nil
}

type download struct {
	io.Reader
	body   io.Closer
	cancel context.CancelFunc
}

func (d download) Close() error {
	defer d.cancel()
	if err := d.body.Close(); err != nil {
		return fmt.Errorf("telegram download: %w", err)
	}
	return nil
}
