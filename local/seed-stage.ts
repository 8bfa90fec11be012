import { fileURLToPath } from 'node:url'
import { Resource } from 'sst'
import { seedTable } from './seed.ts'

// npx sst shell --stage <stage> -- node --import tsx local/seed-stage.ts: fills the empty catalogue of a deployed stage.
const seed = fileURLToPath(new URL('../lib/product/seed.json', import.meta.url))
const seeded = await seedTable({}, Resource.ProductTable.name, seed)
console.log(seeded > 0 ? `seeded ${seeded} products` : 'the catalogue is there already')
