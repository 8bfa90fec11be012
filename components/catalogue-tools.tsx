'use client'

import type { Asked } from '@/lib/product/address'
import { CategoryFilter } from './category-filter'
import { SortLinks } from './sort-links'

/** Before the address is known, nothing is marked as chosen. */
export function CatalogueTools({ asked }: { asked?: Asked }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-1 pb-4">
      <CategoryFilter asked={asked} />
      <SortLinks asked={asked} />
    </div>
  )
}
