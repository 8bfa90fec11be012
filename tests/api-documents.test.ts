import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import specifications from '@asyncapi/specs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { asyncapi } from '../lib/api/asyncapi'
import { openapi, type Path } from '../lib/api/openapi'
import { eventTypes } from '../lib/events'
import { refusalOf } from '../lib/request/guard'
import { apiPage } from '../scripts/api-page'
import { eventsPage } from '../scripts/events-page'
import { checkOfApi, checkOfEvents } from './described'

const asServed = <T>(document: T): T => JSON.parse(JSON.stringify(document))

const validity = async (document: object) => {
  const { valid, errors } = await new Validator().validate({ ...asServed(document) })
  return { valid, errors }
}

test('the OpenAPI document is one', async () => {
  expect(await validity(openapi)).toEqual({ valid: true, errors: undefined })
  expect(await validity({ ...openapi, info: {} })).toMatchObject({ valid: false })
})

test('the AsyncAPI document is one', () => {
  // They bring draft 7 themselves.
  const ajv = addFormats.default(
    new Ajv({ strict: false, meta: false, validateSchema: false, logger: false }),
  )
  const validate = ajv.compile(specifications.schemas['3.0.0'])
  expect(validate(asServed(asyncapi)) || validate.errors).toBe(true)
  expect(validate({ ...asServed(asyncapi), channels: { SwnEventBus: { address: 1 } } })).toBe(false)
})

const operations = Object.entries(openapi.paths).flatMap(([address, methods]: [string, Path]) =>
  Object.entries(methods).map(([method, operation]) => ({ address, method, operation })),
)

/** What Next serves: each method that a route file exports, at the address of its folder. */
const exported = ['app/api', 'app/basket/checkout'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => path.basename(file) === 'route.ts')
    // Answers 404 wherever nothing else answers.
    .filter((file) => file !== 'app/api/[...path]/route.ts')
    .flatMap((file) => {
      const address = path.posix.dirname(file).replace(/^app/, '').replaceAll('[', '{').replaceAll(']', '}')
      const methods = readFileSync(file, 'utf8').matchAll(
        /^export (?:const|async function|function) ([A-Z]+)\b/gm,
      )
      return [...methods].map(([, method]) => `${method} ${address}`)
    }),
)

test('every method of every route is an operation, and every operation one of them', () => {
  expect(exported.length).toBeGreaterThan(10)
  const described = operations.map(({ address, method }) => `${method.toUpperCase()} ${address}`)
  expect(described.sort()).toEqual(exported.sort())
  for (const { address, method } of operations)
    expect(
      refusalOf({
        method: method.toUpperCase(),
        url: new URL(address, 'http://localhost:3000').href,
        headers: new Headers(),
      }),
      address,
    ).toBeUndefined()
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('every parameter of a path is described', () => {
  for (const { address, operation } of operations) {
    const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
    const named = [...address.matchAll(/{(\w+)}/g)].map(([, name]) => name)
    expect(
      inPath.map(({ name }) => name),
      address,
    ).toEqual(named)
  }
})

test('every example of the API fits its schema', () => {
  const check = checkOfApi(asServed(openapi))
  const json = 'application/json'
  let examples = 0
  for (const { address, method, operation } of operations) {
    const bodies = [
      { content: operation.requestBody?.content, place: ['requestBody'] },
      ...Object.entries(operation.responses).map(([status, { content }]) => ({
        content,
        place: ['responses', status],
      })),
    ]
    for (const { content, place } of bodies) {
      const { example, examples: named = {} } = content?.[json] ?? {}
      const values = [
        ...(example === undefined ? [] : [example]),
        ...Object.values(named).map(({ value }) => value),
      ]
      for (const value of values) {
        examples++
        const at = ['paths', address, method, ...place, 'content', json, 'schema']
        expect(check(at, value), at.join(' ')).toEqual([])
      }
    }
  }
  expect(examples).toBeGreaterThan(50)
})

test('every example of an event fits its schema, and no other', () => {
  const check = checkOfEvents(asServed(asyncapi))
  for (const type of eventTypes) {
    const [example] = asyncapi.components.messages[type]?.examples ?? []
    if (!example) throw new Error(`${type} has no example`)
    expect(check(example.payload), type).toEqual([])
    const detail = { ...example.payload.detail, colour: 'red' }
    expect(check({ ...example.payload, detail }), type).toHaveLength(1)
    expect(check({ ...example.payload, 'detail-type': 'CheckoutBasket' }).length > 0, type).toBe(
      type !== 'CheckoutBasket',
    )
  }
})

test.each([
  ['docs/api.md', apiPage(openapi)],
  ['docs/events.md', eventsPage(asyncapi)],
])('%s is what npm run docs writes', (file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(text)
})
