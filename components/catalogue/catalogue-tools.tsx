'use client'

import type { Asked } from '@/lib/product/address'
import { categories as known } from '@/lib/product/categories'
import { CategoryFilter } from './category-filter'
import { SortLinks } from './sort-links'

type Props = { asked?: Asked; categories?: readonly string[] }

/** Before the address is known, nothing is marked as chosen. */
export function CatalogueTools({ asked, categories = known }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-1 pb-4">
      <CategoryFilter asked={asked} categories={categories} />
      <SortLinks asked={asked} />
    </div>
  )
}
