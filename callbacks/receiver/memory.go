package receiver

import "sync"

// memorySize is how many claims are remembered at least.
const memorySize = 100_000

// memory knows the last version of the claims of which one was taken last. It has two generations: when the
// young one is full, the old one is forgotten. It is safe for concurrent use.
type memory struct {
	size int

	mu         sync.Mutex
	young, old map[string]int
}

func newMemory(size int) *memory {
	return &memory{size: size, young: make(map[string]int)}
}

func (m *memory) last(claimID string) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if version, ok := m.young[claimID]; ok {
		return version, nil
	}
	return m.old[claimID], nil
}

func (m *memory) keep(claimID string, version int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.young[claimID]; !ok && len(m.young) == m.size {
		m.old, m.young = m.young, make(map[string]int)
	}
	m.young[claimID] = version
}
