import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sizePicture } from './pictures.ts'

/** Writes every width that pages ask for beside each master picture: node --import tsx scripts/size-pictures.ts */
const masters = 'public/products'
for (const file of readdirSync(masters).filter((name) => name.endsWith('.webp')))
  await sizePicture(join(masters, file), masters)
