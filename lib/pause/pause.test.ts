import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterEach, expect, test, vi } from 'vitest'
import { embeddedAws, rowsOf } from '../../tests/embedded-aws'
import { httpHandler } from '../aws/client-config'
import { dynamo } from '../aws/dynamo'
import { mappingState, switchMapping } from '../aws/lambda'
import { keepPauses } from './keep-pauses'
import type { Consumer } from './pause'
import { pauseConsumer, resumeConsumer } from './pause-consumer'
import { readPauses } from './read-pauses'

embeddedAws()
afterEach(() => vi.restoreAllMocks())

const uuid = () => Resource.Mappings.PaymentQueue
const state = () => mappingState(uuid())
const asked = { consumer: 'payment', minutes: 30, who: 'ada', why: 'the gateway is away' } as const
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const told = async () => (await rowsOf('AuditTable')).sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1)
const shown = async (now?: Date) =>
  (await readPauses(now)).pauses.map(({ consumer, is }) => `${consumer} ${is}`)

/** As if the process had been killed before its call to Lambda, or AWS did not take it. */
const withoutLambda = () => {
  const handle = httpHandler.handle.bind(httpHandler)
  vi.spyOn(httpHandler, 'handle').mockImplementation((request, options) =>
    request.method === 'PUT' ? Promise.reject(new Error('killed')) : handle(request, options),
  )
}

test('a pause disables the mapping, is told with its call, and ends by itself when it is over', async () => {
  expect(await pauseConsumer(asked)).toEqual({ ok: true })
  expect(await state()).toBe('Disabled')
  expect(await readPauses()).toMatchObject({
    pauses: [{ consumer: 'payment', who: 'ada', why: asked.why, is: 'on' }],
    unread: false,
  })
  expect(await told()).toMatchObject({
    ...{ who: 'ada', what: 'consumer paused', why: asked.why, target: 'payment', before: 'Enabled' },
    call: `aws lambda update-event-source-mapping --uuid ${uuid()} --no-enabled`,
    after: expect.stringMatching(/^Disabled, paused until 20/),
  })
  await keepPauses(inMinutes(29))
  expect(await state()).toBe('Disabled')
  expect(await shown(inMinutes(31))).toEqual(['payment overdue'])
  await keepPauses(inMinutes(31))
  expect(await state()).toBe('Enabled')
  expect(await shown(inMinutes(31))).toEqual([])
})

test('it is ended sooner by who wants so; what is not paused is not resumed', async () => {
  await pauseConsumer(asked)
  expect(await resumeConsumer('payment', 'bob')).toEqual({ ok: true })
  expect(await state()).toBe('Enabled')
  expect(await shown()).toEqual([])
  expect(await told()).toMatchObject({
    ...{ who: 'bob', what: 'consumer resumed', after: 'Enabled' },
    before: expect.stringMatching(/^Disabled, paused until/),
    call: `aws lambda update-event-source-mapping --uuid ${uuid()} --enabled`,
  })
  await keepPauses()
  expect(await state()).toBe('Enabled')
  expect(await resumeConsumer('ordering', 'bob')).toEqual({ ok: false, reason: 'not paused' })
})

test('what is cut short between what is wanted and the call is done within a minute, either way', async () => {
  withoutLambda()
  expect(await pauseConsumer(asked)).toEqual({ ok: false, reason: 'not now' })
  expect((await told())?.after).toMatch(/^failed/)
  vi.restoreAllMocks()
  expect(await state()).toBe('Enabled')
  expect(await shown()).toEqual(['payment beginning'])
  await keepPauses()
  expect(await state()).toBe('Disabled')
  expect(await shown()).toEqual(['payment on'])

  withoutLambda()
  expect(await resumeConsumer('payment', 'bob')).toEqual({ ok: false, reason: 'not now' })
  vi.restoreAllMocks()
  expect(await state()).toBe('Disabled')
  expect(await shown()).toEqual(['payment overdue'])
  await keepPauses()
  expect(await state()).toBe('Enabled')
})

test('nothing stays disabled that nobody wants so: a call that came late, or a hand elsewhere', async () => {
  await switchMapping(uuid(), false)
  await keepPauses()
  expect(await state()).toBe('Enabled')
})

test('a pause that begins while the reconciler looks is not undone by it', async () => {
  const handle = httpHandler.handle.bind(httpHandler)
  const isOfRow = (body: string | Uint8Array = '') => /PauseTable.*payment/.test(Buffer.from(body).toString())
  let begun = false
  vi.spyOn(httpHandler, 'handle').mockImplementation(async (request, options) => {
    const answer = await handle(request, options)
    // Between the two looks, whichever comes first.
    if (!begun && (request.path.includes(uuid()) || isOfRow(request.body))) {
      begun = true
      await pauseConsumer(asked)
    }
    return answer
  })
  await keepPauses()
  expect(begun).toBe(true)
  expect(await state()).toBe('Disabled')
  await resumeConsumer('payment', 'bob')
})

test('a row or a mapping that cannot be read hides no other', async () => {
  await pauseConsumer(asked)
  const consumer: Consumer = 'ordering'
  await dynamo.send(
    new PutCommand({ TableName: Resource.PauseTable.name, Item: { consumer, until: 'later' } }),
  )
  expect(await shown()).toEqual(['payment on'])
  const handle = httpHandler.handle.bind(httpHandler)
  vi.spyOn(httpHandler, 'handle').mockImplementation((request, options) =>
    request.path.includes(uuid()) ? Promise.reject(new Error('away')) : handle(request, options),
  )
  expect(await readPauses()).toEqual({ pauses: [], unread: true })
  await keepPauses()
})
