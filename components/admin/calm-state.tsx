import Link from 'next/link'
import type { ReactNode } from 'react'
import { consoleAddress } from '@/lib/console-address'
import { EmptyState } from '../ui/empty-state'

/** In the place of a list that is empty because all is well. */
export const CalmState = ({ heading, children }: { heading: string; children: ReactNode }) => (
  <EmptyState
    category="Home"
    image="/products/terrace-plant.webp"
    heading={heading}
    actions={
      <Link href={consoleAddress()} className="button button-quiet">
        Overview
      </Link>
    }
  >
    {children}
  </EmptyState>
)
