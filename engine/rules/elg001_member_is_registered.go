package rules

import "github.com/bima-exchange/bima/engine"

var memberIsRegistered = engine.Rule{
	ID:       "ELG-001",
	Title:    "The patient is a registered member of the Social Health Authority.",
	Cites:    "Claims Submission Guide, pre-submission validation: patient",
	Outcomes: []engine.Outcome{engine.Deny, engine.Refer},
	Check: func(c engine.Case) []engine.Finding {
		if c.Member != nil {
			return nil
		}
		outcome := engine.Refer
		if c.Settings.DenyUnknownMember {
			outcome = engine.Deny
		}
		return []engine.Finding{{
			Outcome:  outcome,
			Reason:   engine.MemberNotFound,
			Payer:    "The SHA number on the claim is not in the member registry as of the first day of service.",
			Facility: "The patient was not found as a registered member under the SHA number given. Check the number with the client registry.",
		}}
	},
}
