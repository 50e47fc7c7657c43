package desk

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// route is a door of the desk and the lowest role that it opens to.
type route struct {
	method, path string
	role         string
	act          func(*core.RequestEvent) error
}

const root = "/api/isa/desk"

// Routes are the doors of the desk by method and pattern, as the router knows
// them, and the lowest role that each opens to.
func Routes() map[string]string {
	all := map[string]string{}
	for _, r := range (&desk{}).routes() {
		all[r.method+" "+r.path] = r.role
	}
	return all
}

func (d *desk) routes() []route {
	const editor, publisher, admin = cms.RoleEditor, cms.RolePublisher, cms.RoleAdmin
	get := func(path string, act func(*core.RequestEvent) error) route {
		return route{http.MethodGet, root + path, editor, act}
	}
	post := func(path, role string, act func(*core.RequestEvent) error) route {
		return route{http.MethodPost, root + path, role, act}
	}
	all := []route{
		get("/me", d.me),
		get("/today", d.today),
		get("/rules", d.rules),
		post("/rules", admin, d.setRules),

		post("/preview", editor, d.preview),
		post("/trial", publisher, d.trial),
		get("/announcements", d.announcements),
		get("/news/targets", d.targetsOfSeveral),
		get("/news/{id}", d.storedNews),
		get("/news/{id}/targets", d.targets),
		get("/news/{id}/deliveries", d.deliveries),
		post("/news/{id}/publish", publisher, d.publish),
		post("/news/{id}/schedule", publisher, d.schedule),
		post("/news/{id}/retract", publisher, d.retract),
		post("/news/{id}/also", publisher, d.also),
		post("/deliveries/{id}/{action}", editor, d.decide), // of answers; else publishers,
		get("/sending", d.sending),
		post("/sending", publisher, d.switchSending),

		get("/channels", d.channels),
		post("/channels/link", publisher, d.readLink),
		post("/channels/{id}/test", publisher, d.testChannel),

		get("/questions", d.questions),
		post("/questions/faq", editor, d.faqOfQuestions),
		get("/inquiries", d.inquiries),
		post("/inquiries/{id}/answer", editor, d.answerInquiry),
		post("/inquiries/{id}/close", editor, d.closeInquiry),
		post("/inquiries/{id}/faq", editor, d.faqOfInquiry),
		get("/numbers", d.numbers),

		get("/members/check", d.checkMembers),
		get("/translations/{collection}/{id}", d.translations),
		post("/translations/{collection}/{id}/{lang}/confirm", editor, d.confirmTranslation),
		post("/translate", editor, d.translate),
		get("/export/{file}", d.export),
		post("/import/{collection}", editor, d.importTable),

		get("/audit", d.audit),
		get("/audit/{collection}/{id}", d.auditOf),
		post("/audit/{id}/restore", editor, d.restore),
	}
	for _, collection := range cms.Drafted {
		all = append(all,
			post("/"+collection+"/{id}/correction", editor, d.correct(collection)),
			post("/"+collection+"/{id}/ask", editor, d.ask(collection)))
	}
	return all
}
