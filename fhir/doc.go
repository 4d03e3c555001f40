// Package fhir is the wire: it reads submitted R4 Bundles, repairs what clients get wrong in form,
// gives plain views that keep the path of every element, and writes the resources with which the
// exchange answers. It is the only package that knows google/fhir. It knows R4 and nothing of claims
// policy: what a bundle must satisfy beyond R4 is said in package profiles.
package fhir
