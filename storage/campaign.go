package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"chonmat/domain"
)

// Campaign returns NotFound when the workspace has no such campaign.
func (db *DB) Campaign(ctx context.Context, workspace, id string) (domain.Campaign, error) {
	var c domain.Campaign
	var body []byte
	var version int64
	found, err := db.lookup(ctx, "SELECT body, version FROM campaign WHERE workspace = ?1 AND id = ?2",
		[]any{workspace, id}, &body, &version)
	switch {
	case err != nil:
		return c, err
	case !found:
		return c, notFound("campaign", id)
	}
	if err := json.Unmarshal(body, &c); err != nil {
		return c, fmt.Errorf("storage: campaign %q: %w", id, err)
	}
	c.Version = version
	return c, nil
}

// Campaigns returns the campaigns of a workspace, the last changed first.
func (db *DB) Campaigns(ctx context.Context, workspace string, limit int) ([]domain.CampaignHead, error) {
	var heads []domain.CampaignHead
	err := db.read.each(ctx, `SELECT id, name, updated_at FROM campaign WHERE workspace = ?1
		ORDER BY updated_at DESC, id DESC LIMIT ?2`, []any{workspace, limit},
		func(scan func(...any) error) error {
			var h domain.CampaignHead
			var updated int64
			err := scan(&h.ID, &h.Name, &updated)
			h.UpdatedAt = fromMicros(updated)
			heads = append(heads, h)
			return err
		})
	return heads, err
}

func saveCampaign(workspace string, c domain.Campaign) (func(*tx) error, error) {
	if c.Workspace == "" {
		c.Workspace = workspace
	}
	if c.Workspace != workspace {
		return nil, notFound("campaign", c.ID)
	}
	if err := checkTexts("campaign id", c.ID, "campaign name", c.Name); err != nil {
		return nil, err
	}
	body, err := encode("campaign", c)
	if err != nil {
		return nil, err
	}
	return func(t *tx) error {
		var n int64
		var err error
		if c.Version == 0 {
			n, err = t.exec(`INSERT INTO campaign (workspace, id, name, body, version, updated_at)
				VALUES (?1, ?2, ?3, ?4, 1, ?5) ON CONFLICT (workspace, id) DO NOTHING`,
				workspace, c.ID, c.Name, body, c.UpdatedAt.UnixMicro())
		} else {
			n, err = t.exec(`UPDATE campaign SET name = ?3, body = ?4, version = version + 1, updated_at = ?5
				WHERE workspace = ?1 AND id = ?2 AND version = ?6`,
				workspace, c.ID, c.Name, body, c.UpdatedAt.UnixMicro(), c.Version)
		}
		if err == nil && n == 0 {
			return stale("campaign", c.ID)
		}
		return err
	}, nil
}

func deleteCampaign(workspace, id string) func(*tx) error {
	return func(t *tx) error {
		_, err := t.exec("DELETE FROM campaign WHERE workspace = ?1 AND id = ?2", workspace, id)
		return err
	}
}
