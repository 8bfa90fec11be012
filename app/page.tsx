import type { Metadata } from 'next'
import { Suspense } from 'react'
import { readCatalogue, readLocale } from '@/app/_server/queries'
import { Catalogue, CatalogueSkeleton } from '@/components/catalogue'
import { cardOf } from '@/components/catalogue-card'
import { CategoryFilter } from '@/components/category-filter'
import { FoundHeading, FoundHeadingSkeleton } from '@/components/found-heading'
import { Hero } from '@/components/hero'
import { NothingFound } from '@/components/nothing-found'
import { PageLinks } from '@/components/page-links'
import { SortLinks } from '@/components/sort-links'
import { addressOf, Filter } from '@/lib/product/filter'
import { addToCart } from './cart/actions'

type Props = PageProps<'/'>

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q, category } = Filter.parse(await searchParams)
  const title = [q && `“${q}”`, category].filter(Boolean).join(' in ')
  return title ? { title, robots: q ? { index: false } : undefined } : {}
}

export default function CataloguePage({ searchParams }: Props) {
  return (
    <>
      <Hero />
      <Suspense fallback={<Shelves />}>
        <FoundShelves searchParams={searchParams} />
      </Suspense>
    </>
  )
}

function Shelves() {
  return (
    <div data-pending>
      <FoundHeadingSkeleton />
      <div className={tools}>
        <CategoryFilter />
        <SortLinks />
      </div>
      <CatalogueSkeleton />
    </div>
  )
}

const tools = 'flex flex-wrap items-center justify-between gap-x-8 gap-y-1 pb-4'

async function FoundShelves({ searchParams }: Pick<Props, 'searchParams'>) {
  const filter = Filter.parse(await searchParams)
  const [found, locale] = await Promise.all([readCatalogue(filter), readLocale()])
  const { products, total, page, pages, elsewhere, nearest } = found
  const asked = addressOf(filter) !== '/'
  const cards = products.map((product) => cardOf(product, locale))
  return (
    <>
      {asked && <FoundHeading filter={filter} total={total} />}
      <div className={tools}>
        <CategoryFilter filter={filter} />
        <SortLinks filter={filter} />
      </div>
      {total === 0 && <NothingFound filter={filter} elsewhere={elsewhere} />}
      {nearest.length > 0 && <h2 className="pt-10 pb-4 text-3xl">Close to it</h2>}
      <Catalogue
        cards={total > 0 ? cards : nearest.map((product) => cardOf(product, locale))}
        searchedFor={asked ? filter.q : undefined}
        action={addToCart}
      />
      <PageLinks filter={filter} page={page} pages={pages} />
    </>
  )
}
