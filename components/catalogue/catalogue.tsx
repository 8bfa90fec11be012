'use client'

import { type FormEvent, useLayoutEffect, useState } from 'react'
import type { AddAction } from '../product/add-to-cart'
import { markFinding } from '../site/finding'
import { ChangeFields, useFormAction } from '../ui/form'
import { type CatalogueCard, ProductCard, ProductCardSkeleton } from './product-card'

const quilt = 'grid grid-flow-dense grid-cols-2 gap-seam md:grid-cols-3 lg:grid-cols-4'
const row = 'grid grid-cols-2 gap-seam lg:grid-cols-4'

const atFirst = 5

/** One card in six, of another category each time; a full page comes out even in two, three and four columns. */
const isLarge = (index: number, count: number) =>
  index % 6 === Math.floor(index / 6) % 6 && count - index >= 6

type Props = {
  cards: CatalogueCard[]
  action: AddAction
  /** Nothing large stands above them: their pictures are waited for and come first. */
  picturesFirst?: boolean
  /** One row, out of view at first and under a heading of its own. */
  related?: boolean
}

/** In the browser as well, so that a product travels once as data instead of once more as elements. */
export function Catalogue({ cards, action, picturesFirst = false, related = false }: Props) {
  useLayoutEffect(markFinding)
  const { outcome, pending, submit } = useFormAction(action)
  const [added, setAdded] = useState<string | null>()
  const outcomeOf = outcome && 'productId' in outcome ? outcome.productId : added

  function add({ nativeEvent }: FormEvent) {
    setAdded((nativeEvent as SubmitEvent).submitter?.getAttribute('value'))
  }

  return (
    <form action={submit} onSubmit={add}>
      <ChangeFields />
      <p aria-live="polite" className="sr-only">
        {outcome?.ok && outcome.message}
      </p>
      <div className={related ? row : quilt}>
        {cards.map((card, index) => (
          <ProductCard
            key={card.id}
            card={card}
            large={!related && isLarge(index, cards.length)}
            heading={related ? 'h3' : 'h2'}
            inView={!related && index < atFirst}
            soon={picturesFirst && (index === 0 ? 'first' : index < atFirst)}
            adding={pending && added === card.id}
            outcome={!pending && outcomeOf === card.id ? outcome : undefined}
          />
        ))}
      </div>
    </form>
  )
}

export function CatalogueSkeleton() {
  useLayoutEffect(markFinding)
  return (
    <div aria-hidden="true" className={`animate-breathe ${quilt}`}>
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <ProductCardSkeleton key={index} large={isLarge(index, 12)} />
      ))}
    </div>
  )
}
