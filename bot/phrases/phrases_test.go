package phrases

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// Every Text in this package's sources has all three languages and the same
// placeholders in each.
func TestEveryTextHasAllLanguagesAndTheSamePlaceholders(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	fset, seen := token.NewFileSet(), 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || lit.Type != nil && !isIdent(lit.Type, "Text") || lit.Type == nil && !looksLikeText(lit) {
				return true
			}
			seen++
			checkText(t, fset.Position(lit.Pos()).String(), textFields(t, lit))
			return true
		})
	}
	if seen == 0 {
		t.Fatal("no texts found: the test reads the wrong folder")
	}
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func looksLikeText(lit *ast.CompositeLit) bool {
	if len(lit.Elts) == 0 {
		return false
	}
	kv, ok := lit.Elts[0].(*ast.KeyValueExpr)
	return ok && (isIdent(kv.Key, "De") || isIdent(kv.Key, "En") || isIdent(kv.Key, "Zh"))
}

func textFields(t *testing.T, lit *ast.CompositeLit) map[string]string {
	fields := map[string]string{}
	for i, e := range lit.Elts {
		key := []string{"De", "En", "Zh"}[min(i, 2)]
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			key, e = kv.Key.(*ast.Ident).Name, kv.Value
		}
		fields[key] = literal(t, e)
	}
	return fields
}

func literal(t *testing.T, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Fatal(err)
		}
		return s
	case *ast.BinaryExpr:
		return literal(t, e.X) + literal(t, e.Y)
	}
	return "?"
}

func checkText(t *testing.T, pos string, fields map[string]string) {
	var want []string
	for _, lang := range []string{"De", "En", "Zh"} {
		if strings.TrimSpace(fields[lang]) == "" {
			t.Errorf("%s: no text in %s", pos, lang)
			continue
		}
		got := placeholder.FindAllString(fields[lang], -1)
		slices.Sort(got)
		got = slices.Compact(got)
		if lang == "De" {
			want = got
		} else if !slices.Equal(got, want) {
			t.Errorf("%s: %s has placeholders %v, German has %v", pos, lang, got, want)
		}
	}
}
