import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { log } from '@/lib/observe/log'
import { type Flash, told } from './flash'
import { isLogged } from './logged'

/**
 * A server action as `answer` is a route handler: whatever it is called with that is no form is refused, and its faults
 * become a notice that says nothing but that.
 */
export const action =
  <Notice extends Flash>(act: (form: FormData) => Promise<Notice>) =>
  async (form: FormData): Promise<Notice | Flash> => {
    if (!(form instanceof FormData)) return told({ ok: false, message: 'This is no form of ours.' })
    try {
      return await act(form)
    } catch (error) {
      unstable_rethrow(error)
      if (!isLogged(error)) log.error('Action failed', { error })
    }
    return told({ ok: false, message: 'Something went wrong on our side. Please try again.' })
  }
