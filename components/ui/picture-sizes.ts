export const pictureWidths = [192, 400, 600, 768] as const

/** On its page: 66 % of the ground, whose height decides on a phone. */
export const productPictureSizes = '(min-width: 88rem) 28rem, (min-width: 48rem) 31vw, 51vw'

const nameOf = (image = '') => /^\/products\/([\w-]+)\.webp$/.exec(image)?.[1]

/** The smaller files beside a master picture of the shop's own, AVIF as every browser that Next supports reads it. */
export function sizedPictures(image: string): { src: string; srcSet: string } | undefined {
  const name = nameOf(image)
  if (name === undefined) return undefined
  const of = (width: number) => `/products/${width}/${name}.avif`
  return {
    src: of(pictureWidths[1]),
    srcSet: pictureWidths.map((width) => `${of(width)} ${width}w`).join(', '),
  }
}

/** What a link to the product shows where it is shared, 1200 by 630 pixels; without an own one, the shop. */
export const sharePicture = (image?: string) => `/products/share/${nameOf(image) ?? '_shop'}.jpg`

type Shared = { title: string; description?: string; alt: string; image?: string; url?: string }

export const sharedAs = ({ alt, image, ...words }: Shared) => ({
  openGraph: {
    type: 'website' as const,
    siteName: 'Swoon',
    ...words,
    images: [{ url: sharePicture(image), width: 1200, height: 630, alt }],
  },
  twitter: { card: 'summary_large_image' as const },
})
