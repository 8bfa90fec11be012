import 'server-only'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cookiesRefusedAddress } from '@/lib/address'
import { faultMessage, logFault } from './logged'
import { cookiesRefused, keepNotice, type Notice, refused } from './notice'

/**
 * A server action, after which its page is shown anew: its faults become a notice that says nothing but that. A form that
 * no script has sent is sent back to its page, which shows the notice.
 */
export const action =
  <Outcome extends Notice>(act: (form: FormData) => Promise<Outcome>) =>
  async (form: FormData): Promise<Outcome | Notice> => {
    if (!(form instanceof FormData)) return refused('This is no form of ours.')
    const sent = await headers()
    const byScript = form.has('scripted')
    // Browsers name their origin and come by a page first, where they were given a cookie.
    if (sent.has('origin') && !sent.has('cookie'))
      return byScript ? cookiesRefused : redirect(cookiesRefusedAddress)
    const outcome = await faultless(act, form)
    if (byScript) return outcome
    await keepNotice(outcome)
    return redirect(sent.get('swoon-address') ?? '/')
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
