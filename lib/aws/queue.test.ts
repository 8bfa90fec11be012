import { expect, test } from 'vitest'
import { readTopology } from '../../local/topology'
import { backoffSeconds } from './queue'

const receives = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const many = <T>(of: () => T) => Array.from({ length: 1_000 }, of)

test('a message outlives a fault of five minutes, however the waits fall', async () => {
  const { queues } = await readTopology()
  const allowed = queues.flatMap(({ deadLetters }) => deadLetters?.maxReceiveCount ?? [])
  expect(allowed).toEqual([10, 10, 10])
  const waited = many(() => receives.reduce((sum, receive) => sum + backoffSeconds(receive), 0))
  expect(Math.min(...waited)).toBeGreaterThanOrEqual(300)
})

test('the first wait is short, each doubles, none is longer than a minute, and they are spread', () => {
  for (const receive of receives) {
    const waits = many(() => backoffSeconds(receive))
    const [shortest, longest] = [Math.min(...waits), Math.max(...waits)]
    expect(shortest).toBeGreaterThanOrEqual(Math.min(60, 2 ** receive))
    expect(longest).toBeLessThanOrEqual(Math.min(60, 3 * 2 ** (receive - 1)))
    expect(waits.every(Number.isInteger)).toBe(true)
    if (receive < 6) expect(new Set(waits).size).toBeGreaterThan(1)
  }
})
