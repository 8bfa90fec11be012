import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import * as z from 'zod'
import { asMuchAsACookieHolds, wayBack } from '@/lib/flash'
import { readSite } from './site'

const cookieName = 'swoon_flash'
const keptForSeconds = 5

const Flash = z.object({ ok: z.boolean(), message: z.string() })
export type Flash = z.infer<typeof Flash>

/**
 * What an action answers is lost where no script sent its form. The shopper is then sent back to the form's page, which
 * shows it from a short-lived cookie.
 */
export async function told<T extends Flash>(answer: T): Promise<T> {
  const sent = await headers()
  if (sent.has('next-action')) return answer
  const { ok } = answer
  const message = asMuchAsACookieHolds(answer.message)
  const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: keptForSeconds } as const
  ;(await cookies()).set(cookieName, JSON.stringify({ ok, message }), options)
  redirect(wayBack(sent.get('referer'), (await readSite()).host))
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
