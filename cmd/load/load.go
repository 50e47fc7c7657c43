package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"
)

// result is what came of a load.
type result struct {
	took   []time.Duration // of each question that was answered, sorted
	failed int
	fault  error // one of the failures
	lasted time.Duration
}

// at is the time that the given share of the answers stayed within.
func (r result) at(share float64) time.Duration {
	if len(r.took) == 0 {
		return 0
	}
	return r.took[min(int(share*float64(len(r.took))), len(r.took)-1)]
}

// load lets clients ask one question after the other, each starting at
// another one, until the time is over. What is on its way then is awaited.
func load(ctx context.Context, base string, bodies [][]byte, clients int, length time.Duration) result {
	transport := &http.Transport{MaxIdleConns: clients, MaxIdleConnsPerHost: clients}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: 30 * time.Second}

	var mu sync.Mutex
	var all result
	var wait sync.WaitGroup
	start := time.Now()
	for i := range clients {
		wait.Go(func() {
			var own result
			for n := i * len(bodies) / clients; time.Since(start) < length && ctx.Err() == nil; n++ {
				begin := time.Now()
				if err := askOnce(ctx, client, base, bodies[n%len(bodies)]); err != nil {
					own.failed, own.fault = own.failed+1, err
					if own.failed >= 100 { // it won't get better
						break
					}
					continue
				}
				own.took = append(own.took, time.Since(begin))
			}
			mu.Lock()
			defer mu.Unlock()
			all.took = append(all.took, own.took...)
			all.failed += own.failed
			if own.fault != nil {
				all.fault = own.fault
			}
		})
	}
	wait.Wait()
	all.lasted = time.Since(start)
	slices.Sort(all.took)
	return all
}

// askOnce asks one question and reads the answer to its end.
func askOnce(ctx context.Context, client *http.Client, base string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/api/isa/ask", bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("making a request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("asking: %w", err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	if err != nil {
		return fmt.Errorf("reading an answer: %w", err)
	}
	var said struct{ Answer, Message string }
	if err := json.Unmarshal(answer, &said); err != nil || res.StatusCode != http.StatusOK || said.Answer == "" {
		return fmt.Errorf("status %d %s", res.StatusCode, said.Message)
	}
	return nil
}
