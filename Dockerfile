FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /isabot ./cmd/isabot && mkdir /pb_data

# Certificates, time zones and a user without rights; no shell.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /isabot /isabot
COPY --from=build --chown=nonroot:nonroot /pb_data /pb_data
VOLUME /pb_data
EXPOSE 8090
ENTRYPOINT ["/isabot", "--dir=/pb_data"]
CMD ["serve", "--http=0.0.0.0:8090"]
