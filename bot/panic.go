package bot

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// PanicError is the error that a recovered panic becomes, with the stack of the
// place where it came from: call it in the deferred function that recovered v.
// Of v it tells the type only, since a value may hold what somebody wrote; the
// runtime's own words hold nothing of that kind and are kept.
func PanicError(v any) error {
	what := fmt.Sprintf("a value of type %T", v)
	if err, ok := v.(runtime.Error); ok {
		what = err.Error()
	}
	return fmt.Errorf("panic: %s\n%s", what, debug.Stack())
}
