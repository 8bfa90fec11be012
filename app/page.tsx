import type { Metadata } from 'next'
import { Fragment, Suspense } from 'react'
import { readCatalogue, readLocale, readSite } from '@/app/_server/queries'
import { Catalogue, CatalogueSkeleton } from '@/components/catalogue/catalogue'
import { CatalogueFilters } from '@/components/catalogue/catalogue-filters'
import { ChosenFilters, ChosenFiltersSkeleton } from '@/components/catalogue/chosen-filters'
import { NoResults } from '@/components/catalogue/no-results'
import { PageLinks } from '@/components/catalogue/page-links'
import { cardOf } from '@/components/catalogue/product-card'
import { ResultsHeading, ResultsHeadingSkeleton } from '@/components/catalogue/results'
import { Swooning } from '@/components/site/swooning'
import { sharedAs } from '@/components/ui/picture-sizes'
import { catalogueAddress } from '@/lib/address'
import { asksToNarrow, Filter, isNarrowed, unreadFilters } from '@/lib/product/filter'
import { addToCart } from './cart/actions'

type Props = PageProps<'/'>

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const filter = Filter.parse(await searchParams)
  const { q, category, page } = filter
  const title = [q && `“${q}”`, category].filter(Boolean).join(' in ')
  return {
    metadataBase: await readSite(),
    ...(title && { title: { absolute: `${title} | Swoon` } }),
    alternates: { canonical: catalogueAddress({ category, page }) },
    ...sharedAs({ title: title || 'Swoon', alt: 'Things worth swooning over' }),
    robots: q || isNarrowed(filter) ? { index: false } : undefined,
  }
}

export default function CataloguePage({ searchParams }: Props) {
  const skeleton = (
    <>
      <ResultsHeadingSkeleton />
      <CatalogueFilters>
        <ChosenFiltersSkeleton />
      </CatalogueFilters>
      <CatalogueSkeleton />
    </>
  )
  return (
    <>
      <h1 className="pt-6 pb-6 font-extrabold text-hero finding:hidden md:pt-10 md:pb-9">
        Things worth <br className="max-md:hidden" />
        <span className="mr-[0.2em] text-accent">
          <Swooning word="swooning" />
        </span>{' '}
        over.
      </h1>
      <Suspense fallback={skeleton}>
        <Shelves searchParams={searchParams} />
      </Suspense>
    </>
  )
}

async function Shelves({ searchParams }: Pick<Props, 'searchParams'>) {
  const search = await searchParams
  const filter = Filter.parse(search)
  const [found, locale] = await Promise.all([readCatalogue(filter), readLocale()])
  const { products, total, page, pages, categories, nearest } = found
  const asked = Object.keys(Filter.shape).some((name) => name in search)
  const shown = (total > 0 ? products : nearest).map((product) => cardOf(product, locale))
  return (
    // New elements where the hero comes or goes: they are then in their places from the start instead of moving there.
    <Fragment key={String(asked)}>
      {asked && <ResultsHeading filter={filter} results={found} />}
      <CatalogueFilters asked={filter} categories={categories}>
        {asksToNarrow(search) && (
          <ChosenFilters filter={filter} unread={unreadFilters(search)} locale={locale} />
        )}
      </CatalogueFilters>
      {total === 0 && <NoResults filter={filter} found={found} locale={locale} />}
      {shown.length > 0 && (
        <h2 className={total > 0 ? 'sr-only' : 'pt-10 pb-4 text-3xl'}>
          {total > 0 ? 'Things' : 'Close to it'}
        </h2>
      )}
      <Catalogue
        key={String(total > 0)}
        cards={shown}
        picturesFirst={asked && total > 0}
        action={addToCart}
      />
      <PageLinks filter={filter} page={page} pages={pages} />
    </Fragment>
  )
}
