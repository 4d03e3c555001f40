package profiles

// extension is an R4 extension that holds one value.
type extension struct {
	// id ends its url; title is its name for people.
	id, title string
	// value is the type of what it holds: "string".
	value string
	// within is the path of the element that it stands in: "Claim.item".
	within string
	// codes is the id of the value set that its codes are of, empty where there is none.
	codes string
	// says is what a facility writes into it.
	says string
}

// extensions are those that a bundle, a ClaimResponse or a Subscription carries, but for the patient's
// invoice, which holds several values and is among the files.
var extensions = []extension{
	{id: "provider-auth-token", title: "Provider authorization token", value: "string", within: "Claim", says: "The token with which the patient, or someone for the patient, agreed to the service. A credential: shown to nobody but the facility."},
	{id: "preauth-token", title: "Preauthorization token", value: "string", within: "Claim", says: "The token of the preauthorization that the claim follows. A credential: shown to nobody but the facility."},
	{id: "raw-preauth-source-data", title: "Source of the preauthorization", value: "string", within: "Claim", says: "The preauthorization as the facility's own system holds it."},
	{id: "has-coinsurance", title: "Other insurance", value: "string", within: "Claim", says: "true where another insurer pays a part, else false; written as a string."},

	{id: "anaesthesia-type", title: "Type of anaesthesia", value: "string", within: "Claim", says: "How the patient will be anaesthetized: general, spinal, local."},
	{id: "carcinoma-staging", title: "Stage of the cancer", value: "string", within: "Claim", says: "The stage of the cancer, such as T2 N1 M0."},
	{id: "chief-complaint", title: "Chief complaint", value: "string", within: "Claim", says: "What brought the patient to the facility."},
	{id: "clinical-indications", title: "Clinical indications", value: "string", within: "Claim", says: "Why the service is needed."},
	{id: "hpi", title: "History of the present illness", value: "string", within: "Claim", says: "How the present illness came about."},
	{id: "investigations", title: "Investigations", value: "string", within: "Claim", says: "What was examined so far, and what was found."},
	{id: "last-replacement-date", title: "Last replacement", value: "string", within: "Claim", says: "When the patient last got glasses."},
	{id: "lens-prescription", title: "Lens prescription", value: "string", within: "Claim", says: "Sphere, cylinder and axis of each eye."},
	{id: "metastases", title: "Metastases", value: "string", within: "Claim", says: "Where the cancer has spread to, or none."},
	{id: "other-metastases", title: "Other metastases", value: "string", within: "Claim", says: "Metastases beside those that are listed."},
	{id: "physical-examination", title: "Physical examination", value: "string", within: "Claim", says: "What the physical examination found."},
	{id: "reason-for-service", title: "Reason for the service", value: "string", within: "Claim", says: "Why glasses or lenses are needed."},
	{id: "replacement", title: "New or replacement", value: "string", within: "Claim", says: "Whether the glasses are new or replace others."},
	{id: "session-expected-date", title: "Expected day of the session", value: "string", within: "Claim", says: "The day for which the session is planned, as YYYY-MM-DD."},
	{id: "treatment-setting", title: "Treatment setting", value: "string", within: "Claim", says: "Where the treatment is given: as an inpatient or an outpatient."},
	{id: "vital-signs", title: "Vital signs", value: "string", within: "Claim", says: "Blood pressure, pulse, weight and the like before the service."},

	{id: "consultation-amount", title: "Amount for the consultation", value: "string", within: "Claim", says: "What the consultation costs, in shillings."},
	{id: "cost-per-session", title: "Cost of a session", value: "string", within: "Claim", says: "What one session of chemotherapy or radiotherapy costs, in shillings."},
	{id: "eye-examination-amount", title: "Amount for the eye examination", value: "string", within: "Claim", says: "What the examination of the eyes costs, in shillings."},
	{id: "frame-amount", title: "Amount for the frame", value: "string", within: "Claim", says: "What the frame costs, in shillings."},
	{id: "lens-amount", title: "Amount for the lenses", value: "string", within: "Claim", says: "What the lenses cost, in shillings."},

	{id: "extension-patient-share", title: "Share of the patient", value: "Money", within: "Claim.extension", says: "The part of the invoice that the patient pays; a part of extension-patientInvoice."},
	{id: "extension-patientInvoiceIdentifier", title: "Identifier of the invoice", value: "Identifier", within: "Claim.extension", says: "The identifier of the patient's invoice; a part of extension-patientInvoice."},
	{id: "item-coverage-reference", title: "Coverage of an item", value: "Reference", within: "Claim.item", says: "Which of the claim's coverages the item is claimed under. The extension sha-coverage/StructureDefinition/Coverage says the same."},
	{id: "icd11-cluster-expression", title: "ICD-11 cluster", value: "string", within: "Coding", says: "The whole cluster of a diagnosis, such as GB51&XK8G, where the code of the coding is its first stem. It can stand on the CodeableConcept, too."},
	{id: "attachment-type", title: "Type of an attachment", value: "CodeableConcept", within: "Attachment", codes: "attachment-type", says: "What kind of document is attached."},

	{id: "schemeCategoryCode", title: "Code of the scheme", value: "string", within: "Coverage", says: "The payer's code of the scheme, such as CAT-SHA-001."},
	{id: "schemeCategoryName", title: "Name of the scheme", value: "string", within: "Coverage", says: "The scheme by its name."},
	{id: "facility-level", title: "Level of the facility", value: "CodeableConcept", within: "Organization", codes: "facility-level", says: "The level of the facility. What counts is the level in the facility registry."},

	{id: "claim-state-extension", title: "State of the claim", value: "CodeableConcept", within: "ClaimResponse", codes: "claim-state", says: "Where the claim or preauthorization stands."},
	{id: "claim-expiry-extension", title: "Expiry of the preauthorization", value: "CodeableConcept", within: "ClaimResponse", codes: "claim-expiry", says: "Until when an approved preauthorization holds. The day is the display of the code, as YYYY-MM-DD."},

	{id: "bima-signing-secret", title: "Signing secret of callbacks", value: "string", within: "Subscription.channel", says: "The secret by which callbacks are signed, told once, in the answer to the create. A credential: keep it as one."},
}
