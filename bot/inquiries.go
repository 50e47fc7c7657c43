package bot

import "context"

// Inquiry is a question that a person wants to be passed on to the office.
type Inquiry struct {
	Question     string // with telephone numbers and the like masked
	Lang         string // de, en or zh: the language in which an answer is expected
	Platform     string
	Chat         string // where the answer is to be shown; on the web the conversation's id
	Thread       string // the thread or topic in Chat, "" for none
	Conversation string // Thread where there is one, else Chat
	Person       Person
	Office       string // id of the contact that is to answer, "" for any
}

// InquiryStore keeps inquiries for the staff.
type InquiryStore interface {
	// OpenInquiry stores the inquiry and returns the number that the person is told.
	OpenInquiry(ctx context.Context, q Inquiry) (number string, err error)
}
