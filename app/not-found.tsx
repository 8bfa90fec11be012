import type { Metadata } from 'next'
import { EmptyState } from '@/components/empty-state'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <div className="pt-4 md:pt-8">
      <EmptyState
        category="Play"
        image="/products/sky-kite.webp"
        heading="There is nothing here"
        level="h1"
        fallen
      >
        We looked everywhere. Either it was never here, or it is not yours to see.
      </EmptyState>
    </div>
  )
}
