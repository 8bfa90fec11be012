import Link from 'next/link'
import type { ReactNode } from 'react'

type Props = { category: string; image: string; heading: string; children: ReactNode }

export function EmptyState({ category, image, heading, children }: Props) {
  return (
    <div
      data-category={category}
      className="grid justify-items-center gap-4 rounded-tile bg-(--tint) px-6 py-16 text-center"
    >
      {/* biome-ignore lint/performance/noImgElement: the pictures are small WebP files already */}
      <img src={image} alt="" width={256} height={256} loading="lazy" className="size-32" />
      <h2 className="font-semibold text-3xl tracking-tight">{heading}</h2>
      <p className="max-w-[40ch]">{children}</p>
      <Link href="/" className="button button-strong mt-2">
        Go to the shop
      </Link>
    </div>
  )
}
