import 'server-only'
import { ulid } from 'ulid'
import * as z from 'zod'
import { editAddress, redriveAddress } from '@/lib/console-address'
import { beginRedrive } from '@/lib/dead-letter/begin-redrive'
import { chooseLetters, glanceAtLetters } from '@/lib/dead-letter/choose-letters'
import { keptOf } from '@/lib/dead-letter/discard'
import { differences, editedBody, fieldsOf, withoutContact } from '@/lib/dead-letter/edit'
import { findKept, saveEdit } from '@/lib/dead-letter/kept-store'
import { dryRun } from '@/lib/dead-letter/plan-letters'
import { deadLetterQueues } from '@/lib/dead-letter/queues'
import { moveOn } from './console-failures'
import { leadTo } from './lead-to'
import { read } from './logged'
import { type Notice, refused } from './notice'
import { requireOperator } from './operator'
import { goneMeanwhile, Reason } from './redrive-letters'

async function findLetter(queue: string, messageId: string, choose = chooseLetters) {
  return (await choose(queue, { messageIds: [messageId] }))?.[0]
}

async function findEdit(id: string | undefined, messageId: string) {
  const kept = id ? await findKept(id) : undefined
  return kept?.messageId === messageId && kept.edited !== undefined
    ? { id: kept.id, body: kept.edited }
    : undefined
}

/** A message as its form has it; of an edited copy also what is otherwise, and what a redrive of it would do. */
export const readEdit = read(async (queue: string, messageId: string, edit?: string) => {
  const letter = await findLetter(queue, messageId, glanceAtLetters)
  if (!letter) return undefined
  const edited = await findEdit(edit, messageId)
  const plan = edited && (await dryRun(deadLetterQueues()[queue] ?? '', { ...letter, body: edited.body }))
  return {
    fields: fieldsOf(edited?.body ?? letter.body),
    edit: edited?.id,
    differences: edited && differences(letter.body, edited.body),
    outcome: plan?.words,
    fails: plan?.fails !== undefined,
  }
})

const Id = z.string().min(1).max(200)
const Named = z.object({ queue: Id, messageId: Id, edit: Id.optional().catch(undefined) })
const Values = z.record(z.string(), z.string().max(2_000))
const fieldPrefix = 'field:'

/** Keeps a copy with what was typed, and leads to what is otherwise in it. Nothing is sent yet. */
export async function editCopy(form: FormData): Promise<Notice> {
  const { email } = await requireOperator()
  const named = Named.safeParse(Object.fromEntries(form))
  const typed = [...form].flatMap(([name, value]) =>
    name.startsWith(fieldPrefix) ? [[name.slice(fieldPrefix.length), value]] : [],
  )
  const values = Values.safeParse(Object.fromEntries(typed))
  if (!named.success || !values.success) return refused('A field takes two thousand characters at most.')
  const { queue, messageId, edit } = named.data
  const letter = await findLetter(queue, messageId)
  if (!letter) return refused(goneMeanwhile)
  const before = (await findEdit(edit, messageId))?.body ?? letter.body
  const now = new Date()
  const id = `EDIT-${ulid(now.getTime())}`
  const edited = editedBody(before, values.data)
  await saveEdit({ ...keptOf(queue, letter), id, by: email, at: now.toISOString(), edited })
  return leadTo(editAddress(queue, messageId, id))
}

/** Sends the edited copy to where the message belongs and deletes the message, which stays kept beside its copy. */
export async function redriveCopy(form: FormData): Promise<Notice> {
  const { email } = await requireOperator()
  const named = Named.safeParse(Object.fromEntries(form))
  if (!named.success) return refused(goneMeanwhile)
  const why = Reason.safeParse(form.get('why'))
  if (!why.success) return refused('Give a reason of three letters or more.')
  const { queue, messageId } = named.data
  const [letter, edit] = [await findLetter(queue, messageId), await findEdit(named.data.edit, messageId)]
  if (!letter || !edit) return refused(goneMeanwhile)
  const [original, copy] = [withoutContact(letter.body), withoutContact(edit.body)]
  const changed = differences(original, copy).map(
    ({ path, before, after }) => `${path}: ${before} → ${after}`,
  )
  const job = await beginRedrive({
    ...{ queue, letters: [letter], by: email, why: why.data, perSecond: 1 },
    edits: { [messageId]: edit.id },
    before: [...changed, `the original, kept as ${edit.id}: ${original}`].join('\n'),
  })
  if (!job) return refused('It belongs to no queue of ours.')
  await moveOn(job.id)
  return leadTo(redriveAddress(job.id))
}
