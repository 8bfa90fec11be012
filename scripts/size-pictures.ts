import { mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import sharp from 'sharp'
import { pictureWidths } from '../components/ui/picture-sizes'

const masters = 'public/products'

/** Writes every width that pages ask for beside each master picture: node --import tsx scripts/size-pictures.ts */
for (const width of pictureWidths) {
  const folder = join(masters, String(width))
  mkdirSync(folder, { recursive: true })
  for (const file of readdirSync(masters).filter((name) => name.endsWith('.webp'))) {
    const sized = sharp(join(masters, file)).resize(width, width)
    await sized
      .avif({ quality: width > 400 ? 42 : 37, effort: 5 })
      .toFile(join(folder, `${basename(file, '.webp')}.avif`))
  }
}
