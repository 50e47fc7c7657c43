package pb_migrations

import (
	"database/sql"
	"errors"
	"fmt"
	"log/slog"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(ownSettings, defaultSettings) }

// ownSettings keeps addresses and successful requests out of the logs, slows
// down the guessing of passwords and removes the example collection.
func ownSettings(app core.App) error {
	s := app.Settings()
	s.Meta.AppName, s.Meta.SenderName = "isabot", "isabot"
	s.Logs.LogIP, s.Logs.LogAuthId = false, false
	s.Logs.MinLevel = int(slog.LevelWarn)
	s.RateLimits.Enabled = true
	s.RateLimits.Rules = []core.RateLimitRule{
		{Label: "*:auth", MaxRequests: 10, Duration: 30},
		{Label: "*:requestOTP", MaxRequests: 3, Duration: 60},
		{Label: "*:requestPasswordReset", MaxRequests: 3, Duration: 60},
		{Label: "*:confirmPasswordReset", MaxRequests: 10, Duration: 60},
	}
	if err := app.Save(s); err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	return dropExample(app)
}

// dropExample removes PocketBase's collection users: nobody signs up here. One
// that somebody has filled is left alone.
func dropExample(app core.App) error {
	users, err := app.FindCollectionByNameOrId("users")
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find collection users: %w", err)
	}
	if n, err := app.CountRecords(users); err != nil || n > 0 {
		return err
	}
	if err := app.Delete(users); err != nil {
		return fmt.Errorf("delete collection users: %w", err)
	}
	return nil
}

// defaultSettings puts PocketBase's own values back; the example stays away.
func defaultSettings(app core.App) error {
	s := app.Settings()
	s.Meta.AppName, s.Meta.SenderName = "Acme", "Support"
	s.Logs.LogIP, s.Logs.MinLevel = true, 0
	s.RateLimits = core.RateLimitsConfig{Rules: []core.RateLimitRule{
		{Label: "*:auth", MaxRequests: 2, Duration: 3},
		{Label: "*:create", MaxRequests: 20, Duration: 5},
		{Label: "/api/batch", MaxRequests: 3, Duration: 1},
		{Label: "/api/", MaxRequests: 300, Duration: 10},
	}}
	if err := app.Save(s); err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	return nil
}
