import { Suspense } from 'react'
import * as z from 'zod'
import { readCatalogue } from '@/app/_server/queries'
import { Catalogue, CatalogueSkeleton } from '@/components/catalogue'
import { catalogueSections } from '@/components/catalogue-card'
import { CategoryFilter } from '@/components/category-filter'
import { Hero } from '@/components/hero'
import { addToCart } from './cart/actions'

const Filter = z.object({ category: z.string().max(100).default('').catch('') })

export default function CataloguePage({ searchParams }: PageProps<'/'>) {
  const chosen = searchParams.then((search) => Filter.parse(search).category)
  return (
    <>
      <Hero>
        <Suspense fallback={<CategoryFilter />}>
          <ChosenFilter chosen={chosen} />
        </Suspense>
      </Hero>
      <Suspense fallback={<CatalogueSkeleton />}>
        <ChosenCatalogue chosen={chosen} />
      </Suspense>
    </>
  )
}

async function ChosenFilter({ chosen }: { chosen: Promise<string> }) {
  return <CategoryFilter chosen={await chosen} />
}

async function ChosenCatalogue({ chosen }: { chosen: Promise<string> }) {
  const products = await readCatalogue({ category: await chosen })
  return <Catalogue sections={catalogueSections(products)} action={addToCart} />
}
