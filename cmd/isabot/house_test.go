package main

import (
	"go/ast"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	maxFileLines = 300
	maxFuncLines = 60
)

// Methods whose contract the standard library states.
var standardMethods = []string{"Error", "Unwrap", "Is", "As", "String", "Len", "Less", "Swap", "ServeHTTP", "RoundTrip",
	"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "Read", "Write", "Close", "Format", "LogValue"}

func tooLong(s source) []string {
	if s.test {
		return nil
	}
	var faults []string
	if s.lines > maxFileLines {
		faults = append(faults, s.at(s.file, "the file has %d lines, at most %d are agreed", s.lines, maxFileLines))
	}
	for _, d := range s.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if n := s.fset.Position(f.End()).Line - s.fset.Position(f.Pos()).Line + 1; n > maxFuncLines {
			faults = append(faults, s.at(f, "%s has %d lines, at most %d are agreed", f.Name.Name, n, maxFuncLines))
		}
	}
	return faults
}

func badName(s source) []string {
	if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "model", "models", "misc", "pkg", "lib"}, path.Base(s.room)) {
		return []string{s.at(s.file, "the name of the package says nothing")}
	}
	return nil
}

// hidden finds what runs or waits without being asked to: init functions
// outside of migrations, and sleeps, which cannot be ended.
func hidden(s source) []string {
	var faults []string
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" && s.room != "pb_migrations" {
			faults = append(faults, s.at(f, "only migrations have an init function"))
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if e, ok := n.(*ast.SelectorExpr); ok && e.Sel.Name == "Sleep" {
			if x, ok := e.X.(*ast.Ident); ok && x.Name == "time" {
				faults = append(faults, s.at(e, "nothing sleeps: wait for what is to happen, with a context"))
			}
		}
		return true
	})
	return faults
}

// undocumented finds exported names of packages that have no comment.
func undocumented(s source) []string {
	if s.test || s.file.Name.Name == "main" {
		return nil
	}
	var faults []string
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Doc == nil && exportedFunc(d) {
				faults = append(faults, s.at(d, "%s has no comment", d.Name.Name))
			}
		case *ast.GenDecl:
			for _, name := range undocumentedIn(d) {
				faults = append(faults, s.at(name, "%s has no comment", name.Name))
			}
		}
	}
	return faults
}

func exportedFunc(f *ast.FuncDecl) bool {
	if !f.Name.IsExported() {
		return false
	}
	if f.Recv == nil {
		return true
	}
	receiver := f.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	if generic, ok := receiver.(*ast.IndexExpr); ok {
		receiver = generic.X
	}
	id, ok := receiver.(*ast.Ident)
	return ok && id.IsExported() && !slices.Contains(standardMethods, f.Name.Name)
}

// undocumentedIn returns the exported names of a declaration that neither it,
// nor their line, nor (for values) the group says anything about.
func undocumentedIn(d *ast.GenDecl) []*ast.Ident {
	var out []*ast.Ident
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && s.Doc == nil && s.Comment == nil && (d.Doc == nil || d.Lparen.IsValid()) {
				out = append(out, s.Name)
			}
		case *ast.ValueSpec:
			for _, name := range s.Names {
				if name.IsExported() && s.Doc == nil && s.Comment == nil && d.Doc == nil {
					out = append(out, name)
				}
			}
		}
	}
	return out
}

func TestNoFileOrFunctionIsTooLong(t *testing.T)   { holds(t, tooLong) }
func TestPackagesAreNamedForTheirJob(t *testing.T) { holds(t, badName) }
func TestNothingRunsOrSleepsUnasked(t *testing.T)  { holds(t, hidden) }
func TestExportedNamesHaveAComment(t *testing.T)   { holds(t, undocumented) }

