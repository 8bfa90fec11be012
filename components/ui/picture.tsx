import { sizedPictures } from './picture-sizes'

type ImageProps = {
  /** Without one, as where it cannot be loaded, the category's shape stands there: see failed-pictures.ts. */
  image: string | undefined
  /** How wide the product is drawn: the `sizes` of an img. */
  sizes: string
  /** In view at first, so not to be put off; `first` for the one that matters most. */
  soon?: boolean | 'first'
  /** Lies on its side: what is sold out has swooned, and what was not found has fallen. */
  fallen?: boolean
  dim?: boolean
  className?: string
}

type Pictured = { category: string; image?: string | undefined }
type Props = Partial<ImageProps> & { of: Pictured | undefined }

/** A product on its category's ground. Decorative: the product's name always stands beside it. */
export const Picture = ({ of, sizes = '7rem', className = '', ...shown }: Props) => (
  <span data-category={of?.category ?? ''} className={`picture ${className}`}>
    <ProductImage {...shown} image={of?.image} sizes={sizes} className="size-[68%]" />
  </span>
)

export function ProductImage({ image, sizes, soon, dim, fallen = dim, className = '' }: ImageProps) {
  const sized = image && sizedPictures(image)
  return (
    <span
      data-fallen={fallen || undefined}
      data-dim={dim || undefined}
      data-failed={image ? undefined : ''}
      suppressHydrationWarning
      className={`product-image ${className}`.trimEnd()}
    >
      {image && (
        // biome-ignore lint/performance/noImgElement: the pictures are there in every size already
        <img
          {...(sized ? { ...sized, sizes } : { src: image })}
          alt=""
          width={768}
          height={768}
          loading={soon ? 'eager' : 'lazy'}
          fetchPriority={soon === 'first' ? 'high' : undefined}
          decoding={soon === 'first' ? 'sync' : 'async'}
        />
      )}
    </span>
  )
}
