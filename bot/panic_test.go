package bot

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestAPanicIsToldWithoutItsValue(t *testing.T) {
	for name, tt := range map[string]struct {
		cause func()
		says  string
	}{
		"a text":            {func() { panic("Geheimnis") }, "a value of type string"},
		"an error":          {func() { panic(errors.New("Geheimnis")) }, "a value of type *errors.errorString"},
		"a text in another": {func() { panic(fmt.Errorf("at %w", errors.New("Geheimnis"))) }, "a value of type *fmt.wrapError"},
		"the runtime's own": {func() { fmt.Print([]int{}[len("Geheimnis")]) }, "index out of range [9] with length 0"},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				err := PanicError(recover())
				if s := err.Error(); !strings.Contains(s, tt.says) || strings.Contains(s, "Geheimnis") {
					t.Errorf("it says %s", s)
				}
				if !strings.Contains(err.Error(), "panic_test.go") {
					t.Errorf("the stack does not lead to where it came from: %v", err)
				}
			}()
			tt.cause()
		})
	}
}
