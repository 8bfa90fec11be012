export const pictureWidths = [240, 480, 768] as const

const master = /^\/products\/([\w-]+)\.webp$/

/** The smaller files that stand beside a master picture of the shop's own; any other picture has none. */
export function sizedPictures(image: string): string | undefined {
  const name = master.exec(image)?.[1]
  return name && pictureWidths.map((width) => `/products/${width}/${name}.avif ${width}w`).join(', ')
}
