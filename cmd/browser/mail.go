package main

import (
	"context"
	"fmt"
	"io"
	"net"

	"github.com/emersion/go-smtp"
)

// postbox is a mail server that keeps what it is given.
type postbox struct {
	port   int
	mails  chan string // as they were sent
	server *smtp.Server
}

func openPostbox() (*postbox, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("opening a port for mail: %w", err)
	}
	p := &postbox{port: l.Addr().(*net.TCPAddr).Port, mails: make(chan string, 10)}
	p.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return delivery{p}, nil }))
	p.server.Domain = "localhost"
	go func() { _ = p.server.Serve(l) }() // it ends with close
	return p, nil
}

func (p *postbox) close() { _ = p.server.Close() }

// next waits for a mail.
func (p *postbox) next(ctx context.Context) (string, error) {
	select {
	case mail := <-p.mails:
		return mail, nil
	case <-ctx.Done():
		return "", fmt.Errorf("no mail came: %w", ctx.Err())
	}
}

// delivery is what one connection brings.
type delivery struct{ to *postbox }

func (delivery) Mail(string, *smtp.MailOptions) error { return nil }
func (delivery) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (delivery) Reset()                               {}
func (delivery) Logout() error                        { return nil }

func (d delivery) Data(r io.Reader) error {
	mail, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return err
	}
	d.to.mails <- string(mail)
	return nil
}
