import { writeFileSync } from 'node:fs'
import { readTopology } from '../local/topology.ts'
import { drawArchitecture } from './architecture.ts'
import { writeFlow } from './draw-flow.tsx'
import { flowOf } from './flow.ts'

// npm run docs: draws docs/architecture.svg from sst.config.ts and lib/events.ts, and docs/flow.svg from sst.config.ts.

// With mail, as a shop that has a sender.
process.env.EMAIL_SENDER = 'shop@example.com'
const topology = await readTopology()
writeFileSync('docs/architecture.svg', drawArchitecture(topology))
writeFlow(flowOf(topology))
