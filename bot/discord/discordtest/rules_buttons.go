package discordtest

import (
	"errors"
	"fmt"
)

// ruleRows holds what can be pressed against the rules: at most five rows, in
// each at most five buttons or one menu, and each with a name of its own.
func ruleRows(rows []Row) error {
	if len(rows) > 5 {
		return fmt.Errorf("%d rows of buttons", len(rows))
	}
	names := map[string]bool{}
	for _, r := range rows {
		if r.Type != 1 || len(r.Components) < 1 || len(r.Components) > 5 {
			return fmt.Errorf("a row of %d buttons", len(r.Components))
		}
		for _, b := range r.Components {
			if err := ruleButton(b, len(r.Components)); err != nil {
				return err
			}
			if b.CustomID != "" && names[b.CustomID] {
				return errors.New("two buttons have one name")
			}
			names[b.CustomID] = true
		}
	}
	return nil
}

func ruleButton(b Button, inRow int) error {
	if units(b.CustomID) > 100 {
		return fmt.Errorf("the name of a button has %d characters", units(b.CustomID))
	}
	if b.Type == 3 {
		if inRow > 1 {
			return errors.New("a menu shares its row")
		}
		return ruleMenu(b)
	}
	link := b.Style == 5
	switch {
	case b.Type != 2, b.Style < 1 || b.Style > 5, b.Label == "" && b.Emoji == nil, units(b.Label) > 80,
		link != (b.URL != ""), link == (b.CustomID != ""):
		return errors.New("a bad button")
	case b.Options != nil, b.Placeholder != "", b.MinValues != nil, b.MaxValues != nil:
		return errors.New("a button with the fields of a menu")
	case link && (!wellFormed(b.URL) || len(b.URL) > 512):
		return errors.New("a button with a bad address")
	}
	return nil
}

func ruleMenu(b Button) error {
	if b.CustomID == "" || b.Label != "" || b.Style != 0 || b.URL != "" || units(b.Placeholder) > 150 || len(b.Options) < 1 || len(b.Options) > 25 {
		return fmt.Errorf("a bad menu of %d options", len(b.Options))
	}
	values := map[string]bool{}
	for _, o := range b.Options {
		switch {
		case o.Label == "", units(o.Label) > 100, o.Value == "", units(o.Value) > 100, units(o.Description) > 100:
			return errors.New("a bad option of a menu")
		case values[o.Value]:
			return errors.New("two options of a menu have one value")
		}
		values[o.Value] = true
	}
	return nil
}
