import Link from 'next/link'

/** Without a count: the basket has not been read yet. */
export function CartLink({ count }: { count?: number }) {
  return (
    <Link
      href="/cart"
      aria-label={nameOf(count)}
      className="button button-quiet relative gap-2 px-4"
      data-refines={count === undefined ? undefined : true}
    >
      Cart
      <span
        aria-hidden
        data-pending={count === undefined ? true : undefined}
        className={`inline-grid min-w-6 place-items-center rounded-full px-1.5 text-sm leading-6 tabular-nums ${count ? 'bg-accent text-on-accent' : 'bg-sunken text-soft'}`}
      >
        {count ?? '·'}
      </span>
    </Link>
  )
}

function nameOf(count: number | undefined) {
  if (count === undefined) return 'Cart'
  if (count === 0) return 'Cart, empty'
  return `Cart, ${count} ${count === 1 ? 'item' : 'items'}`
}
