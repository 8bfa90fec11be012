import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { log } from '@/lib/observe/log'

/** Stands for an error that is in the log. Next prints what a page throws, whatever it holds: this says nothing. */
class Logged extends Error {
  override name = 'Logged'
}

export const faultMessage = 'Something went wrong on our side. Please try again.'

/** Logs what is a fault and not logged yet; throws what Next has thrown for itself. */
export function logFault(message: string, error: unknown, request = {}) {
  unstable_rethrow(error)
  if (!(error instanceof Logged)) log.error(message, { ...request, error })
}

/** `get`, once a request and not before it, whose faults are logged here as the log may have them. */
export const read = <Given extends unknown[], Answer>(get: (...given: Given) => Promise<Answer>) =>
  cache(async (...given: Given): Promise<Answer> => {
    try {
      await connection()
      return await get(...given)
    } catch (error) {
      logFault('Read failed', error)
      throw new Logged('Something could not be read')
    }
  })

/** For what a page shows beside its own matter: what was read, or nothing where it could not be, which is logged. */
export const aside = <Answer>(reading: Promise<Answer>): Promise<Answer | undefined> =>
  reading.catch((error) => {
    if (error instanceof Logged) return undefined
    throw error
  })
