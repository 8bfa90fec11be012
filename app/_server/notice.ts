import 'server-only'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import * as z from 'zod'

const cookieName = 'swoon_notice'
const keptForSeconds = 5
/** Browsers drop a cookie of more than 4,096 bytes; a character takes up to twelve of them. */
const longest = 300

/** What came of an action, in words. */
const Notice = z.object({ ok: z.boolean(), message: z.string() })
export type Notice = z.infer<typeof Notice>

export const refused = (message: string): Notice => ({ ok: false, message })

/** A refusal that ends by itself; `overloaded` where it is the shop that has too much to do. */
export type Wait = Notice & { retryAfter: number; overloaded?: boolean }

export const waitFor = (retryAfter: number): Wait => ({ ...refused(waitMessage(retryAfter)), retryAfter })

export const waitMessage = (seconds: number) =>
  `That was too often. Please wait ${seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`} and try again.`

export const overloadedMessage = 'Too many people are signing in just now. Try again in a moment.'

export const overloaded: Wait = { ...refused(overloadedMessage), retryAfter: 5, overloaded: true }

export const cookiesRefused = refused('Your browser refuses cookies: without them no cart is kept.')

/**
 * Keeps a notice for the next page. That of a form which is sent before the scripts have arrived should be rendered by
 * useActionState, but Next leaves out the static shell of such an answer: https://github.com/vercel/next.js/issues/92992
 */
export async function keepNotice({ ok, message }: Notice) {
  const kept = JSON.stringify({ ok, message: [...message].slice(0, longest).join('') })
  const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: keptForSeconds } as const
  ;(await cookies()).set(cookieName, kept, options)
}

export async function readNotice(): Promise<Notice | undefined> {
  await connection()
  const kept = (await cookies()).get(cookieName)?.value
  try {
    return Notice.safeParse(kept && JSON.parse(kept)).data
  } catch {
    return undefined
  }
}
