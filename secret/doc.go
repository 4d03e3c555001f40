// Package secret keeps secrets: it seals those that must be recovered, hashes those that only have
// to be recognised, and generates new ones. It knows nothing of whose secrets they are. Passwords
// that people choose need a slow hash, which this is not.
package secret
