import { runCampaign, seedsFrom } from './campaign'
import type { Mutant } from './mutants'

export type Caught = { mutant: Mutant; seeds: number; by: string | undefined; seed: number | undefined }

/** Runs seeds on the shop without one safeguard until a run notices. */
export async function hunt(mutant: Mutant, mostSeeds: number): Promise<Caught> {
  const results = await runCampaign({
    plans: seedsFrom(1, mostSeeds),
    patches: [mutant],
    onResult: ({ violations }) => violations.length === 0,
  })
  const caught = results.find(({ violations }) => violations.length > 0)
  const by = [...new Set(caught?.violations.map(({ invariant }) => invariant))].join(', ')
  return { mutant, seeds: results.length, by: by || undefined, seed: caught?.seed }
}
