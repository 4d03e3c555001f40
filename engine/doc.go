// Package engine is the domain: it takes bundles in, moves claims through their states and says
// what the exchange thinks of them. Everything outside of it (SQL, HTTP, queues, receivers) is
// reached through the small ports in ports.go and is known to it by nothing else.
package engine
