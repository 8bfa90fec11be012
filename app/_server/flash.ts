import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import * as z from 'zod'
import { keptAddress } from '@/lib/address'
import { asMuchAsACookieHolds, wayBack } from '@/lib/flash'
import { sendsSession } from './session'
import { readSite } from './site'

const cookieName = 'swoon_flash'
const keptForSeconds = 5

const Flash = z.object({ ok: z.boolean(), message: z.string() })
export type Flash = z.infer<typeof Flash>

/** What was done for a visitor who came without a session is lost where the browser refuses the cookie of its answer. */
export type Told<T> = T & { unproven?: boolean }

/**
 * What an action answers is lost where no script sent its form. The shopper is then sent back to the form's page, which
 * shows it from a short-lived cookie; one who came without a session by way of a look whether the browser took it.
 */
export async function told<T extends Flash>(answer: T): Promise<Told<T>> {
  const sent = await headers()
  const unproven = answer.ok && !sendsSession(sent)
  if (sent.has('next-action')) return unproven ? { ...answer, unproven } : answer
  const { ok } = answer
  const message = asMuchAsACookieHolds(answer.message)
  const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: keptForSeconds } as const
  ;(await cookies()).set(cookieName, JSON.stringify({ ok, message }), options)
  const back = wayBack(sent.get('referer'), (await readSite()).host)
  redirect(unproven ? keptAddress(back) : back)
}

export async function readFlash(): Promise<Flash | undefined> {
  await connection()
  const flash = (await cookies()).get(cookieName)?.value
  return flash === undefined ? undefined : z.string().transform(parseJson).pipe(Flash).safeParse(flash).data
}

const parseJson = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('not JSON')
    return z.NEVER
  }
}
