import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hunt, runCampaign, runOnDynoxide, seedsFrom } from './campaign'
import { mutants } from './mutants'
import { playScenario } from './scenarios'

const hashes = async (plans: Parameters<typeof runCampaign>[0]['plans']) =>
  (await runCampaign({ plans })).map(({ seed, hash }) => ({ seed, hash }))

test('no promise is broken, whatever befalls the shop', { timeout: 300_000 }, async () => {
  const results = await runCampaign({ plans: seedsFrom(1, 3) })
  expect(results.flatMap(({ violations }) => violations)).toEqual([])
  const purchases = results.reduce((sum, result) => sum + result.purchases, 0)
  expect(purchases).toBeGreaterThan(180)
})

test('the same seed gives the same history, in another process and in another order', async () => {
  const first = await hashes([
    { seed: 3, shoppers: 5 },
    { seed: 4, shoppers: 5 },
  ])
  expect(
    await hashes([
      { seed: 4, shoppers: 5 },
      { seed: 3, shoppers: 5 },
    ]),
  ).toEqual(first)
  expect(new Set(first.map(({ hash }) => hash)).size).toBe(2)
})

test('a seed goes the same way on a real DynamoDB as on the tables of the simulation', async () => {
  // A DynamoDB on one machine never answers with what was. What guests become is tried on both by their own tests.
  const plan = { seed: 5, shoppers: 4, becoming: 0, without: ['stale read', 'page cut short'] }
  const [inMemory] = await runCampaign({ plans: [plan], count: 1 })
  const onDynoxide = await runOnDynoxide(plan)
  expect(onDynoxide.violations).toEqual([])
  expect(onDynoxide.hash).toBe(inMemory?.hash)
})

test('of a hundred who check out the last unit at once, one gets it and only that one is charged', async () => {
  const { statuses, charged, wrong } = await playScenario('last-unit', 1, 100)
  expect(wrong).toEqual([])
  expect({ statuses, charged }).toEqual({ statuses: { CONFIRMED: 1, OUT_OF_STOCK: 99 }, charged: 1 })
})

test('a table that fails for five minutes buries no message', async () => {
  const { wrong } = await playScenario('table-away', 1, 40)
  expect(wrong).toEqual([])
})

test('every safeguard is where it is taken out', () => {
  const gone = mutants.filter(({ file, find }) => readFileSync(file, 'utf8').split(find).length !== 2)
  expect(gone.map(({ name }) => name)).toEqual([])
})

test('a safeguard that is taken out is missed', async () => {
  const mutant = mutants.find(({ name }) => name === 'stock is reserved twice')
  if (!mutant) throw new Error('There is no such mutant')
  expect(await hunt(mutant, 20)).toMatchObject({ by: expect.any(String) })
})
