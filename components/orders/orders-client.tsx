'use client'

import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

/** React Query tells its observers in a timer otherwise, which a page in the background waits for. */
notifyManager.setScheduler(queueMicrotask)

export function OrdersClient({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient())
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
