package cms

import "github.com/pocketbase/pocketbase/core"

// State is a German federal state or a Chinese province.
type State struct{ core.BaseRecordProxy }

// Code is the short code, for example NW or GD.
func (s *State) Code() string { return s.GetString("code") }

// Country is DE or CN.
func (s *State) Country() string { return s.GetString("country") }

// Name is the name.
func (s *State) Name() Texts { return texts(s.Record, "name") }

// Aliases are other names that people use.
func (s *State) Aliases() []string { return lines(s.GetString("aliases")) }

// FindStates returns all states, by country and code.
func FindStates(app core.App) ([]*State, error) {
	return findAll[State](app, "states", "country DESC, code")
}

// FindStatesByID returns all states by their record's id.
func FindStatesByID(app core.App) (map[string]*State, error) {
	states, err := FindStates(app)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*State, len(states))
	for _, s := range states {
		byID[s.Id] = s
	}
	return byID, nil
}
