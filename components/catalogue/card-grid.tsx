'use client'

import { type FormEvent, useState } from 'react'
import type { AddAction } from '../product/add-to-cart'
import { ChangeFields, useFormAction } from '../ui/form'
import { type CatalogueCard, ProductCard } from './product-card'

type Props = {
  cards: CatalogueCard[]
  action: AddAction
  /** How many of the first cards are in view before anything is scrolled. */
  inView?: number
  /** Their pictures are waited for, and do not come after what stands above them. */
  picturesFirst?: boolean
  isLarge?: (index: number) => boolean
  className: string
  /** Of each card: one below what stands over them all. */
  heading: 'h2' | 'h3'
}

/** Many products in one form: the button of each names its product. */
export function CardGrid({ cards, action, inView = 0, picturesFirst, isLarge, className, heading }: Props) {
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
      <div className={className}>
        {cards.map((card, index) => (
          <ProductCard
            key={card.id}
            card={card}
            large={isLarge?.(index) ?? false}
            heading={heading}
            inView={index < inView}
            soon={picturesFirst === true && (index === 0 ? 'first' : index < inView)}
            adding={pending && added === card.id}
            outcome={!pending && outcomeOf === card.id ? outcome : undefined}
          />
        ))}
      </div>
    </form>
  )
}
