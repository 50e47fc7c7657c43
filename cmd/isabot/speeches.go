package main

import (
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/cms"
)

// speeches are what the program says unasked beside news: the answers of people,
// and notices to staff.
func (p *program) speeches() map[cms.DeliveryKind]announce.Speech {
	return p.planner.Composer.Speeches()
}
