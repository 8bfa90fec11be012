'use client'

import { FaultNote } from '@/components/ui/fault-note'
import './globals.css'

export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="page">
          <FaultNote retry={retry} />
        </main>
      </body>
    </html>
  )
}
