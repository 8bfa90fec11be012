import Link from 'next/link'
import { type AddAction, AddToCart } from './add-to-cart'
import type { CatalogueCard } from './catalogue-card'
import { Picture } from './picture'
import { SoldOut } from './sold-out'
import { StockNote } from './stock-note'

type Props = { card: CatalogueCard; action: AddAction; soon?: boolean }

export function ProductCard({ card, action, soon = false }: Props) {
  const { id, name, price, category, image, availableStock, reorderLevel } = card
  const soldOut = availableStock === 0
  return (
    <article className="group relative grid content-start gap-3">
      <Picture category={category} image={image} soon={soon} dim={soldOut} className="rounded-tile" />
      <div className="px-1">
        <h3 className="font-semibold text-lg leading-snug tracking-tight">
          <Link href={`/products/${id}`} className="after:absolute after:inset-0 after:rounded-tile">
            {name}
          </Link>
        </h3>
        <div className="sm:flex sm:items-baseline sm:justify-between sm:gap-x-3">
          <p className="font-semibold tabular-nums">{price}</p>
          <StockNote availableStock={availableStock} reorderLevel={reorderLevel} />
        </div>
      </div>
      <div className="relative z-10">
        {soldOut ? (
          <SoldOut className="w-full" />
        ) : (
          <AddToCart productId={id} name={name} action={action} className="button-quiet w-full" />
        )}
      </div>
    </article>
  )
}

export function ProductCardSkeleton() {
  return (
    <div className="grid content-start gap-3">
      <div className="bone aspect-square rounded-tile" />
      <div className="grid gap-2 px-1">
        <div className="bone h-6 w-3/4" />
        <div className="bone h-5 w-1/2" />
      </div>
      <div className="bone h-11 rounded-full" />
    </div>
  )
}
