'use client'

import { FaultNote } from '@/components/fault-note'

export default function ErrorPage({ retry }: { retry: () => void }) {
  return <FaultNote retry={retry} />
}
