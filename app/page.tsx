import { Suspense } from 'react'
import { z } from 'zod'
import { readCatalogue } from '@/app/_server/queries'
import { Catalogue, CatalogueSkeleton } from '@/components/catalogue'
import { CategoryFilter } from '@/components/category-filter'
import { addToCart } from './cart/actions'

const Filter = z.object({ category: z.string().max(100).default('').catch('') })

export default function CataloguePage({ searchParams }: PageProps<'/'>) {
  const chosen = searchParams.then((search) => Filter.parse(search).category)
  return (
    <>
      <div className="grid gap-6 py-10 md:py-16">
        <h1 className="max-w-[14ch] font-semibold text-[clamp(2.5rem,8vw,4.75rem)] leading-[1.02] tracking-[-0.03em]">
          Things worth <em className="text-accent">swooning</em> over.
        </h1>
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
  return <Catalogue products={await readCatalogue({ category: await chosen })} action={addToCart} />
}
