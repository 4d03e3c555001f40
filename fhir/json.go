package fhir

// JSON is the resource, repaired, as compact JSON: members in their order, numbers as they were
// written.
func (r *Resource) JSON() []byte { return r.node.appendJSON(nil) }

// JSON is the Claim, repaired, as compact JSON: members in their order, numbers as they were
// written. It is R4 where the bundle has no errors but those that are Graded.
func (c *Claim) JSON() []byte { return c.node.appendJSON(nil) }

// Canonical is the Claim, repaired, in the form of RFC 8785, so that two Claims are equal byte for
// byte when they say the same: no white space, members sorted, one way to write a string. Other
// than there, a number is written by its exact value and never passes through a float: 1.50, 1.5
// and 15e-1 are one, and no two different amounts become the same.
func (c *Claim) Canonical() []byte { return c.node.appendCanonical(nil) }
