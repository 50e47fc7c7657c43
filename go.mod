module isa-portal.de/isabot

go 1.26.0

require (
	github.com/arran4/golang-ical v0.3.4 // the calendar of events
	github.com/blevesearch/snowballstem v0.9.0 // stems of German and English words
	github.com/bwmarrin/discordgo v0.29.1-0.20260214123928-f43dd94faaac // v0.29.0 ignores resume_gateway_url
	github.com/clipperhouse/uax29/v2 v2.7.0 // where a character ends, in Unicode 17; rivo/uniseg rests at 15
	github.com/dlclark/regexp2 v1.11.5 // patterns of question sets look ahead, which package regexp does not
	github.com/ganigeorgiev/fexpr v0.6.0 // reads filters as PocketBase does, to tell their fields from what is searched for
	github.com/go-telegram/bot v1.27.0 // the Bot API's types and calls; before v1.26 one unknown update stalled all others
	github.com/gofrs/flock v0.13.0 // one process at a time sends; the lock ends with the process
	github.com/google/uuid v1.6.0 // ids of feed entries and events that outlive their addresses
	github.com/gorilla/websocket v1.4.2 // Discord's gateway; discordgo brings it, but its own client of the gateway locks up
	github.com/joho/godotenv v1.5.1 // the .env file
	github.com/pocketbase/dbx v1.12.0 // as PocketBase uses it
	github.com/pocketbase/ozzo-validation/v4 v4.3.0 // the field errors that the admin understands
	github.com/pocketbase/pocketbase v0.39.11 // v0.40 needs Go 1.27
	github.com/prometheus/client_golang v1.25.0 // /metrics
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // vendors' OpenAPI 3.1 is JSON Schema 2020-12, which kin-openapi compiles anew for each request; what a model answers is held against it, too
	github.com/sashabaranov/go-openai v1.43.0 // the client of models
	github.com/sony/gobreaker/v2 v2.4.0 // leaves a model alone that fails again and again
	github.com/spf13/cast v1.10.0 // reads field values as PocketBase does
	github.com/spf13/cobra v1.10.2 // PocketBase's command line
	golang.org/x/net v0.62.0 // the HTML parser
	golang.org/x/text v0.43.0 // normal forms, widths, sorting, Accept-Language
	golang.org/x/time v0.16.0 // rate limits
	modernc.org/sqlite v1.55.0 // PocketBase's driver, opened with settings of our own
)

require (
	github.com/asaskevich/govalidator v0.0.0-20230301143203-a9d515a09cc2 // indirect
	github.com/beorn7/perks v1.0.1 // indirect
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/disintegration/imaging v1.6.2 // indirect
	github.com/domodwyer/mailyak/v3 v3.6.2 // indirect
	github.com/dustin/go-humanize v1.0.1 // indirect
	github.com/fatih/color v1.19.0 // indirect
	github.com/fsnotify/fsnotify v1.10.1 // indirect
	github.com/gabriel-vasile/mimetype v1.4.13 // indirect
	github.com/golang-jwt/jwt/v5 v5.3.1 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/mattn/go-colorable v0.1.15 // indirect
	github.com/mattn/go-isatty v0.0.23 // indirect
	github.com/munnerz/goautoneg v0.0.0-20191010083416-a7dc8b61c822 // indirect
	github.com/ncruces/go-strftime v1.0.0 // indirect
	github.com/prometheus/client_model v0.6.3 // indirect
	github.com/prometheus/common v0.72.0 // indirect
	github.com/prometheus/procfs v0.22.0 // indirect
	github.com/remyoudompheng/bigfft v0.0.0-20230129092748-24d4a6f8daec // indirect
	github.com/spf13/pflag v1.0.10 // indirect
	golang.org/x/crypto v0.58.0 // indirect
	golang.org/x/image v0.45.0 // indirect
	golang.org/x/oauth2 v0.37.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/tools v0.52.0 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
	modernc.org/libc v1.74.1 // indirect
	modernc.org/mathutil v1.7.1 // indirect
	modernc.org/memory v1.11.0 // indirect
)
