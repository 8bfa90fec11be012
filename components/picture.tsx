import { sizedPictures } from './picture-sizes'

type Props = {
  category: string
  image: string | undefined
  /** How wide the thing is drawn: the `sizes` of an img. */
  sizes?: string
  /** In view at first, so not to be put off; `first` for the one that matters most. */
  soon?: boolean | 'first'
  /** Lies on its side: what is sold out has swooned, and what was not found has fallen. */
  fallen?: boolean
  dim?: boolean
  className?: string
}

/** A product on its category's ground. Decorative: the product's name always stands beside it. */
export function Picture({
  category,
  image,
  sizes = '7rem',
  soon = false,
  dim = false,
  className = '',
}: Props) {
  return (
    <span
      data-category={category}
      className={`grid aspect-square place-items-center overflow-hidden bg-(--tint) ${className}`}
    >
      {image && <Thing image={image} sizes={sizes} soon={soon} dim={dim} className="size-[68%]" />}
    </span>
  )
}

type ThingProps = Omit<Props, 'category' | 'image'> & { image: string }

/** The picture alone. */
export function Thing({ image, sizes, soon = false, dim = false, fallen = dim, className = '' }: ThingProps) {
  const sized = sizedPictures(image)
  return (
    <picture className={`grid place-items-center ${className}`}>
      {sized && <source type="image/avif" srcSet={sized} sizes={sizes} />}
      <img
        src={image}
        alt=""
        width={768}
        height={768}
        loading={soon ? 'eager' : 'lazy'}
        fetchPriority={soon === 'first' ? 'high' : undefined}
        decoding="async"
        className={`size-full object-contain drop-shadow-thing ease-topple motion-safe:transition-transform motion-safe:duration-300 ${fallen ? 'translate-y-[12%] rotate-[78deg]' : 'group-hover:-rotate-6 group-hover:scale-106'} ${dim ? 'opacity-60 grayscale' : ''}`}
      />
    </picture>
  )
}
