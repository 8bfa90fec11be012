import { categories, type Product } from '@/lib/product/product'
import type { AddAction } from './add-to-cart'
import { ProductCard, ProductCardSkeleton } from './product-card'

const aboveTheFold = 4
const grid = 'grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 md:gap-x-6 lg:grid-cols-4'

export function Catalogue({ products, action }: { products: Product[]; action: AddAction }) {
  if (products.length === 0) return <p className="py-16 text-center text-soft">Nothing here yet.</p>
  const named = new Set([...categories, ...products.map(({ category }) => category)])
  const sections = [...named].flatMap((category) => {
    const members = products.filter((product) => product.category === category)
    return members.length > 0 ? [{ category, members }] : []
  })
  return (
    <div className="grid gap-16">
      {sections.map(({ category, members }, section) => (
        <section key={category} id={category.toLowerCase()} aria-labelledby={`${category}-heading`}>
          <h2 id={`${category}-heading`} className="mb-5 font-semibold text-3xl tracking-tight">
            {category}
          </h2>
          <div className={grid}>
            {members.map((product, index) => (
              <ProductCard
                key={product.id}
                product={product}
                action={action}
                soon={section === 0 && index < aboveTheFold}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

export function CatalogueSkeleton() {
  return (
    <div data-pending aria-hidden="true">
      <div className="bone mb-5 h-9 w-32" />
      <div className={grid}>
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((card) => (
          <ProductCardSkeleton key={card} />
        ))}
      </div>
    </div>
  )
}