func TestPackagesSayTheirJob(t *testing.T) {
	said := map[string]bool{}
	for _, s := range readSources(t) {
		if s.test {
			continue
		}
		doc := s.file.Doc.Text()
		good := strings.HasPrefix(doc, "Package "+s.file.Name.Name+" ") || s.file.Name.Name == "main" && strings.HasPrefix(doc, "Command "+path.Base(s.room)+" ")
		if doc != "" && !good {
			t.Error(s.at(s.file.Name, `the comment of a package begins with "Package" or "Command" and its name`))
		}
		said[s.room] = said[s.room] || good
	}
	for room, ok := range said {
		if !ok {
			t.Errorf("%s has no package comment", room)
		}
	}
}

func TestNoTextSpeaksOfAWorkplace(t *testing.T) {
	// In pieces, so that this file does not speak of them either.
	forbidden := []string{"/wo" + "rk/", "/fa" + "rm/", "/t" + "mp/", "proxy." + "golang.org", "registry." + "npmjs.org", "TO" + "DO", "FIX" + "ME"}
	readModule(t, func(name string, text []byte) {
		if path.Base(name) == "go.sum" {
			return
		}
		for _, f := range forbidden {
			if i := strings.Index(string(text), f); i >= 0 {
				t.Errorf("%s:%d: says %q", name, 1+strings.Count(string(text[:i]), "\n"), f)
			}
		}
	})
}

func TestHouseRulesFindWhatTheyShould(t *testing.T) {
	long := "// F is long.\nfunc F() {\n" + strings.Repeat("\n", maxFuncLines) + "}\n"
	tests := []struct {
		name, file, text string
		rule             func(source) []string
		faults           int
	}{
		{"a short function", "bot/a.go", "func f() {}", tooLong, 0},
		{"a long function", "bot/a.go", long, tooLong, 1},
		{"a long function in a test", "bot/a_test.go", long, tooLong, 0},
		{"a long file", "bot/a.go", strings.Repeat("\n", maxFileLines), tooLong, 1},
		{"a package without a job", "bot/util/a.go", "", badName, 1},
		{"init outside of migrations", "bot/a.go", "func init() {}", hidden, 1},
		{"init of a migration", "pb_migrations/a.go", "func init() {}", hidden, 0},
		{"a sleep in a test", "bot/a_test.go", "func f() { time.Sleep(1) }", hidden, 1},
		{"an exported function", "bot/a.go", "func F() {}", undocumented, 1},
		{"a documented function", "bot/a.go", "// F is.\nfunc F() {}", undocumented, 0},
		{"an exported method", "bot/a.go", "// T is.\ntype T struct{}\nfunc (t *T) M() {}", undocumented, 1},
		{"a generic type's method", "bot/a.go", "func (t *T[K]) M() {}", undocumented, 1},
		{"a method that the standard library knows", "bot/a.go", "func (t *T) Error() string { return `` }", undocumented, 0},
		{"a method of a hidden type", "bot/a.go", "func (t *t) M() {}", undocumented, 0},
		{"values under one comment", "bot/a.go", "// Both are.\nvar (\nA = 1\nB = 2\n)", undocumented, 0},
		{"types under one comment", "bot/a.go", "// Both are.\ntype (\nA int\nB int\n)", undocumented, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.rule(parsed(t, tt.file, "package p\n"+tt.text)); len(got) != tt.faults {
				t.Errorf("found %q, expected %d", got, tt.faults)
			}
		})
	}
}

func TestEnvExampleHasWhatIsRead(t *testing.T) {
	example, err := os.ReadFile(moduleRoot + "/.env.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range readSources(t) {
		if s.test || s.room != "cmd/isabot" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok {
				name, _ := strconv.Unquote(l.Value)
				if variable.MatchString(name) && !strings.Contains(string(example), "\n"+name+"=") {
					t.Error(s.at(l, "%s is not in .env.example", name))
				}
			}
			return true
		})
	}
}

// variable is the name of one of our environment variables.
var variable = regexp.MustCompile(`^(ISABOT|TELEGRAM|DISCORD|OPENAI)_[A-Z_]+$`)
