// Command faults puts announcing through what goes wrong in the world, and has
// the outcome judged from what the platforms saw: schedules of changes under
// failing platforms on a virtual clock, and the real program killed at its worst
// moments. Each run names its seed, and the same seed fails the same way.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	var o options
	flag.IntVar(&o.seeds, "seeds", 1000, "how many schedules of changes are played on the virtual clock")
	flag.Uint64Var(&o.first, "first", 1, "the seed of the first schedule")
	flag.IntVar(&o.rounds, "rounds", 25, "how often the program is killed at each point on each platform")
	flag.IntVar(&o.subscribers, "subscribers", 300, "to how many direct subscribers a piece of news is sent")
	flag.DurationVar(&o.flood, "flood", 10*time.Second, "how long a few chats flood the program while others ask")
	flag.IntVar(&o.crowd, "crowd", 10_000, "how many people ask at once")
	flag.IntVar(&o.talks, "talks", 10_000, "how many people talk with it one after the other")
	flag.StringVar(&o.program, "program", "dist/isabot", "the file of isabot")
	flag.StringVar(&o.specs, "specs", os.Getenv("ISABOT_SPECS"), "the folder of the vendors' schemas")
	flag.BoolVar(&o.verbose, "v", false, "tell of each change and each request of a schedule")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		os.Exit(1)
	}
}

type options struct {
	seeds, rounds, subscribers int
	first                      uint64
	flood                      time.Duration
	crowd, talks               int
	program, specs             string
	verbose                    bool
}

func run(ctx context.Context, o options) error {
	if o.specs == "" {
		fmt.Println("The vendors' schemas are not at hand (ISABOT_SPECS): requests are held against the written rules alone.")
	}
	begin := time.Now()
	bad := 0
	if o.seeds > 0 {
		total, err := playSchedules(ctx, o)
		if err != nil {
			return err
		}
		fmt.Printf("schedules  %s\n", total)
		bad += len(total.faults)
	}
	if o.rounds > 0 {
		faults, err := killRounds(ctx, o)
		if err != nil {
			return err
		}
		bad += faults
		if faults, err = trials(ctx, o); err != nil {
			return err
		}
		bad += faults
	}
	if o.subscribers > 0 {
		faults, err := broadcast(ctx, o)
		if err != nil {
			return err
		}
		bad += faults
	}
	if o.flood > 0 {
		faults, err := flood(ctx, o)
		if err != nil {
			return err
		}
		bad += faults
	}
	if o.talks > 0 {
		faults, err := talks(ctx, o)
		if err != nil {
			return err
		}
		bad += faults
	}
	fmt.Printf("faults: %d, in %s\n", bad, time.Since(begin).Round(time.Second))
	if bad > 0 {
		return fmt.Errorf("%d faults", bad)
	}
	return nil
}
