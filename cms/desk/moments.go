package desk

import (
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// moment is a date as it goes into JSON: null where there is none.
func moment(d types.DateTime) *time.Time {
	if d.IsZero() {
		return nil
	}
	t := d.Time()
	return &t
}

// number reads a number from the address of a request, within bounds; what is no
// number is standard.
func number(e *core.RequestEvent, name string, standard, least, most int) int {
	n, err := strconv.Atoi(e.Request.URL.Query().Get(name))
	if err != nil {
		return standard
	}
	return min(max(n, least), most)
}

// day reads a date from the address of a request, as the day of the office; what
// is none is the zero time.
func (d *desk) day(e *core.RequestEvent, name string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, e.Request.URL.Query().Get(name), d.now().Location())
	if err != nil {
		return time.Time{}
	}
	return t
}

// daysAgo is the beginning of the day that was so many days ago; 1 is today.
func (d *desk) daysAgo(days int) time.Time {
	y, m, day := d.now().Date()
	return time.Date(y, m, day-days+1, 0, 0, 0, 0, d.now().Location())
}
