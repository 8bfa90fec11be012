import Link from 'next/link'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'
import { type AddAction, AddToCart } from './add-to-cart'
import { Thing } from './picture'
import { QuantityField } from './quantity-field'
import { SoldOut } from './sold-out'
import { StockNote } from './stock-note'

const columns = 'grid gap-x-14 gap-y-6 pt-2 md:grid-cols-[1.15fr_1fr] md:pt-4'
const ground = 'grid aspect-[6/5] place-items-center rounded-tile md:aspect-square md:max-h-[44rem] md:w-full'

type Props = { product: Product; locale: string; action: AddAction }

export function ProductDetail({ product, locale, action }: Props) {
  const { id, name, description, price, category, image, availableStock, reorderLevel } = product
  const soldOut = availableStock === 0
  return (
    <div className={columns}>
      <div data-category={category} className={`group bg-(--tint) ${ground}`}>
        {image && (
          <Thing
            image={image}
            sizes="(min-width: 88rem) 28rem, (min-width: 48rem) 34vw, 55vw"
            soon="first"
            dim={soldOut}
            className="size-[66%]"
          />
        )}
      </div>
      <div className="grid content-center gap-5">
        <Link
          href={`/?category=${encodeURIComponent(category)}`}
          className="-mb-3 inline-flex min-h-11 items-center justify-self-start font-semibold underline decoration-2 decoration-(--tint) underline-offset-4 hover:decoration-accent"
          data-category={category}
        >
          {category}
        </Link>
        <h1 className="text-title">{name}</h1>
        <p className="max-w-[42ch] text-lg text-soft">{description}</p>
        <div className="flex flex-wrap items-baseline gap-x-4">
          <p className="font-bold text-3xl tracking-tight">{formatMoney(price, locale)}</p>
          <StockNote availableStock={availableStock} reorderLevel={reorderLevel} />
        </div>
        {soldOut ? (
          <SoldOut />
        ) : (
          <AddToCart productId={id} name={name} action={action}>
            <QuantityField max={availableStock} />
          </AddToCart>
        )}
      </div>
    </div>
  )
}

export function ProductDetailSkeleton() {
  return (
    <div data-pending aria-hidden="true" className={columns}>
      <div className={`bone ${ground}`} />
      <div className="grid content-center gap-5">
        <div className="bone h-8 w-24" />
        <div className="bone h-14 w-4/5" />
        <div className="bone h-12 w-full max-w-[42ch]" />
        <div className="bone h-9 w-40" />
        <div className="bone h-13 w-64 rounded-full" />
      </div>
    </div>
  )
}
