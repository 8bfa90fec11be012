'use client'

import Link from 'next/link'
import { Fragment, useEffect } from 'react'
import { productAddress } from '@/lib/address'
import type { Product } from '@/lib/product/product'
import type { WatchAction } from '../product/watch-form'
import { ButtonText, ChangeFields, useFormAction } from '../ui/form'
import { keepFocus } from '../ui/keep-focus'
import { NoticeLine } from '../ui/notice'
import { Picture } from '../ui/picture'

/** Of a product that the shopper waits for. */
export type Watched = Pick<Product, 'id' | 'name' | 'category' | 'image'> & { isBack: boolean }

/** What has come back of all that the shopper waits for, and in a line what has not; nothing for who waits for nothing. */
export function WatchedProducts({ watched, action }: { watched: Watched[]; action: WatchAction }) {
  if (watched.length === 0) return null
  const back = watched.filter(({ isBack }) => isBack)
  const awaited = watched.filter(({ isBack }) => !isBack)
  return (
    <section aria-label="What you wait for" className="grid gap-3 pb-8">
      {back.map((product) => (
        <BackInStock key={product.id} product={product} action={action} />
      ))}
      {awaited.length > 0 && (
        <p className="wrap-anywhere text-soft text-sm">
          You are waiting for{' '}
          {awaited.map(({ id, name }, index) => (
            <Fragment key={id}>
              {index > 0 && ', '}
              <Link href={productAddress(id)} className="underline underline-offset-4 hover:text-ink">
                {name}
              </Link>
            </Fragment>
          ))}
          .
        </p>
      )}
    </section>
  )
}

function BackInStock({ product, action }: { product: Watched; action: WatchAction }) {
  const { id, name } = product
  const { outcome, pending, submit } = useFormAction(action)
  // Its button had the focus.
  useEffect(() => keepFocus, [])
  return (
    <div hidden={pending}>
      <div className="panel flex items-center gap-4 p-4">
        <Picture of={product} className="w-16 shrink-0 rounded-2xl" />
        <p className="wrap-anywhere min-w-0 grow">
          Back in stock:{' '}
          <Link href={productAddress(id)} className="font-semibold underline underline-offset-4">
            {name}
          </Link>
        </p>
        <form action={submit}>
          <ChangeFields productId={id} watch="off" />
          <button type="submit" className="button button-plain">
            <ButtonText more={`that ${name} is back`}>Dismiss</ButtonText>
          </button>
        </form>
      </div>
      <NoticeLine notice={outcome?.ok ? undefined : outcome} quiet />
    </div>
  )
}
