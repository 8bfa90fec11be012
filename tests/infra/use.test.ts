import { beforeAll, expect, test } from 'vitest'
import { checkUse } from './checks/use'
import { type Deployment, deploy } from './deployment'
import { recordUse, type Use } from './use/record'

let deployment: Deployment
let uses: Use[]
beforeAll(async () => {
  deployment = await deploy({ stage: 'production' })
  uses = await recordUse()
}, 240_000)

test('every function is allowed, and linked to, exactly what it was seen to use', () => {
  expect(checkUse(deployment, uses)).toEqual([])
})
