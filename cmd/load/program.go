package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	startWithin = time.Minute
	restFor     = 3 * time.Second // until memory is measured
)

// server is the program under test, on a folder of its own.
type server struct {
	program, dir, base string
	process            *exec.Cmd
}

// measureStart starts the program twice on a fresh folder, since the first run
// also fills the database, and prints what the starts took and what the
// program needs at rest. It is left running.
func measureStart(ctx context.Context, program string) (*server, error) {
	program, err := filepath.Abs(program)
	if err != nil {
		return nil, fmt.Errorf("finding the program: %w", err)
	}
	dir, err := os.MkdirTemp("", "isabot-load-")
	if err != nil {
		return nil, fmt.Errorf("making a data folder: %w", err)
	}
	s := &server{program: program, dir: dir}
	first, err := s.start(ctx)
	if err == nil {
		s.stop()
		var again time.Duration
		if again, err = s.start(ctx); err == nil {
			fmt.Printf("start    %.0f ms until healthy (%.0f ms on the first run)\n", ms(again), ms(first))
			err = s.rest(ctx)
		}
	}
	if err != nil {
		s.remove()
		return nil, err
	}
	return s, nil
}

// start returns the time from the start of the process to its first healthy answer.
func (s *server) start(ctx context.Context) (time.Duration, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("looking for a free port: %w", err)
	}
	address := l.Addr().String()
	l.Close()
	s.base = "http://" + address
	s.process = exec.CommandContext(ctx, s.program, "serve", "--http="+address, "--dir="+filepath.Join(s.dir, "pb_data"))
	s.process.Dir = s.dir // no .env is read there
	s.process.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + s.dir, "ISABOT_ASK_PER_MINUTE=0", "ISABOT_SENDING=hold"}
	s.process.Stderr = os.Stderr
	begin := time.Now()
	if err := s.process.Start(); err != nil {
		return 0, fmt.Errorf("starting the program: %w", err)
	}
	return healthyAfter(ctx, begin, s.base+"/api/isa/health")
}

func healthyAfter(ctx context.Context, begin time.Time, url string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return 0, fmt.Errorf("asking for its health: %w", err)
		}
		if res, err := http.DefaultClient.Do(req); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return time.Since(begin), nil
			}
		}
		select {
		case <-ctx.Done():
			return 0, fmt.Errorf("the program does not become healthy: %w", ctx.Err())
		case <-tick.C:
		}
	}
}

func (s *server) rest(ctx context.Context) error {
	t := time.NewTimer(restFor)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
	}
	rss, err := s.rss()
	if err != nil {
		fmt.Printf("memory   not measured: %v\n", err)
		return nil
	}
	fmt.Printf("memory   %.1f MB RSS at rest\n", rss)
	return nil
}

// rss is the memory that the process holds, in MB (2^20 bytes). Only Linux tells.
func (s *server) rss() (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("reading the memory of the process: %w", err)
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb, err := strconv.Atoi(strings.TrimSpace(rest[:max(strings.Index(rest, "kB"), 0)]))
	if err != nil {
		return 0, fmt.Errorf("reading the memory of the process: %w", err)
	}
	return float64(kb) / 1024, nil
}

func (s *server) stop() {
	_ = s.process.Process.Signal(syscall.SIGTERM) // it may have ended by itself
	_ = s.process.Wait()
}

// remove ends the program, if it runs, and deletes its folder.
func (s *server) remove() {
	if s.process != nil && s.process.Process != nil && s.process.ProcessState == nil {
		s.stop()
	}
	_ = os.RemoveAll(s.dir)
}
