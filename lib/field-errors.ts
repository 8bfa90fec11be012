import type { z } from 'zod'

const pathOf = (path: PropertyKey[]) =>
  path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`))
    .join('')

/** One line for people and logs that names every field at fault: `items[0].quantity: Too small`. */
export const fieldErrors = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => `${pathOf(path) || 'input'}: ${message}`).join('; ')
