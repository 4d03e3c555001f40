package engine

// State says where a claim stands. The doc comment of each names who has the next move.
type State string

const (
	// Queued: accepted, and waiting for the engine.
	Queued State = "queued"
	// InReview: the engine could not approve it; a claims officer has the next move.
	InReview State = "in-review"
	// ClinicalReview: a preauthorization that the engine would approve; a clinical officer has the
	// next move.
	ClinicalReview State = "clinical-review"
	// SentToSurveillance: an SHA officer has the next move. The facility learns nothing of why.
	SentToSurveillance State = "sent-to-surveillance"
	// SentBack: something is missing; the facility has the next move.
	SentBack State = "sent-back"
	// Approved: a claim waits for finance, a preauthorization for its claim; with benefit 0 the end.
	Approved State = "approved"
	// SentForPayment: the paying system has the next move.
	SentForPayment State = "sent-for-payment-processing"
	// PaymentDeclined: finance has the next move.
	PaymentDeclined State = "payment-declined"
	// PaymentCompleted: the end.
	PaymentCompleted State = "payment-completed"
	// Rejected: the facility may appeal once, else the end.
	Rejected State = "rejected"
	// Canceled: the end.
	Canceled State = "canceled"
)

// States are all states, in the order of a claim's way.
var States = []State{
	Queued, InReview, ClinicalReview, SentToSurveillance, SentBack, Approved, SentForPayment,
	PaymentDeclined, PaymentCompleted, Rejected, Canceled,
}

var displays = map[State]string{
	Queued: "Queued", Approved: "Approved", Rejected: "Rejected", InReview: "In Review",
	ClinicalReview: "Clinical Review", SentForPayment: "Sent for payment processing",
	SentToSurveillance: "Sent to surveillance", PaymentCompleted: "Payment completed",
	PaymentDeclined: "Payment declined", SentBack: "Returned Back", Canceled: "Canceled",
}

// Display is the state's name for people, as api.md "ClaimResponse" lists it.
func (s State) Display() string { return displays[s] }

// Action is what moves a claim: something that a person does or the engine finds.
type Action string

// The actions.
const (
	// Accept begins every claim; it is no arrow of the table.
	Accept Action = "accept"

	EngineApprove     Action = "engine-ok"
	EnginePreapprove  Action = "engine-ok-by-policy"
	EngineRefuse      Action = "engine-not-ok"
	EngineSuspect     Action = "engine-suspicious"
	Approve           Action = "approve"
	Reject            Action = "reject"
	SendBack          Action = "send-back"
	ReferClinical     Action = "refer-clinical"
	ReferSurveillance Action = "refer-surveillance"
	Resume            Action = "resume"
	AddDocuments      Action = "documents"
	Replace           Action = "replaced"
	Withdraw          Action = "withdraw"
	TimeBar           Action = "time-bar"
	SendToPayment     Action = "send-for-payment"
	CompletePayment   Action = "payment-completed"
	DeclinePayment    Action = "payment-declined"
	Appeal            Action = "appeal"

	// These change no state, and are no arrows: the claim is given to an officer; the facility is told that
	// a copy with other content came, or that the days of its preauthorization are over.
	Assign      Action = "assign"
	CopyDiffers Action = "copy-differs"
	Expire      Action = "expire"
)
