package engine

// Lane is the way to one facility's endpoint, on which at most so many more callbacks may go just now.
type Lane struct {
	Facility string
	Limit    int
}

// Taken is what a worker has taken to deliver on a lane.
type Taken struct {
	// Endpoint is nil where the facility has none.
	Endpoint   *Endpoint
	Deliveries []Delivery
	// Probe: the circuit is open, and its rest is over; there is at most one delivery, of which everything
	// depends.
	Probe bool
}
