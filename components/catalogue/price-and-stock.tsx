'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, Fragment, useEffect, useRef, useTransition } from 'react'
import { addressTo, type CatalogueQuery } from '@/lib/address'

const priceFields = [
  ['min', 'from', 'Lowest price, in dollars'],
  ['max', 'to', 'Highest price, in dollars'],
] as const

/** What was used to narrow results down has the focus again where they come with new elements. */
let used: string | undefined

const dollars = (cents: number | undefined) => (cents ? String(cents / 100) : '')

/** A form that asks for the catalogue by price and stock, beside what is asked of it already. */
export function PriceAndStock({ asked = {} }: { asked?: CatalogueQuery | undefined }) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [pending, startTransition] = useTransition()
  const { q, category, sort, min, max, stock } = asked

  useEffect(() => {
    const field = used === undefined ? undefined : form.current?.elements.namedItem(used)
    used = undefined
    if (field instanceof HTMLElement && document.activeElement === document.body)
      field.focus({ preventScroll: true })
  }, [])

  /** The fields are the browser's own; after a step back, or with a filter cleared, they say what is shown. */
  useEffect(() => {
    for (const [name, value] of Object.entries({ min: dollars(min), max: dollars(max) })) {
      const field = form.current?.elements.namedItem(name)
      if (field instanceof HTMLInputElement && field !== document.activeElement) field.value = value
    }
    const box = form.current?.elements.namedItem('stock')
    if (box instanceof HTMLInputElement) box.checked = stock === 'in'
  }, [min, max, stock])

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    used = document.activeElement?.getAttribute('name') ?? undefined
    const given = new FormData(event.currentTarget)
    const fields = [...given].map(([name, value]) => [name, String(value).trim()])
    startTransition(() => router.push(addressTo([], Object.fromEntries(fields)), { scroll: false }))
  }

  return (
    <form ref={form} action="/" aria-label="Filter" onSubmit={onSubmit} className="filters print:hidden">
      {Object.entries({ q, category, sort: sort === 'featured' ? '' : sort }).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <fieldset className="outlined filter-price">
        <legend className="sr-only">Price</legend>
        <span aria-hidden="true">$</span>
        {priceFields.map(([name, placeholder, label]) => (
          <Fragment key={name}>
            {name === 'max' && <span aria-hidden="true">–</span>}
            <input
              name={name}
              defaultValue={dollars(asked[name])}
              placeholder={placeholder}
              aria-label={label}
              inputMode="decimal"
              autoComplete="off"
              maxLength={12}
            />
          </Fragment>
        ))}
      </fieldset>
      <label className="outlined filter-stock">
        <input
          type="checkbox"
          name="stock"
          value="in"
          defaultChecked={stock === 'in'}
          onChange={({ currentTarget }) => currentTarget.form?.requestSubmit()}
        />
        In stock
      </label>
      <button type="submit" name="show" aria-busy={pending} className="button button-quiet px-3.5">
        Show
      </button>
    </form>
  )
}
