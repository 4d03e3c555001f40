package profiles

// codeSystems are the code systems that the exchange answers with, and those of the payer that its
// profiles name. ICD-11 and the interventions are not among them: package terminology has them.
func codeSystems(reasons []Concept) []codeSystem {
	return append([]codeSystem{
		{
			id: "bima-issue", title: "Rules of intake",
			says:     "What is found in a submitted bundle: OperationOutcome.issue.details has the id of the rule that found it.",
			concepts: catalogueConcepts(),
		},
		{
			id: "bima-adjudication-reason", title: "Reasons of adjudication",
			says:     "Why an adjudication rule reduced an amount or did not let a claim pass.",
			concepts: reasons,
		},
	}, fixedCodeSystems...)
}

func catalogueConcepts() []Concept {
	var concepts []Concept
	for _, entry := range Catalogue() {
		concepts = append(concepts, Concept{entry.ID, entry.Title})
	}
	return concepts
}

// codesIn are the codes of one of the fixed code systems.
func codesIn(id string) []string {
	var codes []string
	for _, system := range fixedCodeSystems {
		if system.id == id {
			for _, concept := range system.concepts {
				codes = append(codes, concept.Code)
			}
		}
	}
	return codes
}

var fixedCodeSystems = []codeSystem{
	{
		id: "bima-adjudication", title: "Categories of adjudication",
		says:     "Categories of adjudication beside those of HL7.",
		concepts: []Concept{{"reduction", "Reduction"}},
	},
	{
		id: "claim-state", title: "States of a claim",
		says: "Where a claim or preauthorization stands: the nine states of the Claims Submission Guide and two from practice, sent-back and canceled.",
		concepts: []Concept{
			{"queued", "Queued"},
			{"approved", "Approved"},
			{"rejected", "Rejected"},
			{"in-review", "In Review"},
			{"clinical-review", "Clinical Review"},
			{"sent-for-payment-processing", "Sent for payment processing"},
			{"sent-to-surveillance", "Sent to surveillance"},
			{"payment-completed", "Payment completed"},
			{"payment-declined", "Payment declined"},
			{"sent-back", "Returned Back"},
			{"canceled", "Canceled"},
		},
	},
	{
		id: "claim-expiry", title: "Expiry of a preauthorization",
		says: "Whether a preauthorization still holds. With expiry-date and expired the day is given as the display, YYYY-MM-DD.",
		concepts: []Concept{
			{"expiry-date", "Holds until the day given"},
			{"expired", "Held until the day given"},
			{"valid", "Holds"},
		},
	},
	{
		id: "claim-relation-type", title: "Relations between claims",
		says: "What a related claim is to the claim that names it.",
		concepts: []Concept{
			{"pre-auth", "Preauthorization"},
			{"prior", "Prior claim"},
			{"associated", "Associated claim"},
			{"replaces", "Replaces"},
			{"replaced-by", "Replaced by"},
			{"duplicate", "Duplicate"},
		},
	},
	{
		id: "claim-subtype", title: "Kinds of visit",
		says: "Whether the patient stayed in the facility.", open: true,
		concepts: []Concept{{"ip", "Inpatient"}, {"op", "Outpatient"}},
	},
	{
		id: "category-codes", title: "Categories of items",
		says: "What kind of service an item is.", open: true,
		concepts: []Concept{{"procedure", "Procedure"}},
	},
	{
		id: "attachment-type", title: "Types of attachments",
		says: "What kind of document is attached to a claim.", open: true,
		concepts: []Concept{
			{"birth-notification", "Birth notification"},
			{"consent-form", "Consent form"},
			{"discharge-summary", "Discharge summary"},
			{"final-bill", "Final bill"},
			{"imaging-report", "Imaging report"},
			{"lab-report", "Laboratory report"},
			{"operation-notes", "Operation notes"},
			{"prescription", "Prescription"},
			{"referral-letter", "Referral letter"},
			{"other", "Other"},
		},
	},
	{
		id: "facility-level", title: "Levels of facilities",
		says: "The levels of health facilities, as bundles write them.", open: true,
		concepts: []Concept{
			{"LEVEL 2", "Level 2"}, {"LEVEL 3", "Level 3"}, {"LEVEL 4", "Level 4"}, {"LEVEL 5", "Level 5"}, {"LEVEL 6", "Level 6"},
		},
	},
}
