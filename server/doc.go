// Package server is the exchange on HTTP: routes, authentication, limits and the form of answers.
// It decides nothing about claims. What a caller wants it hands to the engine, and what the engine
// says it puts into the words of HTTP and FHIR.
package server
