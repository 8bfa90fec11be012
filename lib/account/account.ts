import * as z from 'zod'
import { UserName } from '../ids'

export const roles = ['shopper', 'operator'] as const

/** What the forms of an account ask for; `current` is the password that is to be replaced. */
export const accountFields = ['email', 'password', 'current', 'code'] as const
export type AccountField = (typeof accountFields)[number]
export type AccountErrors = Partial<Record<AccountField, string>>

/** Names one sign-in on one device. It is worth nothing outside of the sealed cookie. */
export const SessionId = z.string().regex(/^[\w-]{22}$/)

/** Both in seconds since the epoch; `agent` is what the device calls itself, in words. */
export const Session = z.object({ at: z.int(), seen: z.int(), agent: z.string() })
export type Session = z.infer<typeof Session>

/** With 20 sessions, and all else that it may hold, a row stays below the 4 KB of half a read unit. */
export const maxSessions = 20

/** As long as a cookie lasts. */
export const sessionSeconds = 30 * 24 * 60 * 60

/** A shopper that is known again on any device. `userName` is the guest's that it began as: nothing had to be moved. */
export const Account = z.object({
  userName: UserName,
  role: z.enum(roles),
  email: z.string(),
  createdAt: z.iso.datetime(),
  sessions: z.record(SessionId, Session),
  /** The names of guests who have become this account; their orders stay under these. */
  linked: z.set(UserName).optional(),
  /** Hashes of the recovery codes that are left. */
  recovery: z.set(z.string()).optional(),
  disabledAt: z.iso.datetime().optional(),
})
export type Account = z.infer<typeof Account>

/** A name by which nobody comes in any more, kept until the last cookie that holds it has expired. */
export const EndedName = z.object({ userName: UserName, endedAt: z.iso.datetime(), expiresAt: z.int() })
export type EndedName = z.infer<typeof EndedName>

export const endedName = (userName: string, now = new Date()): EndedName => ({
  userName,
  endedAt: now.toISOString(),
  expiresAt: Math.floor(now.getTime() / 1000) + sessionSeconds + 24 * 60 * 60,
})

/** The row that names all operators, under a name that no shopper can have. */
export const operatorsName = '/operators'

export const isSignedIn = ({ sessions, disabledAt }: Account, sid: string | undefined) =>
  sid !== undefined && disabledAt === undefined && Object.hasOwn(sessions, sid)

const freshForSeconds = 15 * 60

/** Whether a session began so short a while ago that whoever has it is who signed in. */
export const isFresh = ({ sessions }: Account, sid: string | undefined, now = new Date()) =>
  now.getTime() / 1000 - (sessions[sid ?? '']?.at ?? 0) < freshForSeconds

/** The sessions that end when one more begins: those that have expired, and the least recently seen where there are too many. */
export const endedBy = ({ at }: Session, sessions: Account['sessions']): string[] =>
  Object.entries(sessions)
    .sort(([, a], [, b]) => b.seen - a.seen)
    .filter(([, { seen }], index) => index >= maxSessions - 1 || seen <= at - sessionSeconds)
    .map(([sid]) => sid)
