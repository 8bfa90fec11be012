import 'server-only'
import { sealData, unsealData } from 'iron-session'
import { cookies, headers } from 'next/headers'
import { Resource } from 'sst'
import { ulid } from 'ulid'
import * as z from 'zod'
import { UserName } from '@/lib/ids'

const cookieName = 'swoon_session'
const lifetime = 30 * 24 * 60 * 60

const Session = z.object({ userName: UserName })

/** Fe26.2, the seal of @hapi/iron: anything else in the cookie makes iron-session throw instead of refusing it. */
const sealed = /^Fe26\.2\*\d+\*[\da-f]+\*[\w-]+\*[\w-]+\*\d+\*[\da-f]+\*[\w-]+~2$/

const keys = () => ({ password: Resource.SessionSecret.value, ttl: lifetime })

/** The shopper of this request. Only the cookie says who that is; a cookie that was tampered with says nothing. */
export async function currentUser(): Promise<string | undefined> {
  const seal = (await cookies()).get(cookieName)?.value
  if (!seal || !sealed.test(seal)) return undefined
  const session = Session.safeParse(await unsealData(seal, keys()))
  return session.data?.userName
}

/** The shopper of this request, as a new guest where there is none. For actions and route handlers. */
export async function ensureUser(): Promise<string> {
  const userName = (await currentUser()) ?? `guest-${ulid().toLowerCase()}`
  await keepSession(userName)
  return userName
}

/** Every write moves the end of the session on, so that a basket is never kept longer than the way to it. */
async function keepSession(userName: string) {
  const secure = (await headers()).get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https'
  const seal = await sealData({ userName } satisfies z.infer<typeof Session>, keys())
  const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: lifetime, secure } as const
  ;(await cookies()).set(cookieName, seal, options)
}
