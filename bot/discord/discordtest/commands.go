package discordtest

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"unicode"
)

// Command is a command as it is registered.
type Command struct {
	ID                       string            `json:"id,omitempty"`
	Type                     int               `json:"type,omitempty"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description,omitempty"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"`
	Contexts                 []int             `json:"contexts,omitempty"`
	IntegrationTypes         []int             `json:"integration_types,omitempty"`
}

// CommandOption is what a command takes.
type CommandOption struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description,omitempty"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
	MinLength                int               `json:"min_length,omitempty"`
	MaxLength                int               `json:"max_length,omitempty"`
	Choices                  []CommandChoice   `json:"choices,omitempty"`
}

// CommandChoice is a value that an option may have.
type CommandChoice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             string            `json:"value"`
}

// Commands are those that are registered.
func (f *Fake) Commands() []Command {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Command(nil), f.commands...)
}

// registered finds a command by its type and name.
func (f *Fake) registered(kind int, name string) *Command {
	for i, c := range f.commands {
		if c.Type == kind && c.Name == name {
			return &f.commands[i]
		}
	}
	return nil
}

// putCommands replaces all commands.
func (f *Fake) putCommands(c *call) reply {
	if c.ids["{application_id}"] != f.App() {
		return fault(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application")
	}
	var list []Command
	if err := c.decode(&list); err != nil {
		return f.bad(c, err)
	}
	if err := ruleCommands(list); err != nil {
		return f.bad(c, err)
	}
	for i := range list {
		list[i].ID = f.id()
	}
	f.commands = list
	c.entry.Effect = Changed
	out := []any{}
	for _, cmd := range list {
		out = append(out, map[string]any{"id": cmd.ID, "application_id": f.App(), "version": cmd.ID, "default_member_permissions": nil,
			"type": cmd.Type, "name": cmd.Name, "description": cmd.Description, "nsfw": false, "dm_permission": true})
	}
	return answered(http.StatusOK, out)
}

// commandName is Discord's own pattern, without the two scripts that are not used here.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

func ruleCommands(list []Command) error {
	counts, names := map[int]int{}, map[string]bool{}
	for _, c := range list {
		if counts[c.Type]++; counts[1] > 100 || counts[3] > 15 {
			return errors.New("too many commands")
		}
		for locale, name := range with(c.NameLocalizations, c.Name) {
			if key := fmt.Sprint(c.Type, locale, name); names[key] {
				return fmt.Errorf("two commands are called %q", name)
			} else {
				names[key] = true
			}
			if !goodName(c.Type, name) {
				return fmt.Errorf("a command cannot be called %q", name)
			}
		}
		if err := ruleCommand(c); err != nil {
			return fmt.Errorf("/%s: %w", c.Name, err)
		}
	}
	return nil
}

func goodName(kind int, name string) bool {
	if kind == 3 {
		return units(name) >= 1 && units(name) <= 32
	}
	return commandName.MatchString(name) && strings.ToLower(name) == name && !strings.ContainsFunc(name, unicode.IsSpace)
}

func ruleCommand(c Command) error {
	size := len(c.Name) + len(c.Description)
	switch {
	case c.Type != 1 && c.Type != 3:
		return fmt.Errorf("type %d", c.Type)
	case c.Type == 3 && (c.Description != "" || c.DescriptionLocalizations != nil || c.Options != nil):
		return errors.New("a command of a menu has no description and no options")
	case c.Type == 3:
		return nil
	}
	for _, d := range with(c.DescriptionLocalizations, c.Description) {
		if units(d) < 1 || units(d) > 100 {
			return errors.New("a bad description")
		}
	}
	optional := false
	for _, o := range c.Options {
		size += len(o.Name) + len(o.Description)
		if optional = optional || !o.Required; optional && o.Required {
			return errors.New("a required option behind one that is not")
		}
		if err := ruleOption(o); err != nil {
			return fmt.Errorf("%s: %w", o.Name, err)
		}
	}
	if size > 8000 || len(c.Options) > 25 {
		return errors.New("too large")
	}
	return nil
}

func ruleOption(o CommandOption) error {
	for _, name := range with(o.NameLocalizations, o.Name) {
		if !goodName(1, name) {
			return fmt.Errorf("an option cannot be called %q", name)
		}
	}
	for _, d := range with(o.DescriptionLocalizations, o.Description) {
		if units(d) < 1 || units(d) > 100 {
			return errors.New("a bad description")
		}
	}
	if len(o.Choices) > 25 || o.Autocomplete && len(o.Choices) > 0 || o.MaxLength > 6000 {
		return errors.New("bad choices or lengths")
	}
	for _, c := range o.Choices {
		for _, name := range with(c.NameLocalizations, c.Name) {
			if units(name) < 1 || units(name) > 100 || units(c.Value) > 100 {
				return errors.New("a bad choice")
			}
		}
	}
	return nil
}

// with are localised texts, and the one for everybody else.
func with(localized map[string]string, other string) map[string]string {
	out := map[string]string{"": other}
	for locale, s := range localized {
		out[locale] = s
	}
	return out
}
