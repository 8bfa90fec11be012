import 'server-only'
import { sealData, unsealData } from 'iron-session'
import { cookies } from 'next/headers'
import { Resource } from 'sst'
import { ulid } from 'ulid'
import * as z from 'zod'
import { UserName } from '@/lib/ids'
import { readSite } from './site'

const cookieName = 'swoon_session'
const lifetime = 30 * 24 * 60 * 60

const Session = z.object({ userName: UserName })

/** Fe26.2, the seal of @hapi/iron: anything else in the cookie makes iron-session throw instead of refusing it. */
const sealed = /^Fe26\.2\*\d+\*[\da-f]+\*[\w-]+\*[\w-]+\*\d+\*[\da-f]+\*[\w-]+~2$/

/** A seal outlives its cookie by so long, and serves each write within that time: making one is work too. */
const slack = 24 * 60 * 60

const keys = () => ({ password: Resource.SessionSecret.value, ttl: lifetime + slack })

/** The shopper of this request. Only the cookie says who that is; a cookie that was tampered with says nothing. */
export async function currentUser(): Promise<string | undefined> {
  const seal = (await cookies()).get(cookieName)?.value
  if (!seal || !sealed.test(seal)) return undefined
  return knownUser(seal) ?? remember(seal, Session.safeParse(await unsealData(seal, keys())).data?.userName)
}

/** Seals that were found genuine: to open one takes three derived keys, and a visitor sends the same one every time. */
const opened = new Map<string, string>()
const mostOpened = 1_000

const secondsLeft = (seal: string) => (Number(seal.split('*')[5]) - Date.now()) / 1000

const knownUser = (seal: string) => (secondsLeft(seal) > 0 ? opened.get(seal) : undefined)

function remember(seal: string, userName: string | undefined) {
  if (userName === undefined) return undefined
  const [oldest] = opened.keys()
  if (opened.size >= mostOpened && oldest !== undefined) opened.delete(oldest)
  opened.set(seal, userName)
  return userName
}

/** Whether the request itself came with a session: what cookies() says changes with what is set. */
export const sendsSession = (sent: Pick<Headers, 'get'>) =>
  (sent.get('cookie') ?? '').split('; ').some((cookie) => cookie.startsWith(`${cookieName}=`))

/** The shopper of this request, as a new guest where there is none. For actions and route handlers. */
export async function ensureUser(): Promise<string> {
  const userName = (await currentUser()) ?? `guest-${ulid().toLowerCase()}`
  await keepSession(userName)
  return userName
}

/** Every write moves the end of the session on, so that a basket is never kept longer than the way to it. */
async function keepSession(userName: string) {
  const secure = (await readSite()).protocol === 'https:'
  const jar = await cookies()
  const sent = jar.get(cookieName)?.value
  const seal =
    sent && knownUser(sent) === userName && secondsLeft(sent) > lifetime ? sent : await newSeal(userName)
  const options = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: lifetime, secure } as const
  jar.set(cookieName, seal, options)
}

async function newSeal(userName: string) {
  const seal = await sealData({ userName } satisfies z.infer<typeof Session>, keys())
  remember(seal, userName)
  return seal
}
