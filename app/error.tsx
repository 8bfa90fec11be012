'use client'

import { FaultNote } from '@/components/ui/fault-note'

export default function ErrorPage({ retry }: { retry: () => void }) {
  return <FaultNote retry={retry} />
}
