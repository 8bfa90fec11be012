import { sizedPictures } from './picture-sizes'

type Props = {
  category: string
  image: string | undefined
  /** How wide the product is drawn: the `sizes` of an img. */
  sizes?: string
  /** In view at first, so not to be put off; `first` for the one that matters most. */
  soon?: boolean | 'first'
  /** Lies on its side: what is sold out has swooned, and what was not found has fallen. */
  fallen?: boolean
  dim?: boolean
  className?: string
}

/** A product on its category's ground. Decorative: the product's name always stands beside it. */
export function Picture({ category, image, sizes = '7rem', soon, dim, className = '' }: Props) {
  return (
    <span
      data-category={category}
      className={`grid aspect-square place-items-center overflow-hidden bg-(--tint) ${className}`}
    >
      {image && <ProductImage image={image} sizes={sizes} soon={soon} dim={dim} className="size-[68%]" />}
    </span>
  )
}

type ImageProps = Omit<Props, 'category' | 'image' | 'sizes'> & { image: string; sizes: string }

/** The picture alone. */
export function ProductImage({ image, sizes, soon, dim, fallen = dim, className = '' }: ImageProps) {
  const sized = sizedPictures(image)
  return (
    <span
      data-fallen={fallen || undefined}
      data-dim={dim || undefined}
      className={`product-image ${className}`.trimEnd()}
    >
      {/* biome-ignore lint/performance/noImgElement: the pictures are there in every size already */}
      <img
        src={sized?.src ?? image}
        srcSet={sized?.srcSet}
        sizes={sized && sizes}
        alt=""
        width={768}
        height={768}
        loading={soon ? 'eager' : 'lazy'}
        fetchPriority={soon === 'first' ? 'high' : undefined}
        decoding={soon === 'first' ? 'sync' : 'async'}
      />
    </span>
  )
}
