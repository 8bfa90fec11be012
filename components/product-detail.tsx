import Link from 'next/link'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'
import { type AddAction, AddToCart } from './add-to-cart'
import { Picture } from './picture'
import { QuantityField } from './quantity-field'
import { SoldOut } from './sold-out'
import { StockNote } from './stock-note'

const columns = 'grid gap-8 pt-6 md:grid-cols-2 md:gap-14 md:pt-10'

export function ProductDetail({ product, action }: { product: Product; action: AddAction }) {
  const { id, name, description, price, category, image, availableStock, reorderLevel } = product
  return (
    <div className={columns}>
      <Picture
        category={category}
        image={image}
        soon
        dim={availableStock === 0}
        className="rounded-tile max-md:aspect-5/4"
      />
      <div className="grid content-center justify-items-start gap-5">
        <Link
          href={`/?category=${encodeURIComponent(category)}`}
          data-category={category}
          className="inline-flex min-h-11 items-center rounded-full bg-(--tint) px-4 font-medium hover:underline"
        >
          {category}
        </Link>
        <h1 className="font-semibold text-5xl leading-[1.05] tracking-[-0.025em] lg:text-6xl">{name}</h1>
        <p className="max-w-[45ch] text-lg text-soft">{description}</p>
        <div>
          <p className="font-semibold text-2xl tabular-nums">{formatMoney(price)}</p>
          <StockNote availableStock={availableStock} reorderLevel={reorderLevel} />
        </div>
        {availableStock === 0 ? (
          <SoldOut />
        ) : (
          <AddToCart productId={id} name={name} action={action} className="button-strong min-h-12 px-8">
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
      <div className="bone aspect-5/4 rounded-tile md:aspect-square" />
      <div className="grid content-center gap-5">
        <div className="bone h-11 w-24 rounded-full" />
        <div className="bone h-14 w-4/5" />
        <div className="bone h-14 w-2/3" />
        <div className="bone h-8 w-28" />
        <div className="bone h-12 w-64 rounded-full" />
      </div>
    </div>
  )
}
