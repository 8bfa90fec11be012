import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { expect, test, vi } from 'vitest'
import { embeddedAws, rowsOf } from '../../tests/embedded-aws'
import { checkoutDetail, envelopeOf } from '../../tests/sqs-records'
import { sqs } from '../aws/queue'
import { timeLeftOf } from '../time-left'
import { beginRedrive } from './begin-redrive'
import { chooseLetters } from './choose-letters'
import { continueRedrive } from './continue-redrive'
import { discardLetters, keptOf, putBack } from './discard'
import { editedBody } from './edit'
import { listDiscarded, saveEdit, saveKept } from './kept-store'
import { deadLetterQueues, sources } from './queues'
import { readDeadLetters } from './read-dead-letters'

embeddedAws()

const urlOf = (queue: string) => deadLetterQueues()[queue] ?? ''
const send = (queue: string, MessageBody: string, target?: string) =>
  sqs
    .send(
      new SendMessageCommand({
        ...{ QueueUrl: urlOf(queue), MessageBody },
        ...(target && {
          MessageAttributes: { TARGET_ARN: { DataType: 'String', StringValue: `arn:aws:sqs:x:0:${target}` } },
        }),
      }),
    )
    .then(({ MessageId = '' }) => MessageId)
const waiting = async (queue: string) =>
  (await readDeadLetters(urlOf(queue))).map(({ body, target }) => ({ body, target }))
/** What a busy machine was too slow to give back is hidden for a while. */
const patient = { timeout: 60_000, interval: 200 }
const act = { by: 'operator', why: 'nobody needs it' }
const queue = 'SwnEventBusDlq'

test('a message is discarded, killed in between or not, is kept whole, and comes back as it was', async () => {
  const [one, other] = [await send(queue, 'one', 'PaymentQueue'), await send(queue, 'other')]
  const letter = (await chooseLetters(queue, { messageIds: [one] }))?.[0]
  if (!letter) throw new Error('it is not there')

  // Killed after it was kept: it is in both places, and is discarded again.
  await saveKept({ ...keptOf(queue, letter), ...act, id: one, at: '2026-11-30T03:00:00.000Z' })
  expect(await waiting(queue)).toHaveLength(2)
  await vi.waitFor(
    async () => expect(await discardLetters({ queue, messageIds: [one, 'gone'], ...act })).toEqual([one]),
    patient,
  )
  await vi.waitFor(
    async () => expect(await waiting(queue)).toEqual([{ body: 'other', target: undefined }]),
    patient,
  )
  const kept = { id: one, body: 'one', target: 'PaymentQueue', why: act.why }
  expect(await listDiscarded()).toMatchObject([{ ...kept, at: '2026-11-30T03:00:00.000Z' }])

  const both = await Promise.all([putBack(one, 'operator'), putBack(one, 'operator')])
  expect(both).toContain('put back')
  expect(await putBack(one, 'operator')).toBe('already')
  expect(await putBack('of nobody', 'operator')).toBe('unknown')
  await vi.waitFor(async () => {
    // Twice where two clicked at once: the second changes nothing.
    const bodies = (await waiting(queue)).filter(({ body }) => body === 'one')
    expect(new Set(bodies.map(({ target }) => target))).toEqual(new Set(['PaymentQueue']))
  }, patient)
  const entries = (await rowsOf('AuditTable')).toSorted((a, b) => a.at.localeCompare(b.at))
  expect(entries.find(({ what }) => what === 'discard')).toMatchObject({
    ...{ target: `${queue}: 2 messages`, after: 'discarded 1, kept for ninety days', why: act.why },
    call: expect.stringContaining('delete-message'),
  })
  expect(entries.at(-1)).toMatchObject({
    ...{ what: 'discard undone', before: 'discarded' },
    after: expect.stringContaining('waiting among the dead letters as '),
  })
  expect(other).not.toBe(one)
})

test('an edited copy is sent in place of its message, which stays whole beside it', async () => {
  const dead = 'OrderQueueDlq'
  const bad = envelopeOf('CheckoutBasket', { ...checkoutDetail, totalPrice: 'much' })
  const id = await send(dead, bad)
  const letter = (await chooseLetters(dead, { messageIds: [id] }))?.[0]
  if (!letter) throw new Error('it is not there')
  const edited = editedBody(bad, { 'detail.totalPrice': '69' })
  const edit = { ...keptOf(dead, letter), id: 'EDIT-1', by: 'operator', at: new Date().toISOString(), edited }
  await saveEdit(edit)
  const edits = { [id]: 'EDIT-1' }
  const job = await beginRedrive({ queue: dead, letters: [letter], perSecond: 1, edits, ...act, before: bad })
  await vi.waitFor(
    async () =>
      expect(await continueRedrive(job?.id ?? '', timeLeftOf(60_000))).toMatchObject({ state: 'ended' }),
    patient,
  )
  const sent = await readDeadLetters(sources().OrderQueue?.url ?? '')
  expect(new Set(sent.map(({ body }) => body))).toEqual(new Set([edited]))
  expect(await waiting(dead)).toEqual([])
  expect(await rowsOf('DeadLetterTable')).toContainEqual(expect.objectContaining({ id: 'EDIT-1', body: bad }))
  expect((await listDiscarded()).map(({ messageId }) => messageId)).not.toContain(id)
})
