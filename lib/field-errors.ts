import type { z } from 'zod'

/** `items[0].quantity` */
export const fieldName = (path: PropertyKey[]) =>
  path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`))
    .join('')

const mostNamed = 10

/** The fields at fault, ten at most: `items[0].quantity`. */
export const fieldsAt = ({ issues }: z.ZodError) =>
  issues.slice(0, mostNamed).map(({ path }) => fieldName(path) || 'input')

/** One line for people and logs that names the fields at fault, ten at most: `items[0].quantity: Too small`. */
export function fieldErrors({ issues }: z.ZodError) {
  const named = issues
    .slice(0, mostNamed)
    .map(({ path, message }) => `${fieldName(path) || 'input'}: ${message}`)
  return [...named, ...(issues.length > mostNamed ? [`and ${issues.length - mostNamed} more`] : [])].join(
    '; ',
  )
}
