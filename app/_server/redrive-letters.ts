import 'server-only'
import * as z from 'zod'
import { confirmAddress, redriveAddress } from '@/lib/console-address'
import { beginRedrive } from '@/lib/dead-letter/begin-redrive'
import { type Choice, chooseLetters } from '@/lib/dead-letter/choose-letters'
import { abortRedrive } from '@/lib/dead-letter/continue-redrive'
import { mostLetters } from '@/lib/dead-letter/dead-letter'
import { rates } from '@/lib/dead-letter/job'
import { counted } from '@/lib/verdict/verdict'
import { moveOn } from './console-failures'
import { leadTo } from './lead-to'
import { type Notice, refused } from './notice'
import { requireFreshOperator, requireOperator } from './operator'

const Id = z.string().min(1).max(200)
const Rate = z.coerce.number().refine((rate) => rates.some((one) => one === rate))
const Selected = z.object({ queue: Id, messageIds: z.array(Id).min(1).max(mostLetters), perSecond: Rate })

/** Puts one message back where it belongs, or those that are marked, and leads to how far it has come. */
export async function redriveSelected(form: FormData): Promise<Notice> {
  const { email } = await requireOperator()
  const one = form.get('one')
  const selected = Selected.safeParse({
    queue: form.get('queue'),
    messageIds: one === null ? form.getAll('messageId') : [one],
    perSecond: form.get('perSecond') ?? 20,
  })
  if (!selected.success) return refused('Mark one message or more first.')
  const { queue, messageIds, perSecond } = selected.data
  const why = 'its dry run was looked at'
  return begin(queue, { messageIds }, { by: email, why, perSecond })
}

export const Reason = z.string().trim().min(3).max(500)
const optional = z.string().max(2_000).optional().catch(undefined)
export const ChoiceForm = z.object({ queue: Id, cause: optional, outcome: optional, messageId: optional })
const Confirmed = ChoiceForm.extend({ count: z.coerce.number().int().min(1), why: Reason, perSecond: Rate })

/** Puts all back that a filter names, once their number and a reason were given. */
export async function redriveFiltered(form: FormData): Promise<Notice> {
  const named = ChoiceForm.safeParse(Object.fromEntries(form))
  if (!named.success) return refused('There is no such queue.')
  const { queue, cause, outcome } = named.data
  const { email } = await requireFreshOperator(confirmAddress(queue, { act: 'redrive', cause, outcome }))
  const confirmed = Confirmed.safeParse(Object.fromEntries(form))
  if (!confirmed.success)
    return refused('Give the number of messages, and a reason of three letters or more.')
  const { count, why, perSecond } = confirmed.data
  return begin(queue, { cause, outcome }, { by: email, why, perSecond }, count)
}

export const goneMeanwhile =
  'They are gone meanwhile: put back, discarded, or looked at by somebody else just now.'

export const otherNumber = (now: number, count: number) =>
  `${counted(now, 'message is', 'messages are')} meant now, not ${count}. Look again.`

type How = { by: string; why: string; perSecond: number }

async function begin(queue: string, choice: Choice, how: How, count?: number): Promise<Notice> {
  const letters = await chooseLetters(queue, choice)
  if (!letters || letters.length === 0) return refused(goneMeanwhile)
  if (count !== undefined && count !== letters.length) return refused(otherNumber(letters.length, count))
  const job = await beginRedrive({ queue, letters, ...how })
  if (!job) return refused('None of them belongs to a queue of ours.')
  await moveOn(job.id)
  return leadTo(redriveAddress(job.id))
}

export async function abort(form: FormData): Promise<Notice> {
  const { email } = await requireOperator()
  const id = Id.safeParse(form.get('id'))
  const isAborted = id.success && (await abortRedrive(id.data, email))
  return isAborted ? { ok: true, message: 'No further message is moved.' } : refused('It has ended already.')
}
