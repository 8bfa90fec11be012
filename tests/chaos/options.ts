import { parseArgs } from 'node:util'
import { z } from 'zod'
import { scenarioNames } from './scenarios'

const Options = z.object({
  seed: z.coerce.number().int().optional(),
  seeds: z.coerce.number().int().min(1).default(100),
  from: z.coerce.number().int().default(1),
  tables: z.enum(['memory', 'dynoxide']).default('memory'),
  mutants: z.boolean().default(false),
  history: z.boolean().default(false),
  only: z.string().optional(),
  scenario: z.enum(scenarioNames).optional(),
  size: z.coerce.number().int().min(1).optional(),
  without: z
    .string()
    .default('')
    .transform((kinds) => kinds.split(',').filter(Boolean)),
  shoppers: z.coerce.number().int().min(1).optional(),
})
export type Options = z.infer<typeof Options>

/** What was asked for on the command line. */
export function optionsOf(args: string[]): Options {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      seed: text,
      seeds: text,
      from: text,
      tables: text,
      mutants: { type: 'boolean' },
      history: { type: 'boolean' },
      only: text,
      scenario: text,
      size: text,
      without: text,
      shoppers: text,
    },
  })
  return Options.parse(values)
}
