type Props = {
  category: string
  image: string | undefined
  soon?: boolean
  dim?: boolean
  className?: string
}

/** A product on its category's ground. Decorative: the product's name always stands beside it. */
export function Picture({ category, image, soon = false, dim = false, className = '' }: Props) {
  return (
    <span
      data-category={category}
      className={`grid aspect-square place-items-center overflow-hidden bg-(--tint) ${className}`}
    >
      {image && (
        // biome-ignore lint/performance/noImgElement: the pictures are small WebP files already
        <img
          src={image}
          alt=""
          width={256}
          height={256}
          loading={soon ? 'eager' : 'lazy'}
          decoding="async"
          className={`h-auto w-[64%] drop-shadow-[0_14px_14px_rgb(36_27_47/0.18)] ease-settle motion-safe:transition-transform motion-safe:duration-300 group-hover:-translate-y-1 group-hover:scale-105 ${dim ? 'opacity-55 grayscale' : ''}`}
        />
      )}
    </span>
  )
}
