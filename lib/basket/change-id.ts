import { createHash, randomUUID } from 'node:crypto'
import * as z from 'zod'

/** Names one deliberate change of a basket, so that its repetition changes nothing. Whoever asks for the change mints it. */
export const ChangeId = z.string().regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits, _ or -')

/** How many changes a basket remembers: 140 bytes of a row whose every KB costs a write unit. */
export const rememberedChanges = 20

/**
 * What the row keeps of a change: 36 bits of its id and of what was asked for, because an id is another change where it
 * comes with another wish. A change without an id is like no other.
 */
export const markOf = (changeId: string = randomUUID(), asked = '') =>
  createHash('sha256').update(`${changeId} ${asked}`).digest('base64url').slice(0, 6)
