import * as z from 'zod'

/** What UTF-8 can hold, and so DynamoDB: a row with a lone surrogate is refused each time that it is written. */
export const Text = z.string().regex(/^\P{Surrogate}*$/u, 'must be Unicode text')
