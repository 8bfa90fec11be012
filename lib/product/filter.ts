import * as z from 'zod'
import { sorts } from '../address'

export const pageSize = 24
const longestQuery = 100

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const shortened = (text: string) =>
  Array.from(text.slice(0, 2 * longestQuery))
    .slice(0, longestQuery)
    .join('')
    .replace(/\p{Surrogate}/gu, '')
    .trim()
const Text = z.preprocess(first, z.string().transform(shortened).catch(''))

/** What a page's address asks of the catalogue. An address is typed, shared and cut off: nothing in it is an error. */
export const Filter = z.object({
  q: Text.default(''),
  category: Text.default(''),
  sort: z.preprocess(first, z.enum(sorts).catch('featured')).default('featured'),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(10_000).catch(1)).default(1),
})
export type Filter = z.output<typeof Filter>
