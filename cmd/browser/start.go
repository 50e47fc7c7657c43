package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// site is what is walked, and who may enter its admin (empty: nobody). Where it
// stands between platforms in memory, view is the page of their channels.
type site struct{ base, email, password, view string }

// start runs the program on a free port and a fresh folder, with an
// administrator, and waits until it answers. The returned function ends it
// and removes the folder.
func start(ctx context.Context, program string) (site, func(), error) {
	program, err := filepath.Abs(program)
	if err != nil {
		return site{}, nil, fmt.Errorf("finding the program: %w", err)
	}
	dir, err := os.MkdirTemp("", "isabot-browser-")
	if err != nil {
		return site{}, nil, fmt.Errorf("making a data folder: %w", err)
	}
	at := site{email: "walker@example.org", password: "walks-the-pages-1"}
	data := "--dir=" + filepath.Join(dir, "pb_data")
	out, err := command(ctx, dir, program, "superuser", "upsert", at.email, at.password, data).CombinedOutput()
	if err != nil {
		return site{}, nil, fmt.Errorf("making an administrator: %w\n%s", err, out)
	}
	address, err := freeAddress()
	if err != nil {
		return site{}, nil, err
	}
	at.base = "http://" + address
	serve := command(ctx, dir, program, "serve", "--http="+address, data)
	serve.Stderr = os.Stderr
	if err := serve.Start(); err != nil {
		return site{}, nil, fmt.Errorf("serving: %w", err)
	}
	stop := func() {
		_ = serve.Process.Signal(syscall.SIGTERM) // it may have ended by itself
		_ = serve.Wait()
		_ = os.RemoveAll(dir)
	}
	if err := answers(ctx, at.base+"/api/isa/health"); err != nil {
		stop()
		return site{}, nil, err
	}
	return at, stop, nil
}

// command runs the program in dir, where no .env is, with nothing switched on
// by the caller's environment.
func command(ctx context.Context, dir, program string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, program, args...)
	c.Dir = dir
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "ISABOT_ASK_PER_MINUTE=0", "ISABOT_SENDING=hold"}
	return c
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("looking for a free port: %w", err)
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func answers(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return fmt.Errorf("asking for its health: %w", err)
		}
		if res, err := http.DefaultClient.Do(req); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("it does not answer: %w", ctx.Err())
		case <-tick.C:
		}
	}
}
