import { BatchGetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { beforeAll, expect, test, vi } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { dynamo } from '../aws/dynamo'
import { browseCatalogue } from './browse-catalogue'
import { categories } from './categories'
import { pageSize } from './filter'

embeddedAws()

const size = 1000
const number = (at: number) => String(at).padStart(4, '0')

const thing = (at: number) =>
  stock({
    id: `thing-${number(at)}`,
    name: `Thing ${number(at)}`,
    description: at === 500 ? 'The only teal one' : 'One of many',
    category: categories[at % categories.length] ?? 'Tech',
    price: 1000 - at,
  })

beforeAll(async () => {
  for (let from = 0; from < size; from += 25)
    await Promise.all(Array.from({ length: 25 }, (_, index) => thing(from + index)))
}, 120_000)

async function commandsOf(work: () => Promise<unknown>) {
  const send = vi.spyOn(dynamo, 'send')
  try {
    await work()
    return send.mock.calls.map(([command]) =>
      'IndexName' in command.input
        ? `${command.constructor.name} of ${command.input.IndexName}`
        : command.constructor.name,
    )
  } finally {
    send.mockRestore()
  }
}

const namesOf = async (wish: Parameters<typeof browseCatalogue>[0]) =>
  (await browseCatalogue(wish)).products.map(({ name }) => name)

test('a thousand products are browsed page by page, each once', async () => {
  const { total, pages, products } = await browseCatalogue()
  expect({ total, pages, shown: products.length }).toEqual({
    total: size,
    pages: Math.ceil(size / pageSize),
    shown: pageSize,
  })
  const seen = new Set<string>()
  for (let page = 1; page <= pages; page++) for (const name of await namesOf({ page })) seen.add(name)
  expect(seen.size).toBe(size)
})

test('no page and no search scans the table, and a page costs one read of its products', async () => {
  await browseCatalogue()
  const wishes = [
    {},
    { q: 'teal' },
    { category: 'Wear', sort: 'price-asc' as const },
    { q: 'nothing like it' },
  ]
  for (const wish of wishes) {
    const sent = await commandsOf(() => browseCatalogue(wish))
    expect(sent.filter((name) => !['ScanCommand of byCategory', 'BatchGetCommand'].includes(name))).toEqual(
      [],
    )
    expect(sent.filter((name) => name === 'BatchGetCommand').length).toBeLessThanOrEqual(1)
  }
})

test('the first page takes turns between the categories', async () => {
  const { products } = await browseCatalogue()
  expect(products.slice(0, 6).map(({ category }) => category)).toEqual([...categories])
})

test('sorts hold across the pages', async () => {
  expect((await namesOf({ sort: 'price-asc' }))[0]).toBe('Thing 0999')
  expect((await namesOf({ sort: 'price-desc', page: 2 }))[0]).toBe(`Thing ${number(pageSize)}`)
  expect((await namesOf({ sort: 'name', category: 'Wear' })).slice(0, 2)).toEqual([
    'Thing 0001',
    'Thing 0007',
  ])
})

test('words, category and page narrow down together; a page too far is the last one', async () => {
  expect(await namesOf({ q: 'teal' })).toEqual(['Thing 0500'])
  expect(await browseCatalogue({ q: 'teal', category: 'Tech' })).toMatchObject({ total: 0, elsewhere: 1 })
  expect(await browseCatalogue({ q: '0500', page: 99 })).toMatchObject({ total: 1, page: 1 })
  expect(await browseCatalogue({ category: 'Nowhere' })).toMatchObject({ total: 0, products: [] })
})

test('prices narrow down, both ends with them, beside words, category and order', async () => {
  const between = { min: 10_000, max: 10_500 }
  expect(await browseCatalogue(between)).toMatchObject({
    total: 6,
    pages: 1,
    unfiltered: size,
    isExact: true,
  })
  expect(await namesOf({ ...between, sort: 'price-asc', category: 'Tech' })).toEqual(['Thing 0900'])
  expect(await browseCatalogue({ ...between, q: 'teal' })).toMatchObject({
    total: 0,
    unfiltered: 1,
    elsewhere: 0,
  })
  expect(await browseCatalogue({ max: 30_000, page: 2 })).toMatchObject({ total: 300, page: 2, pages: 13 })
  expect(await browseCatalogue({ min: 10_500, max: 10_000 })).toMatchObject({ total: 0, unfiltered: size })
})

test('words that nothing mentions are taken for those that something does, category and price as they are', async () => {
  expect(await browseCatalogue({ q: 'tael' })).toMatchObject({ corrected: 'teal', total: 1 })
  expect(await browseCatalogue({ q: 'taem', category: 'Tech' })).toMatchObject({ total: 0, elsewhere: 0 })
  expect(await browseCatalogue({ q: 'taal', category: 'Tech' })).toMatchObject({
    corrected: 'teal',
    total: 0,
    elsewhere: 1,
    nearest: [],
  })
  expect(await browseCatalogue({ q: 'teal', max: 100 })).toMatchObject({ total: 0, corrected: undefined })
})

async function setStock(ids: number[], availableStock: number) {
  for (const at of ids)
    await dynamo.send(
      new UpdateCommand({
        TableName: Resource.ProductTable.name,
        Key: { id: `thing-${number(at)}` },
        UpdateExpression: 'SET availableStock = :stock',
        ExpressionAttributeValues: { ':stock': availableStock },
      }),
    )
}

/** How many products are read by key. */
async function readBy(work: () => Promise<unknown>) {
  const send = vi.spyOn(dynamo, 'send')
  try {
    await work()
    const keys = send.mock.calls.flatMap(([command]) =>
      command instanceof BatchGetCommand ? Object.values(command.input.RequestItems ?? {}) : [],
    )
    return keys.reduce((sum, { Keys = [] }) => sum + Keys.length, 0)
  } finally {
    send.mockRestore()
  }
}

test('of few things exactly those in stock are shown and counted', async () => {
  const wish = { min: 90_000, max: 95_000, stock: 'in', sort: 'name' } as const
  await setStock([50, 55, 60], 0)
  expect(await browseCatalogue(wish)).toMatchObject({ total: 48, pages: 2, unfiltered: size, isExact: true })
  const shown = [...(await namesOf(wish)), ...(await namesOf({ ...wish, page: 2 }))]
  expect(shown).toHaveLength(48)
  expect(shown).not.toContain('Thing 0055')
  expect(await readBy(() => browseCatalogue(wish))).toBe(51)
  await setStock([50, 55, 60], 10)
  expect(await browseCatalogue(wish)).toMatchObject({ total: 51 })
})

test('of many things a page is read, and others in place of what turns out to be sold out', async () => {
  const wish = { stock: 'in', sort: 'name' } as const
  const out = [0, 1, 2, 3, 4, 30]
  await setStock(out, 0)
  expect(await readBy(() => browseCatalogue(wish))).toBe(pageSize + 5)
  const first = await browseCatalogue(wish)
  expect(first).toMatchObject({ total: size - 5, isExact: false })
  expect(first.products.map(({ name }) => name)).toEqual(
    Array.from({ length: pageSize }, (_, index) => `Thing ${number(index + 5)}`),
  )
  expect((await namesOf({ ...wish, page: 2 })).slice(0, 2)).toEqual(['Thing 0029', 'Thing 0031'])
  expect(await browseCatalogue({ ...wish, page: 99 })).toMatchObject({ page: 42, total: size - 6 })
  expect(await readBy(() => browseCatalogue(wish))).toBe(pageSize + 6)

  await setStock(out, 10)
  expect((await namesOf({ ...wish, limit: 100 }))[0]).toBe('Thing 0000')
  expect(await browseCatalogue(wish)).toMatchObject({ total: size })
})

test('where everything is sold out, nothing is in stock', async () => {
  const wish = { stock: 'in', category: 'Play' } as const
  const all = Array.from({ length: size }, (_, at) => at).filter((at) => at % 6 === 5)
  await setStock(all, 0)
  for (const _ of [1, 2])
    expect(await browseCatalogue(wish)).toMatchObject({ total: 0, products: [], pages: 1 })
  await setStock(all, 10)
  await vi.waitUntil(async () => (await browseCatalogue(wish)).total === all.length)
})

test('stock and price are shown as they are now, however long the catalogue is remembered', async () => {
  await browseCatalogue({ q: '0123' })
  await dynamo.send(
    new UpdateCommand({
      TableName: Resource.ProductTable.name,
      Key: { id: 'thing-0123' },
      UpdateExpression: 'SET availableStock = :none, price = :price',
      ExpressionAttributeValues: { ':none': 0, ':price': 7.5 },
    }),
  )
  const { products } = await browseCatalogue({ q: '0123' })
  expect(products).toMatchObject([{ availableStock: 0, price: 750 }])
})

test('a clock that is set back does not stop what the shop remembers from being read again', async () => {
  await browseCatalogue({ q: 'sundial' })
  await stock({ id: 'early', name: 'Early sundial', category: 'Tech' })
  const later = performance.now() + 5_001
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 10 * 60_000 })
  const clock = vi.spyOn(performance, 'now').mockReturnValue(later)
  try {
    expect(await namesOf({ q: 'sundial' })).toEqual(['Early sundial'])
  } finally {
    clock.mockRestore()
    vi.useRealTimers()
  }
})
