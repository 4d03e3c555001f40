package terminology

import (
	"maps"
	"slices"
	"strconv"
)

// The properties of interventions. Of those named with "each" a code may have several.
const (
	SchemeProperty      = "scheme"
	FundProperty        = "fund"
	MechanismProperty   = "mechanism"
	UnitProperty        = "unit"
	AccessPointProperty = "accessPoint"
	LevelProperty       = "level" // each
	// TariffProperty is followed by the whole facility level: "tariff-4".
	TariffProperty      = "tariff-"
	CopaymentProperty   = "copayment"
	PreauthProperty     = "preauth" // each
	LimitProperty       = "limit"   // each
	SexProperty         = "sex"
	MinAgeProperty      = "minAge"
	MaxAgeProperty      = "maxAge"
	DiagnosisProperty   = "diagnosis" // each
	DocumentProperty    = "document"  // each
	CombinationProperty = "combination"
	CapitatedProperty   = "capitated"
	FromProperty        = "from"
	ToProperty          = "to"
)

// interventionProperties declares them.
var interventionProperties = []PropertyKind{
	{SchemeProperty, "code", "The medical scheme: SHA or PMF"},
	{FundProperty, "code", "The national fund that pays"},
	{MechanismProperty, "code", "How it is paid"},
	{UnitProperty, "code", "What one tariff amount pays for: day, session, case, item or capita"},
	{AccessPointProperty, "code", "Inpatient (IP), outpatient (OP) or both"},
	{LevelProperty, "code", "A facility level that may deliver it; none: any may"},
	{TariffProperty + "1", "decimal", "Kenya shillings per unit at level 1; none: not known"},
	{TariffProperty + "2", "decimal", "Kenya shillings per unit at level 2; none: not known"},
	{TariffProperty + "3", "decimal", "Kenya shillings per unit at level 3; none: not known"},
	{TariffProperty + "4", "decimal", "Kenya shillings per unit at level 4; none: not known"},
	{TariffProperty + "5", "decimal", "Kenya shillings per unit at level 5; none: not known"},
	{TariffProperty + "6", "decimal", "Kenya shillings per unit at level 6; none: not known"},
	{CopaymentProperty, "string", "What the patient pays of the eligible amount: a share (10%) or Kenya shillings for an item (500); none: nothing"},
	{PreauthProperty, "code", "A kind of preauthorization that is enough; none: it needs none"},
	{LimitProperty, "string", "How much of it a person or household may have in a period"},
	{SexProperty, "code", "The administrative gender that it is limited to"},
	{MinAgeProperty, "integer", "The least age in completed years"},
	{MaxAgeProperty, "integer", "The greatest age in completed years"},
	{DiagnosisProperty, "code", "An ICD-11 code that it is for, with all below it; none: any"},
	{DocumentProperty, "code", "A type of attachment that a claim of it must bring"},
	{CombinationProperty, "code", "The group by which the payer says what may be claimed together"},
	{CapitatedProperty, "boolean", "Paid for by head and year, so that each claim of it is worth nothing"},
	{FromProperty, "dateTime", "The first day in force"},
	{ToProperty, "dateTime", "The last day in force"},
}

// Properties are what a row says, as properties of its concept. What the row does not say has none;
// capitated is always there.
func Properties(i Intervention) []Property {
	var properties []Property
	add := func(code string, values ...string) {
		for _, value := range values {
			if value != "" {
				properties = append(properties, Property{Code: code, Value: value})
			}
		}
	}
	add(SchemeProperty, string(i.Scheme))
	add(FundProperty, i.Fund)
	add(MechanismProperty, string(i.Mechanism))
	add(UnitProperty, string(i.Unit))
	add(AccessPointProperty, i.AccessPoint)
	add(LevelProperty, i.Levels...)
	for _, level := range slices.Sorted(maps.Keys(i.Tariffs)) {
		add(TariffProperty+level, i.Tariffs[level].Decimal())
	}
	add(CopaymentProperty, i.Copay.String())
	add(PreauthProperty, i.Preauth...)
	for _, limit := range i.Limits {
		add(LimitProperty, limit.String())
	}
	add(SexProperty, i.Sex)
	add(MinAgeProperty, ageText(i.MinAge))
	add(MaxAgeProperty, ageText(i.MaxAge))
	add(DiagnosisProperty, i.Diagnoses...)
	add(DocumentProperty, i.Documents...)
	add(CombinationProperty, i.Combination)
	add(CapitatedProperty, strconv.FormatBool(i.Capitated))
	add(FromProperty, i.From.String())
	add(ToProperty, i.To.String())
	return properties
}
