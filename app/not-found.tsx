import type { Metadata } from 'next'
import { EmptyState } from '@/components/empty-state'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <div className="pt-8 md:pt-12">
      <h1 className="sr-only">Not found</h1>
      <EmptyState category="Desk" image="/products/backyard-telescope.webp" heading="There is nothing here">
        We looked everywhere. Either it was never here, or it is not yours to see.
      </EmptyState>
    </div>
  )
}
