import seed from '../lib/product/seed.json'
import { drawShare, drawShareOf, thing, tintOf } from './pictures.ts'

/** Draws what a shared link shows, 1200 by 630: node --import tsx scripts/share-pictures.ts */
for (const { image, category } of seed) await drawShareOf(`public${image}`, category)

const patches = ['ember-teapot', 'stride-runners', 'redline-guitar', 'world-globe'].map((name, index) => {
  const { image, category } = seed.find(({ id }) => id === name) ?? { image: '', category: '' }
  return { image, ground: tintOf(category), left: index * 300 }
})
const quilt = patches.map(async ({ image, ground, left }) => [
  { input: { create: { width: 300, height: 630, channels: 3 as const, background: ground } }, left, top: 0 },
  { input: await thing(`public${image}`, 230), left: left + 35, top: 200 },
])
await drawShare('#ffffff', (await Promise.all(quilt)).flat(), 'public/products/share/_shop.jpg')
