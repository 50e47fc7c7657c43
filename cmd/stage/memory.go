package stage

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Memory is what isabot holds in memory now, and the most that it held, in MiB.
// Only Linux tells.
func (s *Stage) Memory() (now, most int, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, 0, fmt.Errorf("reading how much memory isabot holds: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		kib, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
		switch {
		case err != nil:
		case name == "VmRSS":
			now = kib >> 10
		case name == "VmHWM":
			most = kib >> 10
		}
	}
	return now, most, nil
}
