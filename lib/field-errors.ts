import type { z } from 'zod'

const pathOf = (path: PropertyKey[]) =>
  path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`))
    .join('')

const named = 10

/** One line for people and logs that names the fields at fault, ten at most: `items[0].quantity: Too small`. */
export function fieldErrors({ issues }: z.ZodError) {
  const told = issues.slice(0, named).map(({ path, message }) => `${pathOf(path) || 'input'}: ${message}`)
  return [...told, ...(issues.length > named ? [`and ${issues.length - named} more`] : [])].join('; ')
}
