import { writeFileSync } from 'node:fs'
import { readTopology } from '../local/topology.ts'
import { drawArchitecture } from './architecture.ts'

// npm run docs: draws docs/architecture.svg from sst.config.ts and lib/events.ts.

writeFileSync('docs/architecture.svg', drawArchitecture(await readTopology()))
