import { parseArgs } from 'node:util'
import * as z from 'zod'

export const sectionNames = [
  'bundles',
  'start',
  'accept',
  'settle',
  'hot',
  'reading',
  'polling',
  'stored',
  'concurrency',
] as const
export type SectionName = (typeof sectionNames)[number]

const Options = z.object({
  only: z
    .string()
    .transform((names) => names.split(','))
    .pipe(z.array(z.enum(sectionNames)))
    .default([...sectionNames]),
  quick: z.boolean().default(false),
  runs: z.coerce.number().int().min(1).optional(),
  write: z.boolean().default(false),
})

/** What was asked for on the command line: `--only accept,settle --quick --runs 3 --write`. */
export function optionsOf(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({ args, options: { only: text, quick: flag, runs: text, write: flag } })
  const options = Options.parse(values)
  return { ...options, runs: options.runs ?? (options.quick ? 1 : 3) }
}

export type Options = ReturnType<typeof optionsOf>
