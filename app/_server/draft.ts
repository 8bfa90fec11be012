import 'server-only'
import { cookies } from 'next/headers'
import type * as z from 'zod'
import { sealed, unsealed } from './seal'

const cookieName = 'swoon_draft'
const keptForSeconds = 15 * 60
/** Browsers drop a cookie of more than 4,096 bytes, its name and attributes included. */
const largest = 3_800

/**
 * Keeps, for the page at `path` alone and sealed as the session is, what was typed into a form that was refused before the
 * scripts had arrived.
 */
export function draftsOf<S extends z.ZodType>(schema: S, path: string) {
  const options = { httpOnly: true, sameSite: 'lax', path } as const
  return {
    async keep(draft: z.input<S>) {
      const seal = await sealed(draft, keptForSeconds)
      if (seal.length > largest) return
      ;(await cookies()).set(cookieName, seal, { ...options, maxAge: keptForSeconds })
    },
    forget: async () => (await cookies()).set(cookieName, '', { ...options, maxAge: 0 }),
    read: async () => unsealed(schema, (await cookies()).get(cookieName)?.value, keptForSeconds),
  }
}
