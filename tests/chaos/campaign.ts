import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundleWorker, type Patch } from './bundle'
import { type Plan, runPlans, workerEnvironment } from './pool'
import type { SeedResult } from './results'

type Campaign = {
  plans: Iterable<Plan>
  patches?: readonly Patch[]
  workers?: number
  /** For the workers, beside what every worker needs. */
  env?: Record<string, string>
  onResult?: (result: SeedResult) => boolean | undefined
}

/** Bundles the shop, patched or as it is, for as long as `use` takes. */
export async function withWorker<T>(
  patches: readonly Patch[],
  use: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swoon-chaos-'))
  try {
    const file = path.join(folder, 'worker.mjs')
    await bundleWorker(file, patches)
    return await use(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs the plans and answers their results in the order of their seeds. */
export function runCampaign({ plans, patches = [], workers, env: extra, onResult }: Campaign) {
  return withWorker(patches, async (file) => {
    const results: SeedResult[] = []
    await runPlans({
      file,
      env: { ...(await workerEnvironment()), ...extra },
      plans,
      ...(workers && { workers }),
      onResult(result) {
        results.push(result)
        return onResult?.(result)
      },
    })
    return results.sort((a, b) => a.seed - b.seed)
  })
}

export function* seedsFrom(first: number, count: number, plan: Omit<Plan, 'seed'> = {}): Iterable<Plan> {
  for (let seed = first; seed < first + count; seed++) yield { ...plan, seed }
}
