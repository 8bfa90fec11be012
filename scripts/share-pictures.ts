import { mkdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import sharp, { type OverlayOptions } from 'sharp'
import seed from '../lib/product/seed.json'

/** Draws what a shared link shows, 1200 by 630: node --import tsx scripts/share-pictures.ts */
const folder = 'public/products/share'
const size = { width: 1200, height: 630 }
const tokens = readFileSync('app/tokens.css', 'utf8')

function tintOf(category: string) {
  const tint = new RegExp(`--color-tint-${category.toLowerCase()}: light-dark\\((#\\w+)`).exec(tokens)?.[1]
  if (!tint) throw new Error(`No tint for ${category}`)
  return tint
}

const logo = readFileSync('public/icon.svg')
const thing = (file: string, side: number) => sharp(`public${file}`).resize(side, side).toBuffer()

async function draw(ground: string, parts: OverlayOptions[], file: string) {
  const mark = { input: await sharp(logo, { density: 200 }).resize(72, 72).toBuffer(), left: 56, top: 502 }
  await sharp({ create: { ...size, channels: 3, background: ground } })
    .composite([...parts, mark])
    .jpeg({ quality: 78, mozjpeg: true })
    .toFile(`${folder}/${file}`)
}

mkdirSync(folder, { recursive: true })
for (const { image, category } of seed) {
  const side = 500
  const parts = [
    { input: await thing(image, side), left: (size.width - side) / 2, top: (size.height - side) / 2 },
  ]
  await draw(tintOf(category), parts, `${basename(image, '.webp')}.jpg`)
}

const patches = ['ember-teapot', 'stride-runners', 'redline-guitar', 'world-globe'].map((name, index) => {
  const { image, category } = seed.find(({ id }) => id === name) ?? { image: '', category: '' }
  return { image, ground: tintOf(category), left: index * 300 }
})
const quilt = patches.map(async ({ image, ground, left }) => [
  { input: { create: { width: 300, height: 630, channels: 3 as const, background: ground } }, left, top: 0 },
  { input: await thing(image, 230), left: left + 35, top: 200 },
])
await draw('#ffffff', (await Promise.all(quilt)).flat(), '_shop.jpg')
