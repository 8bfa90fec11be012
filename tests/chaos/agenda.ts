export type Entry = { time: number; order: number; run: () => unknown; cancelled: boolean }

/** What is to happen, by virtual time: the only clock of a simulation. */
export function createAgenda(start: number) {
  const heap: Entry[] = []
  let now = start
  let order = 0

  const isBefore = (a: Entry, b: Entry) => a.time < b.time || (a.time === b.time && a.order < b.order)

  function swap(i: number, j: number) {
    const [a, b] = [heap[i], heap[j]]
    if (a && b) [heap[i], heap[j]] = [b, a]
  }
  function rise(from: number) {
    for (let index = from; index > 0; ) {
      const parent = (index - 1) >> 1
      const [child, above] = [heap[index], heap[parent]]
      if (!child || !above || !isBefore(child, above)) return
      swap(index, parent)
      index = parent
    }
  }
  function sink() {
    for (let index = 0; ; ) {
      let first = index
      for (const child of [2 * index + 1, 2 * index + 2]) {
        const [candidate, best] = [heap[child], heap[first]]
        if (candidate && best && isBefore(candidate, best)) first = child
      }
      if (first === index) return
      swap(first, index)
      index = first
    }
  }

  return {
    now: () => now,
    after(delay: number, run: () => unknown): Entry {
      const entry = { time: now + Math.max(0, Math.round(delay)), order: order++, run, cancelled: false }
      heap.push(entry)
      rise(heap.length - 1)
      return entry
    },
    /** Moves time on to the next entry and takes it off. */
    next(): Entry | undefined {
      for (;;) {
        const entry = heap[0]
        if (!entry) return undefined
        const last = heap.pop()
        if (last && heap.length > 0) {
          heap[0] = last
          sink()
        }
        if (entry.cancelled) continue
        now = entry.time
        return entry
      }
    },
  }
}

export type Agenda = ReturnType<typeof createAgenda>
