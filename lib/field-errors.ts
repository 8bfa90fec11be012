import type { z } from 'zod'

const fieldName = (path: PropertyKey[]) =>
  path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`))
    .join('')

const mostNamed = 10

/** One line for people and logs that names the fields at fault, ten at most: `items[0].quantity: Too small`. */
export function fieldErrors({ issues }: z.ZodError) {
  const named = issues
    .slice(0, mostNamed)
    .map(({ path, message }) => `${fieldName(path) || 'input'}: ${message}`)
  return [...named, ...(issues.length > mostNamed ? [`and ${issues.length - mostNamed} more`] : [])].join(
    '; ',
  )
}
