import Link from 'next/link'
import { productAddress } from '@/lib/address'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'
import { followCard } from '../product/product-preview'
import type { Notice } from '../ui/notice'
import { ProductImage } from '../ui/picture'
import type { Patch } from './quilt'
import { isLow, SoldOut } from './stock'

/** What a card shows of a product, ready to be shown. */
export type CatalogueCard = Pick<Product, 'id' | 'name' | 'category'> & {
  image: string | undefined
  price: string
  /** How many are left, where that is few enough to be said. */
  left: number | undefined
}

export function cardOf(product: Product, locale: string): CatalogueCard {
  const { id, name, category, image, price, availableStock } = product
  const left = isLow(product) ? availableStock : undefined
  return { id, name, category, image, price: formatMoney(price, locale), left }
}

type Props = {
  card: CatalogueCard
  /** At first. Then whether it is need not be found out, which takes a second layout. */
  inView: boolean
  /** Its picture, in view at first; `first` is the one to load before all others. */
  soon: boolean | 'first'
  patch: Patch | undefined
  heading: 'h2' | 'h3'
  adding: boolean
  outcome: Notice | undefined
}

/**
 * 62 % of the card within its padding; a phone of three dots a pixel takes the picture for two, as nobody sees more. By `auto`
 * a page that Next hides once it is left would load them all again.
 */
const sizes = {
  large:
    '(min-width: 88rem) 376px, (min-width: 64rem) 28vw, (min-width: 48rem) 36vw, (min-resolution: 2.5dppx) 36vw, 54vw',
  small:
    '(min-width: 88rem) 180px, (min-width: 64rem) 13vw, (min-width: 48rem) 17vw, (min-resolution: 2.5dppx) 16vw, 24vw',
}

function cardClasses(patch: Patch = [], inView: boolean) {
  const patches = patch === 'large' ? 'card-large' : patch.map((columns) => `card-wide-${columns}`).join(' ')
  return `card group ${patches} ${inView ? '[content-visibility:visible]' : ''}`
}

export function ProductCard({ card, inView, soon, patch, heading: Heading, adding, outcome }: Props) {
  const { id, name, price, category, image, left } = card
  const soldOut = left === 0
  return (
    <article data-category={category} className={cardClasses(patch, inView)}>
      <ProductImage
        image={image}
        sizes={patch === 'large' ? sizes.large : sizes.small}
        soon={soon}
        dim={soldOut}
      />
      {left ? <p className="card-badge">Only {left} left</p> : null}
      <div className="card-words">
        <Heading>
          <Link href={productAddress(id)} onNavigate={() => followCard(card)}>
            {name}
          </Link>
        </Heading>
        <p>{price}</p>
      </div>
      {soldOut ? (
        <SoldOut />
      ) : (
        <button
          type="submit"
          name="productId"
          value={id}
          aria-busy={adding || undefined}
          aria-label={`Add ${name} to cart`}
          className="card-add"
        >
          <span
            key={String(outcome?.ok)}
            className={outcome?.ok ? 'sign sign-tick animate-arrive' : 'sign sign-plus'}
          />
        </button>
      )}
      {outcome && (
        <p role={outcome.ok ? undefined : 'alert'} aria-hidden={outcome.ok} className="card-outcome">
          {outcome.message}
        </p>
      )}
    </article>
  )
}

export const ProductCardSkeleton = ({ patch }: { patch: Patch | undefined }) => (
  <div className={cardClasses(patch, true)} />
)
