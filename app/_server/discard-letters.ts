import 'server-only'
import * as z from 'zod'
import { confirmAddress, consoleAddress } from '@/lib/console-address'
import { chooseLetters } from '@/lib/dead-letter/choose-letters'
import { discardLetters, putBack } from '@/lib/dead-letter/discard'
import { counted } from '@/lib/verdict/verdict'

import { leadTo } from './lead-to'
import { type Notice, refused } from './notice'
import { requireFreshOperator, requireOperator } from './operator'
import { ChoiceForm, goneMeanwhile, otherNumber, Reason } from './redrive-letters'

const Confirmed = ChoiceForm.extend({ count: z.coerce.number().int().min(1), why: Reason })

/** Takes one message out of its dead-letter queue, or all that a filter names, once their number and a reason were given. */
export async function discard(form: FormData): Promise<Notice> {
  const named = ChoiceForm.safeParse(Object.fromEntries(form))
  if (!named.success) return refused('There is no such queue.')
  const { queue, cause, outcome, messageId } = named.data
  const asked = { act: 'discard', cause, outcome, messageId } as const
  const { email } = await requireFreshOperator(confirmAddress(queue, asked))
  const confirmed = Confirmed.safeParse(Object.fromEntries(form))
  if (!confirmed.success)
    return refused('Give the number of messages, and a reason of three letters or more.')
  const { count, why } = confirmed.data
  const choice = { cause, outcome, ...(messageId !== undefined && { messageIds: [messageId] }) }
  const letters = await chooseLetters(queue, choice)
  if (!letters || letters.length === 0) return refused(goneMeanwhile)
  if (count !== letters.length) return refused(otherNumber(letters.length, count))
  const messageIds = letters.map(({ messageId }) => messageId)
  const { length } = await discardLetters({ queue, messageIds, by: email, why })
  return leadTo(consoleAddress('discarded'), {
    ok: true,
    message: `${counted(length, 'message')} discarded, kept for ninety days.`,
  })
}

const answers = {
  'put back': { ok: true, message: 'It waits among the dead letters again.' },
  already: refused('It was put back before.'),
  unknown: refused('It is kept no more.'),
}

export async function undoDiscard(form: FormData): Promise<Notice> {
  const { email } = await requireOperator()
  return answers[await putBack(String(form.get('id') ?? ''), email)]
}
