package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	moduleRoot = "../.."
	modulePath = "isa-portal.de/isabot"
)

// generated are folders of the module that are made, not written.
var generated = []string{".git", ".tools", "dist", "node_modules", "pb_data"}

// source is one Go file of the module, nested modules included.
type source struct {
	path, room string // below the module's root: "bot/web/ask.go", "bot/web"
	test       bool
	file       *ast.File
	fset       *token.FileSet
	lines      int
}

func parseSource(p string, text []byte) (source, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, p, text, parser.ParseComments|parser.SkipObjectResolution)
	return source{
		path: p, room: path.Dir(p), test: strings.HasSuffix(p, "_test.go"),
		file: f, fset: fset, lines: strings.Count(string(text), "\n"),
	}, err
}

// imports are the paths that the file imports.
func (s source) imports() []string {
	var out []string
	for _, i := range s.file.Imports {
		p, _ := strconv.Unquote(i.Path.Value) // the parser has seen to it
		out = append(out, p)
	}
	return out
}

// at says where something stands, and what is wrong about it.
func (s source) at(n ast.Node, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: %s", s.path, s.fset.Position(n.Pos()).Line, fmt.Sprintf(format, args...))
}

// readModule calls visit with every file of the module that a person wrote.
// The sources are read, not listed by the go command: then Go's test cache
// knows what this test rests on.
func readModule(t *testing.T, visit func(name string, text []byte)) {
	t.Helper()
	root := os.DirFS(moduleRoot)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		if d.IsDir() {
			if slices.Contains(generated, name) {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || name == ".env" || name == ".git" { // of a further work tree, .git is a file
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err == nil {
			visit(name, text)
		}
		return err
	})
	if err != nil {
		t.Fatalf("reading the module: %v", err)
	}
}

func readSources(t *testing.T) []source {
	t.Helper()
	var out []source
	readModule(t, func(name string, text []byte) {
		if !strings.HasSuffix(name, ".go") || strings.Contains(name, "testdata/") {
			return
		}
		s, err := parseSource(name, text)
		if err != nil {
			t.Errorf("parsing %s: %v", name, err)
			return
		}
		out = append(out, s)
	})
	return out
}

// holds reports what a rule finds wrong in all sources.
func holds(t *testing.T, rule func(source) []string) {
	t.Helper()
	for _, s := range readSources(t) {
		for _, fault := range rule(s) {
			t.Error(fault)
		}
	}
}

// parsed is a source made of a text, to try the rules on.
func parsed(t *testing.T, name, text string) source {
	t.Helper()
	s, err := parseSource(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
