// PocketBase puts this file into the script of its admin. Its router starts as soon
// as this file has run up to its first pause: the pages are named before that, and
// wait for the rest. Whatever goes wrong here, the admin has to go on as it is.
const desk = import("./extensions/isa/admin.js").then(async (m) => {
  await m.begin();
  return m;
});
for (const name of ["", "announcements", "questions", "inquiries", "members", "numbers", "channels", "tables", "history"]) {
  app.routes.superuserOnly("#/isa" + (name ? "/" + name : ""), async () => (await desk).page(name));
}
app.routes.fallbackPath = "#/isa";
try {
  await desk;
} catch (e) {
  app.routes.fallbackPath = "#/collections";
  console.error("The desk could not be started:", e);
}
