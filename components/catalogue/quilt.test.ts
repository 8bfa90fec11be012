import { expect, test } from 'vitest'
import { columns, type Patch, quiltOf } from './quilt'

/** Lays cards as `grid-auto-flow: dense` does: each into the first place where it fits. Answers the rows, `true` where taken. */
function laid(patches: Patch[], across: (typeof columns)[number]): boolean[][] {
  const rows: boolean[][] = []
  const row = (at: number) => {
    rows[at] ??= Array.from({ length: across }, () => false)
    return rows[at]
  }
  for (const patch of patches) {
    const width = patch === 'large' || patch.includes(across) ? 2 : 1
    const down = Array.from({ length: patch === 'large' ? 2 : 1 }, (_, index) => index)
    const fits = (y: number, x: number) =>
      x + width <= across &&
      down.every(
        (by) =>
          !row(y + by)
            .slice(x, x + width)
            .includes(true),
      )
    let place = 0
    while (!fits(Math.floor(place / across), place % across)) place++
    const [y, x] = [Math.floor(place / across), place % across]
    for (const by of down) row(y + by).fill(true, x, x + width)
  }
  return rows
}

const counts = Array.from({ length: 24 }, (_, index) => index + 1)

test.each(columns)('in %i columns every row is full, however many cards there are', (across) => {
  for (const count of counts.filter((count) => count >= across)) {
    const rows = laid(quiltOf(count), across)
    expect(rows.flat(), `${count} cards`).not.toContain(false)
  }
  for (const count of counts.filter((count) => count < across))
    expect(laid(quiltOf(count), across), `${count} cards`).toHaveLength(1)
})

test('about one card in six is large, each of another category where six take turns', () => {
  expect(quiltOf(24).flatMap((patch, index) => (patch === 'large' ? index % 6 : []))).toEqual([0, 1, 2, 3])
  for (const count of counts.filter((count) => count > 4)) {
    const large = quiltOf(count).flatMap((patch, index) => (patch === 'large' ? index % 6 : []))
    expect(new Set(large).size, `${count} cards`).toBe(large.length)
    expect(large.length, `${count} cards`).toBeGreaterThan(0)
    expect(large.length, `${count} cards`).toBeLessThanOrEqual(Math.floor(count / 6) + 1)
  }
})
