import Link from 'next/link'
import { addressOf, type Filter } from '@/lib/product/filter'
import { countOf } from './found-heading'
import { Thing } from './picture'

type Props = { filter: Filter; elsewhere: number }

/** Says what was looked for and every way on from there. */
export function NothingFound({ filter: { q, category, sort }, elsewhere }: Props) {
  return (
    <div
      data-category="Desk"
      className="grid items-center gap-x-10 gap-y-4 rounded-tile bg-(--tint) p-6 sm:grid-cols-[auto_1fr] sm:p-10"
    >
      <Thing
        image="/products/backyard-telescope.webp"
        sizes="10rem"
        soon
        fallen
        className="size-32 justify-self-start sm:size-40"
      />
      <div className="grid justify-items-start gap-3">
        <h2 className="wrap-anywhere text-3xl">
          {q ? `We looked everywhere for “${q}”` : `There is no shelf called “${category}”`}
        </h2>
        <p className="max-w-[48ch]">
          {elsewhere > 0
            ? `Not in ${category}, that is.`
            : 'Try another word, a shorter one, or a category above.'}
        </p>
        <div className="mt-2 flex flex-wrap gap-3">
          {elsewhere > 0 && (
            <Link href={addressOf({ q, sort })} prefetch={false} className="button button-strong">
              Show {countOf(elsewhere)} in the whole shop
            </Link>
          )}
          <Link href="/" className="button button-quiet">
            Clear the search
          </Link>
        </div>
      </div>
    </div>
  )
}
