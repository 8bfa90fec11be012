import type { ReactNode } from 'react'
import { Thing } from '../ui/picture'

const columns = 'grid gap-x-14 gap-y-6 pt-2 md:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] md:pt-4'
const ground = 'grid aspect-[6/5] place-items-center rounded-tile md:aspect-square md:max-h-[44rem] md:w-full'

type Props = {
  category: string
  image: string | undefined
  children: ReactNode
}

/** The picture of a product, large, and what is said of it beside or below. */
export function ProductFrame({ category, image, children }: Props) {
  return (
    <div className={`product ${columns}`}>
      <div data-category={category} className={`group bg-(--tint) ${ground}`}>
        {image && (
          <Thing
            image={image}
            sizes="(min-width: 88rem) 27rem, (min-width: 48rem) 31vw, 55vw"
            soon="first"
            className="size-[66%]"
          />
        )}
      </div>
      <div className="grid content-center gap-5">{children}</div>
    </div>
  )
}

export function ProductHeading({ name, category }: { name: string; category: ReactNode }) {
  return (
    <div className="grid justify-items-start">
      {category}
      <h1 className="wrap-anywhere text-title">{name}</h1>
    </div>
  )
}

type OfferProps = {
  soldOut?: boolean
  price: ReactNode
  stock?: ReactNode
  /** The way to buy it. */
  children?: ReactNode
}

/** What is offered of a product. As high whatever it holds, so that nothing moves when it arrives. */
export function OfferFrame({ soldOut, price, stock, children }: OfferProps) {
  return (
    <>
      <div data-sold-out={soldOut || undefined} className="flex flex-wrap items-baseline gap-x-4">
        <p className="font-bold text-3xl tracking-tight">{price}</p>
        {stock}
      </div>
      <div className="min-h-31.5">{children}</div>
    </>
  )
}

/** Where nothing is known yet of what will stand there. */
export function ProductSkeleton() {
  return (
    <div className={columns}>
      <div className={`bone ${ground}`} />
      <div className="grid content-center gap-5">
        <div className="grid">
          <span className="min-h-11" />
          <p className="bone w-4/5 text-title">&nbsp;</p>
        </div>
        <p className="bone max-w-[42ch] text-lg">&nbsp;</p>
        <OfferFrame price={<span className="bone block w-48">&nbsp;</span>}>
          <div className="pt-6.5">
            <div className="bone h-13 w-64 rounded-full" />
          </div>
        </OfferFrame>
      </div>
    </div>
  )
}
