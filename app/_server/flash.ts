import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import * as z from 'zod'

const cookieName = 'swoon_flash'
const keptForSeconds = 5

const Flash = z.object({ ok: z.boolean(), message: z.string().max(500) })
export type Flash = z.infer<typeof Flash>

/**
 * What an action answers is lost where no script sent its form. The shopper is then sent back to the form's page, which
 * shows it from a short-lived cookie.
 */
export async function told<T extends Flash>(answer: T): Promise<T> {
  const sent = await headers()
  if (sent.has('next-action')) return answer
  const { ok, message } = answer
  const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: keptForSeconds } as const
  ;(await cookies()).set(cookieName, JSON.stringify({ ok, message }), options)
  redirect(pathOf(sent.get('referer')))
}

function pathOf(referer: string | null) {
  if (!referer || !URL.canParse(referer)) return '/'
  const { pathname, search } = new URL(referer)
  return `/${pathname.replace(/^\/+/, '')}${search}`
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
