import { mkdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'

/** Draws public/icon.svg for whoever takes no vectors: node --import tsx scripts/draw-icons.ts */
const icon = readFileSync('public/icon.svg', 'utf8')
const square = icon.replace('rx="9"', 'rx="0"')

const draw = (svg: string, size: number, file: string) =>
  sharp(Buffer.from(svg), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ palette: true })
    .toFile(file)

mkdirSync('public/icons', { recursive: true })
await draw(square, 180, 'public/apple-icon.png')
await draw(icon, 192, 'public/icons/192.png')
await draw(icon, 512, 'public/icons/512.png')
await draw(square, 512, 'public/icons/maskable.png')
