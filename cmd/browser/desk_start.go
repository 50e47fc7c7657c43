package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// startStage runs the demo: isabot between a Telegram and a Discord in memory,
// whose channels can be looked at on a page. The returned function ends it.
func startStage(ctx context.Context, demo, isabot string) (site, func(), error) {
	paths := [2]string{demo, isabot}
	for i, p := range paths {
		var err error
		if paths[i], err = filepath.Abs(p); err != nil {
			return site{}, nil, fmt.Errorf("finding %s: %w", p, err)
		}
	}
	var at [2]string
	for i := range at {
		var err error
		if at[i], err = freeAddress(); err != nil {
			return site{}, nil, err
		}
	}
	c := exec.CommandContext(ctx, paths[0], "-program", paths[1], "-http", at[0], "-view", at[1])
	c.Stderr = os.Stderr
	model := startModel()
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.TempDir(), "OPENAI_MODEL=walk", "OPENAI_BASE_URL=" + model.URL + "/v1"}
	if err := c.Start(); err != nil {
		model.Close()
		return site{}, nil, fmt.Errorf("starting the demo: %w", err)
	}
	stop := func() {
		_ = c.Process.Signal(syscall.SIGTERM) // it may have ended by itself
		_ = c.Wait()
		model.Close()
	}
	s := site{base: "http://" + at[0], view: "http://" + at[1], email: "staff@example.org", password: "staff-on-the-stage-1"}
	for _, url := range []string{s.view + "/", s.base + "/api/isa/health"} {
		if err := answers(ctx, url); err != nil {
			stop()
			return site{}, nil, err
		}
	}
	return s, stop, nil
}
