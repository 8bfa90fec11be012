import 'server-only'
import { sealData, unsealData } from 'iron-session'
import { cookies } from 'next/headers'
import { Resource } from 'sst'
import { ulid } from 'ulid'
import * as z from 'zod'
import { UserName } from '@/lib/ids'
import { readSite } from './visitor'

const cookieName = 'swoon_session'
const lifetime = 30 * 24 * 60 * 60

const Session = z.object({ userName: UserName })

const keys = () => ({ password: Resource.SessionSecret.value, ttl: lifetime })

/** The shopper of this request. Only the cookie says who that is; a cookie that was tampered with says nothing. */
export async function currentUser(): Promise<string | undefined> {
  const seal = (await cookies()).get(cookieName)?.value
  const session = seal && (await unsealData(seal, keys()).catch(() => undefined))
  return Session.safeParse(session).data?.userName
}

/** The shopper of this request, as a new guest where there is none. Each call moves the end of the session on. */
export async function ensureUser(): Promise<string> {
  const userName = (await currentUser()) ?? `guest-${ulid().toLowerCase()}`
  const seal = await sealData({ userName } satisfies z.infer<typeof Session>, keys())
  const secure = (await readSite()).protocol === 'https:'
  const jar = await cookies()
  jar.set(cookieName, seal, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: lifetime, secure })
  return userName
}
