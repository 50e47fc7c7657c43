package discordtest

import (
	"os"
	"testing"
)

// The schema is found whatever the working directory is by the time that it is
// needed.
func TestTheSchemaHoldsInAnotherWorkingDirectory(t *testing.T) {
	folder := os.Getenv("ISABOT_SPECS")
	if folder == "" {
		t.Skip("ISABOT_SPECS names no folder with the vendor's schemas")
	}
	s, err := LoadSchema(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := s.Answer("GET", "/gateway", 200, []byte(`{"url": "wss://gateway.discord.gg"}`)); err != nil {
		t.Error(err)
	}
	if err := s.Answer("GET", "/gateway", 200, []byte(`{"url": 7}`)); err == nil {
		t.Error("a number counts as an address")
	}
}
