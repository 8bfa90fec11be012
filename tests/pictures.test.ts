import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { sharePicture, sizedPictures } from '../components/ui/picture-sizes'
import { makePictures } from '../scripts/pictures'

test('of one picture every file is made that the shop shows of a product', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'swoon-pictures-'))
  mkdirSync(path.join(root, 'public/products'), { recursive: true })
  for (const file of ['app/tokens.css', 'public/icon.svg']) cpSync(file, path.join(root, file))
  const picture = path.join(root, 'wide.png')
  await sharp({ create: { width: 300, height: 120, channels: 3, background: '#c33' } })
    .png()
    .toFile(picture)
  await makePictures(picture, { root, name: 'paper-lamp', category: 'Home' })

  const image = '/products/paper-lamp.webp'
  const sized =
    sizedPictures(image)
      ?.srcSet.split(', ')
      .map((each) => each.split(' ')[0] ?? '') ?? []
  expect(sized.length).toBeGreaterThan(1)
  for (const file of [image, sharePicture(image), ...sized])
    expect(existsSync(path.join(root, 'public', file)), file).toBe(true)
  expect(await sharp(path.join(root, 'public', sharePicture(image))).metadata()).toMatchObject({
    width: 1200,
  })

  const unreadable = makePictures('app/tokens.css', { root, name: 'x', category: 'Home' })
  await expect(unreadable).rejects.toThrow(/^picture: app\/tokens.css cannot be read/)
  rmSync(root, { recursive: true })
}, 60_000)
