export const pictureWidths = [240, 480, 768] as const

const master = /^\/products\/([\w-]+)\.webp$/
const nameOf = (image: string | undefined) => master.exec(image ?? '')?.[1]

/** The smaller files that stand beside a master picture of the shop's own; any other picture has none. */
export function sizedPictures(image: string): string | undefined {
  const name = nameOf(image)
  return name && pictureWidths.map((width) => `/products/${width}/${name}.avif ${width}w`).join(', ')
}

/** What a link to the product shows where it is shared, 1200 by 630 pixels; without an own one, the shop. */
export const sharePicture = (image?: string) => `/products/share/${nameOf(image) ?? '_shop'}.jpg`
