import { writeFileSync } from 'node:fs'
import { readTopology } from '../local/topology.ts'
import { drawArchitecture } from './architecture.ts'

// npm run docs: draws docs/architecture.svg from sst.config.ts and lib/events.ts.

// With mail, as a shop that has a sender.
process.env.EMAIL_SENDER = 'shop@example.com'
writeFileSync('docs/architecture.svg', drawArchitecture(await readTopology()))
