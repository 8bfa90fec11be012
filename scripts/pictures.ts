import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sharp, { type OverlayOptions } from 'sharp'
import { pictureWidths } from '../components/ui/picture-sizes.ts'

const size = { width: 1200, height: 630 }
const side = 500

/** Writes a master picture in every width that pages ask for, below `folder`. */
export async function sizePicture(file: string, folder: string) {
  for (const width of pictureWidths) {
    const sized = path.join(folder, String(width))
    mkdirSync(sized, { recursive: true })
    await sharp(file)
      .resize(width, width)
      .avif({ quality: width > 400 ? 42 : 37, effort: 5 })
      .toFile(path.join(sized, `${path.basename(file, '.webp')}.avif`))
  }
}

export function tintOf(category: string, root = '.') {
  const tokens = readFileSync(path.join(root, 'app/tokens.css'), 'utf8')
  const tint = new RegExp(`--color-tint-${category.toLowerCase()}: light-dark\\((#\\w+)`).exec(tokens)?.[1]
  if (!tint) throw new Error(`No tint for ${category}`)
  return tint
}

export const thing = (file: string, length = side) => sharp(file).resize(length, length).toBuffer()

/** Draws what a shared link shows, 1200 by 630. */
export async function drawShare(ground: string, parts: OverlayOptions[], file: string, root = '.') {
  const logo = readFileSync(path.join(root, 'public/icon.svg'))
  const mark = { input: await sharp(logo, { density: 200 }).resize(72, 72).toBuffer(), left: 56, top: 502 }
  mkdirSync(path.dirname(file), { recursive: true })
  await sharp({ create: { ...size, channels: 3, background: ground } })
    .composite([...parts, mark])
    .jpeg({ quality: 78, mozjpeg: true })
    .toFile(file)
}

/** What a shared link to one product shows. */
export async function drawShareOf(master: string, category: string, root = '.') {
  const input = await thing(master)
  const file = path.join(path.dirname(master), 'share', `${path.basename(master, '.webp')}.jpg`)
  const part = { input, left: (size.width - side) / 2, top: (size.height - side) / 2 }
  await drawShare(tintOf(category, root), [part], file, root)
}

/**
 * Makes every file that the shop shows of a product's picture out of one picture in any common format.
 *
 * @throws Error of one line where it cannot be read
 */
export async function makePictures(
  picture: string,
  { root, name, category }: { root: string; name: string; category: string },
) {
  const folder = path.join(root, 'public/products')
  const master = path.join(folder, `${name}.webp`)
  const clear = { r: 0, g: 0, b: 0, alpha: 0 }
  try {
    await sharp(picture)
      .resize(768, 768, { fit: 'contain', background: clear })
      .webp({ quality: 90 })
      .toFile(master)
  } catch (error) {
    throw new Error(`picture: ${picture} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
  await sizePicture(master, folder)
  await drawShareOf(master, category, root)
}
