package site

// A template takes one value: these are the page, for its language, and what
// the template is about.

type sourced struct {
	Page   page
	Source source
}

type withNews struct {
	Page page
	News []newsLine
}

type withEvent struct {
	Page  page
	Event eventLine
}

func pair(p page, s source) sourced         { return sourced{p, s} }
func newsOf(p page, n []newsLine) withNews  { return withNews{p, n} }
func eventOf(p page, e eventLine) withEvent { return withEvent{p, e} }
