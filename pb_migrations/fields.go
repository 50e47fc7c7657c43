// Package pb_migrations holds the schema of the CMS and the content that it
// starts with, as migrations: one subject a file, applied in the order of the
// file names. The names of collections and fields are a public contract.
package pb_migrations

import (
	"cmp"

	"github.com/pocketbase/pocketbase/core"
)

// A fields value is one column of a table, or a block of them. Every
// constructor below takes the name and a help text, "Deutsch / English", which
// the admin shows beneath the field.
type fields = []core.Field

// Lengths of texts, in characters.
const (
	short = 300
	long  = 5000
)

// traits is what options change about a field.
type traits struct {
	required, label, internal, multiple, cascade bool
	max                                          int
}

type option func(*traits)

// required refuses a record without it.
func required(t *traits) { t.required = true }

// label makes it part of the name under which relations show the record.
func label(t *traits) { t.label = true }

// internal keeps it from guests: in answers, filters and sorting alike.
func internal(t *traits) { t.internal = true }

// multiple lets a choice, relation or file field hold more than one value.
func multiple(t *traits) { t.multiple = true }

// cascade deletes the record together with the one that it points to.
func cascade(t *traits) { t.cascade = true }

// limit is the greatest length: characters of a text, bytes of HTML or JSON.
func limit(n int) option { return func(t *traits) { t.max = n } }

func with(opts []option) traits {
	var t traits
	for _, o := range opts {
		o(&t)
	}
	return t
}

// many is the number of values that a field may hold.
func (t traits) many(all int) int {
	if t.multiple {
		return all
	}
	return 1
}

// line is a short plain text.
func line(name, help string, opts ...option) fields {
	return pattern(name, help, "", opts...)
}

// lines is a plain text of many lines.
func lines(name, help string, opts ...option) fields {
	return line(name, help, append([]option{limit(long)}, opts...)...)
}

// pattern is a short text that meets a regular expression, or is empty.
func pattern(name, help, expr string, opts ...option) fields {
	t := with(opts)
	return fields{&core.TextField{Name: name, Help: help, Pattern: expr, Max: cmp.Or(t.max, short),
		Required: t.required, Presentable: t.label, Hidden: t.internal}}
}

// slug is the last part of a web address.
func slug(opts ...option) fields {
	return pattern("slug", "Adresse der Seite: kleine Buchstaben, Ziffern, Bindestriche / Address of the page: small letters, digits, hyphens",
		`^[a-z0-9]+(-[a-z0-9]+)*$`, append([]option{limit(120)}, opts...)...)
}

// rough is a date of which people may know only the year, or year and month.
func rough(name, help string, opts ...option) fields {
	return pattern(name, help, `^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$`, opts...)
}

// html is a formatted text.
func html(name, help string, opts ...option) fields {
	t := with(opts)
	return fields{&core.EditorField{Name: name, Help: help, MaxSize: int64(cmp.Or(t.max, 200_000)),
		Required: t.required, Presentable: t.label, Hidden: t.internal}}
}

// pick is a choice among values.
func pick(name, help string, values []string, opts ...option) fields {
	t := with(opts)
	return fields{&core.SelectField{Name: name, Help: help, Values: values, MaxSelect: t.many(len(values)),
		Required: t.required, Presentable: t.label, Hidden: t.internal}}
}

// ref is a relation to the collection of that name.
func ref(name, help, collection string, opts ...option) fields {
	t := with(opts)
	return fields{&core.RelationField{Name: name, Help: help, CollectionId: collection, MaxSelect: t.many(999),
		Required: t.required, Presentable: t.label, Hidden: t.internal, CascadeDelete: t.cascade}}
}

// link is a web address.
func link(name, help string, opts ...option) fields {
	t := with(opts)
	return fields{&core.URLField{Name: name, Help: help, Required: t.required, Presentable: t.label, Hidden: t.internal}}
}

// mail is an e-mail address.
func mail(name, help string, opts ...option) fields {
	t := with(opts)
	return fields{&core.EmailField{Name: name, Help: help, Required: t.required, Presentable: t.label, Hidden: t.internal}}
}

// moment is a date with its time, kept in UTC.
func moment(name, help string, opts ...option) fields {
	t := with(opts)
	return fields{&core.DateField{Name: name, Help: help, Required: t.required, Presentable: t.label, Hidden: t.internal}}
}

// yesNo is a switch.
func yesNo(name, help string, opts ...option) fields {
	t := with(opts)
	return fields{&core.BoolField{Name: name, Help: help, Presentable: t.label, Hidden: t.internal}}
}

// number is a whole number.
func number(name, help string, opts ...option) fields {
	t := with(opts)
	return fields{&core.NumberField{Name: name, Help: help, OnlyInt: true,
		Required: t.required, Presentable: t.label, Hidden: t.internal}}
}

// data is JSON.
func data(name, help string, opts ...option) fields {
	t := with(opts)
	return fields{&core.JSONField{Name: name, Help: help, MaxSize: int64(cmp.Or(t.max, 200_000)),
		Required: t.required, Presentable: t.label, Hidden: t.internal}}
}

// point is a place on the map.
func point(name, help string) fields {
	return fields{&core.GeoPointField{Name: name, Help: help}}
}

// Types of files that are taken. SVG is not among them: it can carry scripts.
var (
	pictures  = []string{"image/jpeg", "image/png", "image/webp"}
	documents = append([]string{"application/pdf"}, pictures...)
)

// file takes files of the given types, up to megabytes each. It is open only to
// those who may see the record.
func file(name, help string, types []string, megabytes int64, opts ...option) fields {
	t := with(opts)
	return fields{&core.FileField{Name: name, Help: help, MimeTypes: types, MaxSize: megabytes << 20, MaxSelect: t.many(10),
		Thumbs: []string{"400x0", "1200x0"}, Protected: true, Required: t.required, Hidden: t.internal}}
}
