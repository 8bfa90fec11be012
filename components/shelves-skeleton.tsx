'use client'

import { CatalogueSkeleton } from './catalogue'
import { CatalogueTools } from './catalogue-tools'
import { FoundHeadingSkeleton } from './found-heading'

export function ShelvesSkeleton() {
  return (
    <div data-pending>
      <FoundHeadingSkeleton />
      <CatalogueTools />
      <CatalogueSkeleton />
    </div>
  )
}
