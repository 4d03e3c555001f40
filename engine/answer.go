package engine

// Answer is how a receiver answered a callback, as it is counted.
type Answer string

// The answers.
const (
	AnswerTaken    Answer = "2xx"
	AnswerRedirect Answer = "3xx" // which no callback follows
	AnswerRefused  Answer = "4xx"
	AnswerFailed   Answer = "5xx"
	// AnswerOther is a status that HTTP does not have.
	AnswerOther Answer = "other"
	// AnswerNone: no connection, or no answer in time.
	AnswerNone Answer = "none"
	// AnswerNotSent: the callback did not leave the exchange: the address may not be called, the endpoint is
	// gone, or its secrets cannot be opened.
	AnswerNotSent Answer = "not-sent"
)

// Answers are all of them.
var Answers = []Answer{AnswerTaken, AnswerRedirect, AnswerRefused, AnswerFailed, AnswerOther, AnswerNone, AnswerNotSent}

// AnswerOf is the answer of an HTTP status.
func AnswerOf(status int) Answer {
	switch status / 100 {
	case 2:
		return AnswerTaken
	case 3:
		return AnswerRedirect
	case 4:
		return AnswerRefused
	case 5:
		return AnswerFailed
	}
	return AnswerOther
}
