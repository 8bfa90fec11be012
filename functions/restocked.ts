import type { Context } from 'aws-lambda'
import { log } from '../lib/observe/log'
import { LoggableError } from '../lib/observe/loggable-error'
import { timeLeftOf } from '../lib/time-left'
import { mailRestocked } from '../lib/watch/mail-restocked'

/** What is under way when the time is over: three tries of a mail, and of deleting its watch. */
const reserveMs = 20_000
const usualMs = 60_000

type Invocation = Partial<Pick<Context, 'getRemainingTimeInMillis'>>

/** @throws NothingMailed where every mail failed, so that Lambda counts an error; the next minute tries them again */
export async function handler(
  _event: unknown = {},
  { getRemainingTimeInMillis = timeLeftOf(usualMs) }: Invocation = {},
) {
  const { mailed, failed } = await mailRestocked(() => getRemainingTimeInMillis() - reserveMs)
  if (mailed + failed > 0) log.info('Mailed what is back in stock', { mailed, failed })
  if (failed > 0 && mailed === 0) throw new NothingMailed('No mail was sent')
  return { mailed, failed }
}

export class NothingMailed extends LoggableError {
  override name = 'NothingMailed'
}
