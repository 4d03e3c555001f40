package engine

import "slices"

// Role is what a client may do, as api.md "Authentication" tables it.
type Role string

// The roles.
const (
	Provider        Role = "provider"
	ClaimsOfficer   Role = "claims_officer"
	ClinicalOfficer Role = "clinical_officer"
	SHAOfficer      Role = "sha_officer"
	FinanceOfficer  Role = "finance_officer"
	Auditor         Role = "auditor"
	MemberRole      Role = "member"
	Employer        Role = "employer"
	Admin           Role = "admin"
)

// Roles are all roles.
var Roles = []Role{Provider, ClaimsOfficer, ClinicalOfficer, SHAOfficer, FinanceOfficer, Auditor, MemberRole, Employer, Admin}

// Scope is the facilities whose claims a caller may see or act for. Every query on claims takes
// one. The zero Scope sees nothing.
type Scope struct {
	// All: every facility.
	All bool
	// FIDs are facility registry ids.
	FIDs []string
}

// Includes reports whether the facility is in the scope.
func (s Scope) Includes(fid string) bool {
	return s.All || slices.Contains(s.FIDs, fid)
}

// Caller is who asks: read from the client's record at the request, never from the token.
type Caller struct {
	Client string
	Role   Role
	Scope  Scope
}
