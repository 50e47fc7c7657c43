// Package stage sets up isabot between a Telegram and a Discord that stand in
// memory, and works in it as staff do: for trying things out without a token,
// and for seeing what becomes of them when something goes wrong.
package stage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// Config says what is set up.
type Config struct {
	Program string    // the file of isabot
	HTTP    string    // its address; "" is a free one
	Out     io.Writer // gets what it prints; nil is nobody

	Telegram telegramtest.Config
	Discord  discordtest.Config

	Env []string // further variables of isabot's environment, "NAME=value"

	// Before is called with each request before a platform sees it, by the
	// platform's name. What it answers with false is never taken nor answered.
	Before func(platform string, r *http.Request) bool
}

// Stage is isabot and its two platforms.
type Stage struct {
	Telegram *telegramtest.Fake
	Discord  *discordtest.Fake
	Base     string // the address of isabot
	Folder   string // in which it keeps its data

	cfg     Config
	servers []*http.Server
	urls    map[string]string
	process *exec.Cmd
	token   string
}

// Email and Password are of the account that staff work with.
const (
	Email    = "staff@example.org"
	Password = "staff-on-the-stage-1"
)

// Open sets up the platforms and a fresh folder, and starts isabot. Close ends
// it all.
func Open(ctx context.Context, cfg Config) (*Stage, error) {
	folder, err := os.MkdirTemp("", "isabot-stage-")
	if err != nil {
		return nil, fmt.Errorf("making a data folder: %w", err)
	}
	s := &Stage{cfg: cfg, Folder: folder, urls: map[string]string{},
		Telegram: telegramtest.New(cfg.Telegram), Discord: discordtest.New(cfg.Discord)}
	if s.cfg.Program, err = filepath.Abs(cfg.Program); err != nil {
		return nil, fmt.Errorf("finding the program: %w", err)
	}
	for name, platform := range map[string]http.Handler{"telegram": s.Telegram, "discord": s.Discord} {
		if err := s.serve(name, platform); err != nil {
			s.Close()
			return nil, err
		}
	}
	if out, err := s.command(ctx, "superuser", "upsert", Email, Password).CombinedOutput(); err != nil {
		s.Close()
		return nil, fmt.Errorf("making an account: %w\n%s", err, out)
	}
	if err := s.Start(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// serve lets a platform be reached.
func (s *Stage) serve(name string, platform http.Handler) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("opening a port for %s: %w", name, err)
	}
	server := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.cfg.Before != nil && !s.cfg.Before(name, r) {
			panic(http.ErrAbortHandler)
		}
		platform.ServeHTTP(w, r)
	})}
	go func() { _ = server.Serve(l) }() // it ends with Close
	s.servers = append(s.servers, server)
	s.urls[name] = "http://" + l.Addr().String()
	return nil
}

// command runs isabot in its folder, where no .env is.
func (s *Stage) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, s.cfg.Program, append(args, "--dir="+filepath.Join(s.Folder, "pb_data"))...)
	c.Dir = s.Folder
	c.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + s.Folder, "ISABOT_ASK_PER_MINUTE=0", "ISABOT_PUBLIC_URL=https://isa.example",
		"TELEGRAM_BOT_TOKEN=" + telegramtest.Token, "TELEGRAM_API_URL=" + s.urls["telegram"],
		"DISCORD_BOT_TOKEN=token-of-the-stage", "DISCORD_API_URL=" + s.urls["discord"],
	}
	c.Env = append(c.Env, s.cfg.Env...)
	return c
}

// Start starts isabot on the folder as it is and waits until it answers.
func (s *Stage) Start(ctx context.Context) error {
	address := s.cfg.HTTP
	if address == "" {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return fmt.Errorf("looking for a free port: %w", err)
		}
		address = l.Addr().String()
		l.Close()
	}
	s.Base = "http://" + address
	s.process = s.command(ctx, "serve", "--http="+address)
	if s.cfg.Out != nil {
		s.process.Stdout, s.process.Stderr = s.cfg.Out, s.cfg.Out
	}
	if err := s.process.Start(); err != nil {
		return fmt.Errorf("starting isabot: %w", err)
	}
	if err := Until(ctx, 30*time.Second, s.healthy); err != nil {
		return fmt.Errorf("isabot does not answer: %w", err)
	}
	return s.signIn(ctx)
}

func (s *Stage) healthy(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Base+"/api/isa/health", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// Kill ends isabot as a power cut would.
func (s *Stage) Kill() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

// Stop asks isabot to end and reports how it ended.
func (s *Stage) Stop() error {
	if s.process == nil || s.process.ProcessState != nil {
		return nil
	}
	_ = s.process.Process.Signal(syscall.SIGTERM) // it may have ended by itself
	if err := s.process.Wait(); err != nil {
		return fmt.Errorf("isabot ended: %w", err)
	}
	return nil
}

// Close ends everything and deletes the folder.
func (s *Stage) Close() {
	_ = s.Stop()
	for _, server := range s.servers {
		_ = server.Close()
	}
	_ = os.RemoveAll(s.Folder)
}

// ErrPatience says that something did not happen in time.
var ErrPatience = errors.New("it did not happen in time")

// Until asks again and again whether something has happened, for as long as
// patience lasts.
func Until(ctx context.Context, patience time.Duration, happened func(context.Context) bool) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !happened(ctx) {
		select {
		case <-ctx.Done():
			return ErrPatience
		case <-tick.C:
		}
	}
	return nil
}

// Second starts isabot once more on the same folder, as somebody would by
// mistake. It shares the platforms; its Stop ends it alone.
func (s *Stage) Second(ctx context.Context) (*Stage, error) {
	other := &Stage{Telegram: s.Telegram, Discord: s.Discord, Folder: s.Folder, cfg: s.cfg, urls: s.urls}
	other.cfg.HTTP = ""
	if err := other.Start(ctx); err != nil {
		return nil, err
	}
	return other, nil
}
