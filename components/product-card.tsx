import Link from 'next/link'
import { type AddAction, AddToCart } from './add-to-cart'
import type { CatalogueCard } from './catalogue-card'
import { chooseCard } from './chosen-card'
import { Thing } from './picture'
import { SoldOut } from './sold-out'
import { FewLeft } from './stock-note'

type Props = {
  card: CatalogueCard
  action: AddAction
  soon?: boolean | 'first'
  /** Takes two columns and two rows, where there is room. */
  large?: boolean
}

const sizes = {
  large: '(min-width: 64rem) 26vw, (min-width: 48rem) 34vw, 52vw',
  small: '(min-width: 88rem) 12rem, (min-width: 64rem) 14vw, (min-width: 48rem) 20vw, 28vw',
}

export function ProductCard({ card, action, soon = false, large = false }: Props) {
  const { id, name, price, category, image, availableStock, reorderLevel } = card
  const soldOut = availableStock === 0
  return (
    <article
      data-category={category}
      className={`group relative grid grid-cols-1 grid-rows-[1fr_auto] rounded-tile bg-(--tint) has-[a:focus-visible]:outline-3 has-[a:focus-visible]:outline-accent has-[a:focus-visible]:outline-offset-2 ${large ? 'col-span-2 row-span-2' : ''}`}
    >
      <div className={`grid place-items-center ${large ? 'aspect-[10/9] md:aspect-auto' : 'aspect-[10/9]'}`}>
        {image && (
          <Thing
            image={image}
            sizes={large ? sizes.large : sizes.small}
            soon={soon}
            dim={soldOut}
            className={large ? 'size-[62%]' : 'size-[62%] pt-2'}
          />
        )}
      </div>
      <div className="absolute top-3 left-3 md:top-4 md:left-4">
        <FewLeft availableStock={availableStock} reorderLevel={reorderLevel} />
      </div>
      <div className="flex items-end justify-between gap-2 p-3 pt-0 pl-4 md:p-4 md:pt-0 md:pl-5">
        <div className="min-w-0 pb-1">
          <h3 className={`leading-tight ${large ? 'text-2xl md:text-3xl' : 'text-lg'}`}>
            <Link
              href={`/products/${encodeURIComponent(id)}`}
              onClick={() => chooseCard(card)}
              className="outline-none after:absolute after:inset-0 after:rounded-tile"
            >
              {name}
            </Link>
          </h3>
          <p className={large ? 'text-lg' : ''}>{price}</p>
        </div>
        <div className="relative z-10 shrink-0">
          {soldOut ? <SoldOut round /> : <AddToCart productId={id} name={name} action={action} round />}
        </div>
      </div>
    </article>
  )
}

export function ProductCardSkeleton({ large = false }: { large?: boolean }) {
  return (
    <div className={`bone grid grid-rows-[1fr_auto] rounded-tile ${large ? 'col-span-2 row-span-2' : ''}`}>
      <div className={large ? 'aspect-[10/9] md:aspect-auto' : 'aspect-[10/9]'} />
      <div className="h-17 md:h-18" />
    </div>
  )
}
