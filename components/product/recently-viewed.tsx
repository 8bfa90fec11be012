'use client'

import Link from 'next/link'
import { useEffect, useSyncExternalStore } from 'react'
import { productAddress } from '@/lib/address'
import { Picture } from '../ui/picture'
import { forgetViewed, keepViewed, readViewed, type Viewed, watchViewed } from './viewed'

const none: Viewed[] = []

/** What this browser has looked at before `current`, which it remembers for the next page. Below all else: it comes late. */
export function RecentlyViewed({ current: { id, name, category, image } }: { current: Viewed }) {
  const viewed = useSyncExternalStore(watchViewed, readViewed, () => none)
  useEffect(() => keepViewed({ id, name, category, image }), [id, name, category, image])
  const others = viewed.filter((product) => product.id !== id).slice(0, 8)
  if (others.length === 0) return null
  return (
    <section aria-labelledby="viewed-heading" className="pt-20">
      <h2 id="viewed-heading" className="pb-5 text-3xl">
        Recently viewed
      </h2>
      <ul className="grid grid-cols-4 gap-x-2 gap-y-4 sm:gap-x-4 lg:grid-cols-8">
        {others.map((product) => (
          <li key={product.id}>
            <Link href={productAddress(product.id)} className="group grid gap-2 hover:underline">
              <Picture of={product} sizes="(min-width: 64rem) 6rem, 16vw" className="rounded-card" />
              <span className="wrap-anywhere text-sm">{product.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Beside the words of a product that is sold no longer: it is not led to again. */
export function ForgetViewed({ id }: { id: string }) {
  useEffect(() => forgetViewed(id), [id])
  return null
}
