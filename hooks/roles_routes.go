package hooks

import (
	"maps"

	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/desk"
)

// routeList names routes below /api by method and pattern, as the router knows
// them, each with the lowest role that may ask for it.
type routeList map[string]string

// Where records are, below any collection.
const (
	recordsPath = "/api/collections/{collection}/records"
	recordPath  = recordsPath + "/{id}"
)

// allowedRoutes are the routes that editors and publishers may ask for. What is
// not listed is for admins, whatever a later version of PocketBase brings. What
// of the records they may touch is told by the collection: see cms.Actor.MayRead.
func allowedRoutes() routeList {
	all := routeList{}
	for _, pattern := range []string{
		// Open to everybody.
		"GET /api/health",
		"/api/isa/ask", "/api/isa/conversations/{id}", "/api/isa/health",
		"GET /api/files/{collection}/{recordId}/{filename}",
		"GET /api/realtime", "POST /api/realtime",
		"GET /api/collections/{collection}/auth-methods",
		"POST /api/collections/{collection}/auth-with-password",
		"POST /api/collections/{collection}/auth-with-otp",
		"POST /api/collections/{collection}/auth-with-oauth2",
		"GET /api/oauth2-redirect", "POST /api/oauth2-redirect",
		"POST /api/collections/{collection}/request-otp",
		"POST /api/collections/{collection}/request-password-reset",
		"POST /api/collections/{collection}/confirm-password-reset",
		"POST /api/collections/{collection}/request-verification",
		"POST /api/collections/{collection}/confirm-verification",
		"POST /api/collections/{collection}/confirm-email-change",

		// What the admin asks for on every page: the settings come without their
		// secrets, and so do the collections.
		"POST /api/collections/{collection}/auth-refresh",
		"GET /api/settings",
		"GET /api/collections", "GET /api/collections/{collection}",
		"GET /api/collections/meta/scaffolds", "GET /api/collections/meta/oauth2-providers",
		"POST /api/files/token",

		"GET " + recordsPath, "POST " + recordsPath,
		"GET " + recordPath, "PATCH " + recordPath, "DELETE " + recordPath,
	} {
		all[pattern] = cms.RoleEditor
	}
	maps.Copy(all, desk.Routes())
	return all
}
