import Link from 'next/link'
import { type CatalogueQuery, catalogueAddress } from '@/lib/address'
import { formatMoney } from '@/lib/money-format'
import type { Filter } from '@/lib/product/filter'
import { EmptyState } from '../ui/empty-state'

type Found = {
  /** How many there are at any price, sold out or not. */
  unfiltered: number
  /** How many there are in the other categories. */
  elsewhere: number
  categories: readonly string[]
}
type Way = { heading: string; text: string; on?: [text: string, to: CatalogueQuery] }

const results = (count: number) => (count === 1 ? '1 result' : `${count} results`)

function wayOn({ q, category, sort, min, max, stock }: Filter, found: Found, locale: string): Way {
  const { unfiltered, elsewhere, categories } = found
  const price = (cents: number) => formatMoney(cents, locale)
  if (min !== undefined && max !== undefined && min > max)
    return {
      heading: 'No price is both',
      text: `Nothing costs at least ${price(min)} and at most ${price(max)}. The other way round, perhaps?`,
      on: [`Show ${price(max)} to ${price(min)}`, { q, category, sort, stock, min: max, max: min }],
    }
  if (unfiltered > 0)
    return {
      heading: min === undefined && max === undefined ? 'All sold out' : 'Nothing at that price',
      text: stock
        ? 'Some may be there at another price, or come back into stock.'
        : 'There is something at another price.',
      on: [`See ${results(unfiltered)} without filters`, { q, category, sort }],
    }
  if (elsewhere > 0)
    return {
      heading: 'Not in this category',
      text: `${category} has nothing called “${q}”, but the shop does.`,
      on: [`See ${results(elsewhere)} in all categories`, { q, sort }],
    }
  if (category && !categories.includes(category))
    return { heading: `No category is called “${category}”`, text: 'Choose one of those above.' }
  if (q)
    return {
      heading: 'We looked on every shelf',
      text: 'Try another word, a shorter one, or a category above.',
    }
  return { heading: 'Nothing here yet', text: 'Choose another category above.' }
}

type Props = { filter: Filter; found: Found; locale: string }

export function NoResults({ filter, found, locale }: Props) {
  const { heading, text, on } = wayOn(filter, found, locale)
  const ways = (
    <>
      {on && (
        <Link href={catalogueAddress(on[1])} prefetch={false} className="button button-strong">
          {on[0]}
        </Link>
      )}
      <Link href="/" className="button button-quiet">
        {filter.q ? 'Clear the search' : 'See everything'}
      </Link>
    </>
  )
  const telescope = '/products/backyard-telescope.webp'
  return (
    <EmptyState category="Desk" image={telescope} heading={heading} fallen actions={ways}>
      {text}
    </EmptyState>
  )
}
