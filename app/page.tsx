import { Suspense } from 'react'
import * as z from 'zod'
import { readCatalogue, readLocale } from '@/app/_server/queries'
import { Catalogue, CatalogueSkeleton } from '@/components/catalogue'
import { cardOf } from '@/components/catalogue-card'
import { CategoryFilter } from '@/components/category-filter'
import { Hero } from '@/components/hero'
import { addToCart } from './cart/actions'

const Filter = z.object({ category: z.string().max(100).default('').catch('') })

export default function CataloguePage({ searchParams }: PageProps<'/'>) {
  const chosen = searchParams.then((search) => Filter.parse(search).category)
  return (
    <>
      <Hero />
      <div className="pb-5">
        <Suspense fallback={<CategoryFilter />}>
          <ChosenFilter chosen={chosen} />
        </Suspense>
      </div>
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
  const [products, locale] = await Promise.all([readCatalogue({ category: await chosen }), readLocale()])
  return <Catalogue cards={products.map((product) => cardOf(product, locale))} action={addToCart} />
}
