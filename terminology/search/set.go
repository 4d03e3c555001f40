package search

import "math/bits"

// set is a set of positions, one bit for each.
type set []uint64

func (s set) add(position uint32) { s[position/64] |= 1 << (position % 64) }

func (s set) intersect(other set) {
	for i := range s {
		s[i] &= other[i]
	}
}

func (s set) empty() bool {
	for _, some := range s {
		if some != 0 {
			return false
		}
	}
	return true
}

// each yields the positions in order.
func (s set) each(yield func(position int) bool) {
	for i, rest := range s {
		for ; rest != 0; rest &= rest - 1 {
			if !yield(i*64 + bits.TrailingZeros64(rest)) {
				return
			}
		}
	}
}
