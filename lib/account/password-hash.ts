import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { turns } from './turns'

/** https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt: 32 MB for each */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 2 ** 20 }
const saltBytes = 16
const hashBytes = 32
const atOnce = 2
const longestQueue = 64

const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)
const inTurn = turns(atOnce, longestQueue)

const derived = (password: string, salt: Buffer) =>
  inTurn(() => derive(password.normalize('NFKC'), salt, hashBytes, cost))

const scheme = `scrypt:${cost.N}:${cost.r}:${cost.p}`

/** What is kept of a password; undefined where too many are being hashed already. */
export async function hashPassword(password: string): Promise<string | undefined> {
  const salt = randomBytes(saltBytes)
  const hash = await derived(password, salt)
  return hash && [scheme, salt.toString('base64url'), hash.toString('base64url')].join(':')
}

/** Nobody's: to compare with it takes as long as with one that somebody has. */
const decoy = [scheme, ...[saltBytes, hashBytes].map((size) => randomBytes(size).toString('base64url'))].join(
  ':',
)

/** Whether `password` is the one that was hashed, in the time that it takes whatever is known; undefined as above. */
export async function isPassword(password: string, passwordHash = decoy): Promise<boolean | undefined> {
  const [salt = '', hash = ''] = passwordHash.split(':').slice(-2)
  const found = await derived(password, Buffer.from(salt, 'base64url'))
  return found && timingSafeEqual(found, Buffer.from(hash, 'base64url'))
}
