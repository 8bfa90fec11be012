import type * as z from 'zod'

/** sst.config.ts uses something the local stand-ins do not know. */
export class NotRecorded extends Error {
  override name = 'NotRecorded'
}

/** `target`, except that reading a property it does not have throws NotRecorded instead of giving undefined. */
export function strict<T extends object>(label: string, target: T): T {
  return new Proxy(target, {
    get(held, property, receiver) {
      // Promises and JSON.stringify ask every object for these two.
      if (typeof property === 'symbol' || property in held || property === 'then' || property === 'toJSON')
        return Reflect.get(held, property, receiver)
      throw new NotRecorded(`sst.config.ts uses ${label}.${property}, which local/topology does not record`)
    },
  })
}

/** Parses the arguments of one component; an argument the stand-in would ignore is an error that names it. */
export function parseArguments<T>(label: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const at = issue?.path.join('.')
  throw new NotRecorded(`sst.config.ts: ${label}${at ? ` ${at}` : ''}: ${issue?.message}`)
}
