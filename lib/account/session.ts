import { randomBytes } from 'node:crypto'
import { patience } from '../aws/dynamo'
import { type Account, endedBy, isSignedIn, type Session } from './account'
import { addSession, findAccount, findHolder, removeAllSessions, removeSession, touchSession } from './store'

/** A session that begins now, on a device called `agent`. */
export function newSession(agent: string): { sid: string; session: Session } {
  const now = nowSeconds()
  return { sid: randomBytes(16).toString('base64url'), session: { at: now, seen: now, agent } }
}

const nowSeconds = () => Math.floor(Date.now() / 1000)

type Begun = Pick<Account, 'role'> & { sid: string }

/** Begins a session of an account, which may end the least recently used one; undefined where there is no such account. */
export async function beginSession(userName: string, agent: string): Promise<Begun | undefined> {
  const { sid, session } = newSession(agent)
  const again = patience()
  while (await again()) {
    const account = await findAccount(userName, { consistent: true })
    if (!account || account.disabledAt) return undefined
    if (await addSession(userName, sid, session, endedBy(session, account.sessions)))
      return { sid, role: account.role }
  }
  throw new Error('The sessions of an account are changed all the time')
}

/** Signs one device of an account out, or all. */
export const endSession = removeSession
export const endAllSessions = removeAllSessions

/** Whose cookie it is, as that says: of a guest, or of one session of an account. */
export type Claim = { userName: string; sid?: string | undefined }

/**
 * The account of a session that goes on; undefined for a guest, and `ended` for what is either no more. A guest's name ends
 * with a row under it: an account began as that guest, and the guest's cookie must not open it.
 */
export async function checkClaim({ userName, sid }: Claim) {
  const holder = await findHolder(userName, { consistent: false })
  if (sid === undefined) return holder ? 'ended' : undefined
  if (holder && 'role' in holder && isSignedIn(holder, sid)) return holder
  // The cheaper read may not know yet what has just begun.
  const now = await findAccount(userName, { consistent: true })
  return now && isSignedIn(now, sid) ? now : 'ended'
}

const seenForSeconds = 60 * 60

/** Whether the last use of a session that was noted is an hour ago. */
export const isUseUnnoted = ({ sessions }: Account, { sid }: Claim) =>
  (sessions[sid ?? '']?.seen ?? Number.POSITIVE_INFINITY) < nowSeconds() - seenForSeconds

export async function noteUse({ userName, sid }: Claim) {
  if (sid !== undefined) await touchSession(userName, sid, nowSeconds())
}
