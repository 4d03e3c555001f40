package main

// kind is a bundle that is submitted.
type kind struct {
	name string
	// of is the project's bundle that it is made of, where that has another name, with one code instead
	// of another.
	of, code, instead string
	// approved: a claim of the kind must end approved, so that no figure is one of refusals alone.
	approved bool
}

// kinds are submitted in turn.
var kinds = []kind{
	{name: "outpatient-phc", approved: true},
	{name: "dialysis-preauth"},
	{name: "inpatient-per-diem", approved: true},
	{name: "delivery", approved: true},
	{name: "dual-coverage"},
	// It has a limit, so what the household has used is looked up.
	{name: "intensive-care", of: "inpatient-per-diem", code: "SHA-03-001", instead: "SHA-07-001", approved: true},
	// It names a preauthorization, which is looked up and not there.
	{name: "dialysis-claim"},
}

const (
	// patientsOfPractitioner is how many patients one practitioner serves. Their services all begin in
	// the same hour.
	patientsOfPractitioner = 10
	// households is how many there are. Patients of one are as far from each other, so that they do not
	// wait for each other: at home nobody claims in the same instant.
	households = 5000
)
