import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { recorded } from '../lib/flow/recorded'
import { readTopology } from '../local/topology'
import { alarmsTable } from '../scripts/alarms-table'
import { drawArchitecture } from '../scripts/architecture'
import { drawFlow } from '../scripts/draw-flow'
import { flowOf } from '../scripts/flow'

const read = (file: string) => readFileSync(file, 'utf8')

test('docs/architecture.svg is what sst.config.ts describes: `npm run docs` draws it anew', async () => {
  expect(read('docs/architecture.svg')).toBe(drawArchitecture(await readTopology()))
})

test('docs/flow.svg, and what the site draws its own from, are what sst.config.ts describes', async () => {
  const flow = flowOf(await readTopology())
  expect(recorded).toEqual(flow)
  expect(read('docs/flow.svg')).toBe(drawFlow(flow))
})

test('every table, queue, rule and function has its place in it', async () => {
  const { tables, queues, rules, functions } = await readTopology()
  const names = [...tables, ...queues, ...functions].map(({ name }) => name)
  for (const name of [...names, ...rules.map(({ name }) => name.replace(/Rule$/, ''))])
    expect(read('docs/architecture.svg')).toContain(`>${name}</text>`)
})

test('docs/operations.md says of alarms what lib/alarm/runbook.ts says: `npm run docs`', () => {
  expect(alarmsTable(read('docs/operations.md'))).toBe(read('docs/operations.md'))
})

const written = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'docs/architecture.md',
  'docs/console.md',
  'docs/security.md',
]

test.each(written)('%s names no file that is not there', (file) => {
  const text = read(file).replace(/```[\s\S]*?```/g, '')
  const named = [...text.matchAll(/`((?:[\w.[\]-]+\/)+[\w.[\]-]*)`/g)].map(([, name = '']) => name)
  const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to = '']) =>
    path.join(path.dirname(file), to),
  )
  const made = /^\.(local|sst|next)\//
  expect([...named, ...linked].filter((name) => !made.test(name) && !existsSync(name))).toEqual([])
})
