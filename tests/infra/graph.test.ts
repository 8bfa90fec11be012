import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { checks } from './checks/all'
import { checkEvents } from './checks/events'
import { checkQueues } from './checks/queues'
import { checkTables } from './checks/tables'
import { type Deployment, deploy } from './deployment'

/** Enough to prepare SST's components too, where this test is run by itself. */
const patience = 240_000

describe.each(['dev', 'production'])('stage %s', (stage) => {
  let deployment: Deployment
  beforeAll(async () => {
    deployment = await deploy({ stage })
  }, patience)

  test.each(Object.entries(checks))('%s', (_, check) => {
    expect(check(deployment)).toEqual([])
  })

  test('every alarm has its line in docs/operations.md', () => {
    const table = readFileSync('docs/operations.md', 'utf8').split('| Alarm | Means | Do |')[1] ?? ''
    const told = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(
      ([, names = '']) => names.match(/\w+/g) ?? [],
    )
    expect(told.sort()).toEqual(deployment.alarms.map(({ name }) => name).sort())
  })
})

test('under sst dev the tables, events and queues are the same', { timeout: patience }, async () => {
  const deployment = await deploy({ stage: 'dev', dev: true })
  expect([checkTables, checkEvents].flatMap((check) => check(deployment))).toEqual([])
  expect(deployment.mappings).toHaveLength(3)
  expect(checkQueues(deployment)).toEqual([])
})

test.each(['SessionSecret', 'PaymentSecret'])('%s has no default: without a value nothing is deployed', {
  timeout: patience,
}, async (missing) => {
  const names = ['SessionSecret', 'PaymentSecret'].filter((name) => name !== missing)
  const secrets = Object.fromEntries(names.map((name) => [name, 'set']))
  await expect(deploy({ stage: 'production', secrets })).rejects.toThrow(`sst secret set ${missing}`)
})
