import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { log } from '@/lib/observe/log'

/** Stands for an error that is in the log. Next prints what a page throws, whatever it holds: this says nothing. */
class Logged extends Error {
  override name = 'Logged'
}

/** All that a visitor is told of a fault. */
export const faultMessage = 'Something went wrong on our side. Please try again.'

export const isLogged = (error: unknown) => error instanceof Logged

/** `read`, whose faults are logged here as the log may have them. */
export const logged =
  <Given extends unknown[], Answer>(read: (...given: Given) => Promise<Answer>) =>
  async (...given: Given): Promise<Answer> => {
    try {
      return await read(...given)
    } catch (error) {
      unstable_rethrow(error)
      if (isLogged(error)) throw error
      log.error('Read failed', { error })
      throw new Logged('Something could not be read')
    }
  }
