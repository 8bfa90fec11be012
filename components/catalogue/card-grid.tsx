'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, type MouseEvent, type ReactNode, useEffect, useLayoutEffect, useState } from 'react'
import { productAddress } from '@/lib/address'
import type { AddAction } from '../product/add-to-cart'
import { ProductAhead } from '../product/product-preview'
import { ChangeIdField } from '../ui/change-id'
import { type FormProps, useSubmit } from '../ui/use-submit'
import type { CatalogueCard } from './catalogue-card'
import { chooseCard } from './chosen-card'
import { ProductCard } from './product-card'

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

/**
 * Many products as one form and one listener. A form, a Link and their state for each of them would keep a phone busy
 * for longer than it takes to choose one; as it is, a card is nothing but its elements.
 */
export function CardGrid({
  cards,
  action,
  inView = 0,
  picturesFirst = false,
  isLarge = () => false,
  className,
  heading,
}: Props) {
  const { outcome, pending, submit } = useSubmit(action)
  const [added, setAdded] = useState<string>()
  const plain: FormProps['action'] = action

  function add(event: FormEvent<HTMLFormElement>) {
    const { submitter } = event.nativeEvent as SubmitEvent
    setAdded(submitter instanceof HTMLButtonElement ? submitter.value : undefined)
    submit(event)
  }

  return (
    <form action={plain} onSubmit={add}>
      <ChangeIdField />
      <p aria-live="polite" className="sr-only">
        {outcome?.ok && outcome.message}
      </p>
      <CardLinks cards={cards} className={className}>
        {cards.map((card, index) => (
          <ProductCard
            key={card.id}
            card={card}
            large={isLarge(index)}
            heading={heading}
            inView={index < inView}
            soon={picturesFirst && (index === 0 ? 'first' : index < inView)}
            adding={pending && added === card.id}
            outcome={!pending && added === card.id ? outcome : undefined}
          />
        ))}
      </CardLinks>
    </form>
  )
}

/**
 * Does for the links of all cards what Link does for one. Products share their page's shell: to fetch one is enough. Apart
 * from the cards, which need not be rendered again before the product is drawn.
 */
function CardLinks({
  cards,
  className,
  children,
}: Pick<Props, 'cards' | 'className'> & { children: ReactNode }) {
  const router = useRouter()
  const first = cards[0]?.id
  const [followed, setFollowed] = useState<CatalogueCard>()
  useEffect(() => {
    if (first !== undefined) router.prefetch(productAddress(first))
  }, [router, first])

  // The page stays mounted when it is left.
  useLayoutEffect(() => () => setFollowed(undefined), [])

  function open(event: MouseEvent) {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.target instanceof Element && event.target.closest('a')
    const card = link && cards.find(({ id }) => link.pathname === productAddress(id))
    if (!card) return
    event.preventDefault()
    chooseCard(card)
    setFollowed(card)
    router.push(productAddress(card.id))
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: it listens for its links, which the keyboard clicks too */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links are the ones to interact with */}
      <div onClick={open} data-covered={followed && ''} className={`card-links ${className}`}>
        {children}
      </div>
      {followed && <ProductAhead card={followed} />}
    </>
  )
}
