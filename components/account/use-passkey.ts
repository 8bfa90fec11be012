'use client'

import { useSyncExternalStore } from 'react'
import { type FormAction, useFormAction } from '../ui/form'
import type { Notice } from '../ui/notice'

export type BeginPasskey = FormAction<Notice & { asked?: { options: string; token: string } }>

const never = () => () => {}
const canUse = () =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** Whether this browser has passkeys, which only a page that runs knows. */
export const useHasPasskeys = () => useSyncExternalStore(never, canUse, () => false)

/** Asks the shop for a question, the browser for its answer, and sends that on with what the form holds. */
export function usePasskey(
  begin: BeginPasskey,
  answer: (options: string) => Promise<Credential | null>,
  finish: FormAction<Notice>,
) {
  return useFormAction<Notice>(async (form) => {
    const { asked, ...notice } = await begin(form)
    if (!asked) return notice
    try {
      const credential = await answer(asked.options)
      form.set('response', JSON.stringify(credential))
    } catch (error) {
      const message = error instanceof DOMException && refusals[error.name]
      if (message) return { ok: false, message }
      throw error
    }
    form.set('token', asked.token)
    return finish(form)
  })
}

/** https://www.w3.org/TR/webauthn-3/#sctn-privacy-considerations-client: little is told of why. */
const refusals: Record<string, string | undefined> = {
  NotAllowedError: 'No passkey was used.',
  InvalidStateError: 'This device has a passkey of your account already.',
}
