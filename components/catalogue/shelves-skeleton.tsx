'use client'

import { FoundHeadingSkeleton } from '../ui/found-heading'
import { CatalogueSkeleton } from './catalogue'
import { CatalogueTools } from './catalogue-tools'

export function ShelvesSkeleton() {
  return (
    <div data-pending>
      <FoundHeadingSkeleton />
      <CatalogueTools />
      <CatalogueSkeleton />
    </div>
  )
}
