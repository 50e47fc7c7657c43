package desk

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
)

// scripts are the browser's half of the desk: main.js begins it within PocketBase's
// admin, index.html without.
//
//go:embed extension
var scripts embed.FS

// extensionName stands in the address of the scripts.
const extensionName = "isa"

// policy is what the plain pages may load: what is ours, and drawings that they
// make themselves.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

// mountExtension adds the desk to PocketBase's admin, and serves the same pages
// below /staff for the day on which the admin does not take them. The scripts and
// their words are no secret; what they show is asked for with an account.
func mountExtension(e *core.ServeEvent) error {
	files, err := fs.Sub(scripts, "extension")
	if err != nil {
		return err
	}
	words, err := json.Marshal(wordTable())
	if err != nil {
		return err
	}
	tell := func(e *core.RequestEvent) error {
		fresh(e)
		return e.Blob(http.StatusOK, "application/json", words)
	}
	e.UIExtensions = append(e.UIExtensions, core.UIExtension{Name: extensionName, FS: files})
	e.Router.GET("/_/extensions/"+extensionName+"/words.json", tell).Bind(apis.Gzip(), apis.SkipSuccessActivityLog())
	e.Router.GET("/staff/words.json", tell).Bind(apis.Gzip(), apis.SkipSuccessActivityLog())
	e.Router.GET("/staff", func(e *core.RequestEvent) error { return e.Redirect(http.StatusFound, "/staff/") })
	e.Router.GET("/staff/{path...}", func(e *core.RequestEvent) error {
		fresh(e)
		e.Response.Header().Set("Content-Security-Policy", policy)
		return apis.Static(files, false)(e)
	}).Bind(apis.Gzip(), apis.SkipSuccessActivityLog())
	return nil
}

// fresh keeps browsers from using what an older build gave them.
func fresh(e *core.RequestEvent) { e.Response.Header().Set("Cache-Control", "no-cache") }

// wordTable is what words.js reads: texts by section, key and language.
func wordTable() map[string]map[string]map[string]string {
	all := map[string]map[string]map[string]string{}
	for section, texts := range map[string]map[string]phrases.Text{
		"words": phrases.DeskUI(), "admin": phrases.AdminLabels, "collections": phrases.DeskCollections,
		"fields": phrases.DeskFields, "values": phrases.DeskValues, "faults": phrases.DeskFaults, "errors": phrases.DeskErrors,
	} {
		all[section] = map[string]map[string]string{}
		for key, t := range texts {
			all[section][key] = map[string]string{"de": t.De, "en": t.En, "zh": t.Zh}
		}
	}
	all["help"] = map[string]map[string]string{}
	for english, chinese := range phrases.DeskHelp {
		all["help"][english] = map[string]string{"zh": chinese}
	}
	return all
}
