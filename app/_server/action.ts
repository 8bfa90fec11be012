import 'server-only'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { handleOfEmail } from '@/lib/account/handle'
import { cookiesRefusedAddress, waitAddress } from '@/lib/address'
import type { LimitName } from '@/lib/limit/limit'
import { secondsToWait } from './limits'
import { faultMessage, logFault } from './logged'
import { cookiesRefused, keepNotice, type Notice, refused, type Wait, waitFor } from './notice'

/**
 * A server action, after which its page is shown anew: its faults become a notice that says nothing but that. A form that
 * no script has sent is sent back to its page, which shows the notice; one that came too often to a page that says so.
 */
export const action =
  <Outcome extends Notice>(act: (form: FormData) => Promise<Outcome>, limit?: LimitName) =>
  async (form: FormData): Promise<Outcome | Notice | Wait> => {
    if (!(form instanceof FormData)) return refused('This is no form of ours.')
    const sent = await headers()
    const byScript = form.has('scripted')
    // Browsers name their origin and come by a page first, where they were given a cookie.
    if (sent.has('origin') && !sent.has('cookie'))
      return byScript ? cookiesRefused : redirect(cookiesRefusedAddress)
    const outcome = await faultless(within(act, limit), form)
    if (byScript) return outcome
    if (isWait(outcome)) return redirect(waitAddress(outcome.retryAfter, outcome.overloaded))
    await keepNotice(outcome)
    return redirect(sent.get('swoon-address') ?? '/')
  }

const isWait = (outcome: Notice | Wait): outcome is Wait => 'retryAfter' in outcome

const within =
  <Outcome>(act: (form: FormData) => Promise<Outcome>, limit: LimitName | undefined) =>
  async (form: FormData): Promise<Outcome | Wait> => {
    const email = form.get('email')?.toString().trim()
    const retryAfter = limit && (await secondsToWait(limit, email && handleOfEmail(email)))
    return retryAfter ? waitFor(retryAfter) : act(form)
  }

async function faultless<Outcome>(act: (form: FormData) => Promise<Outcome>, form: FormData) {
  try {
    const outcome = await act(form)
    refresh()
    return outcome
  } catch (error) {
    logFault('Action failed', error)
    return refused(faultMessage)
  }
}
