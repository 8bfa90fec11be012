import type { Metadata } from 'next'
import { readConsole, readLookup, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { SearchResults } from '@/components/admin/search-results'
import { consoleAddress } from '@/lib/console-address'

export const metadata: Metadata = { title: 'Search', robots: { index: false } }
export const instant = false

export default async function FoundPage({ searchParams }: PageProps<'/admin/found'>) {
  await requireOperator()
  const q = [(await searchParams).q ?? ''].flat().join(' ').trim()
  const [state, found, formats] = await Promise.all([readConsole(), readLookup(q), readFormats()])
  const address = consoleAddress('found', { q })
  return (
    <ConsolePage heading="Search" sought={q} {...{ state, formats, address }}>
      <SearchResults q={q} {...found} />
    </ConsolePage>
  )
}
