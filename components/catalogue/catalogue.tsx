'use client'

import { type FormEvent, useLayoutEffect, useState } from 'react'
import type { AddAction } from '../product/add-to-cart'
import { markFinding } from '../site/finding'
import { ChangeFields, useFormAction } from '../ui/form'
import { type CatalogueCard, ProductCard, ProductCardSkeleton } from './product-card'
import { quiltOf } from './quilt'

const row = 'grid grid-cols-2 gap-seam lg:grid-cols-4'

const atFirst = 5

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
  const patches = related ? [] : quiltOf(cards.length)
  const outcomeOf = outcome && 'productId' in outcome ? outcome.productId : added

  function add({ nativeEvent }: FormEvent) {
    setAdded((nativeEvent as SubmitEvent).submitter?.getAttribute('value'))
  }

  return (
    <form action={submit} onSubmit={add} className="quilt-room">
      <ChangeFields />
      <p aria-live="polite" className="sr-only">
        {outcome?.ok && outcome.message}
      </p>
      <div className={related ? row : 'quilt'}>
        {cards.map((card, index) => (
          <ProductCard
            key={card.id}
            card={card}
            patch={patches[index]}
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

const fullPage = quiltOf(24)

export function CatalogueSkeleton() {
  useLayoutEffect(markFinding)
  return (
    <div aria-hidden="true" className="quilt-room">
      <div className="quilt animate-breathe">
        {fullPage.slice(0, 12).map((patch, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
          <ProductCardSkeleton key={index} patch={patch} />
        ))}
      </div>
    </div>
  )
}
