module isa-portal.de/isabot/bot/telegram/tdlib

go 1.26.0

require (
	github.com/ebitengine/purego v0.11.3 // calls TDLib without cgo
	isa-portal.de/isabot v0.0.0
)

require (
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/go-telegram/bot v1.27.0 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.43.0 // indirect
	golang.org/x/time v0.16.0 // indirect
)

replace isa-portal.de/isabot => ../../..
