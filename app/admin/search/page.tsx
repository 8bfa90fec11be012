import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readConsole, readFormats, readLookup, requireOperator } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { addressOf, SearchResults } from '@/components/admin/search-results'
import { consoleAddress } from '@/lib/console-address'

export const metadata: Metadata = { title: 'Search', robots: { index: false } }
export const instant = false

export default async function SearchPage({ searchParams }: PageProps<'/admin/search'>) {
  await requireOperator()
  const q = [(await searchParams).q ?? ''].flat().join(' ').trim()
  const [state, found, formats] = await Promise.all([readConsole(), readLookup(q), readFormats()])
  const [only, ...others] = found.hits
  const single = only && others.length === 0 ? addressOf(only) : undefined
  if (single) redirect(single)
  return (
    <ConsolePage
      heading="Search"
      sought={q}
      address={consoleAddress('search', { q })}
      {...{ state, formats }}
    >
      <SearchResults q={q} {...found} />
    </ConsolePage>
  )
}
