import 'server-only'
import { sealData, unsealData } from 'iron-session'
import { Resource } from 'sst'
import type * as z from 'zod'

const leastCharacters = 32

/** One secret, or several parted by commas, the newest first: what an older one has sealed can still be read. */
export function secretsIn(value: string): string[] {
  const parts = value.split(',').map((part) => part.trim())
  return parts.every(({ length }) => length >= leastCharacters) ? parts : [value]
}

/** `data` as only the shop can read it, and only for `ttl` seconds. */
export const sealed = (data: unknown, ttl: number) =>
  sealData(data, { password: secretsIn(Resource.SessionSecret.value)[0] ?? '', ttl })

/** What was sealed, as `schema` reads it; undefined for what was tampered with, is too old, or nothing of ours. */
export async function unsealed<S extends z.ZodType>(schema: S, seal: string | undefined, ttl: number) {
  if (!seal) return undefined
  for (const password of secretsIn(Resource.SessionSecret.value)) {
    const data = await unsealData(seal, { password, ttl }).catch(() => undefined)
    const read = schema.safeParse(data)
    if (read.success) return read.data as z.output<S>
  }
  return undefined
}
