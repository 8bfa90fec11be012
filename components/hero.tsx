import type { ReactNode } from 'react'
import { Picture } from './picture'

const shopWindow = [
  { category: 'Kitchen', image: '/products/ember-teapot.webp', className: 'rotate-[-5deg]' },
  { category: 'Wear', image: '/products/stride-runners.webp', className: '-mt-10 rotate-2' },
  { category: 'Desk', image: '/products/world-globe.webp', className: 'mt-6 rotate-[7deg]' },
]

export function Hero({ children }: { children: ReactNode }) {
  return (
    <div className="grid items-center gap-x-10 py-10 md:py-16 lg:grid-cols-[1fr_auto]">
      <div className="grid gap-7">
        <h1 className="max-w-[14ch] font-semibold text-[clamp(2.5rem,8vw,4.75rem)] leading-[1.02] tracking-[-0.03em]">
          Things worth <em className="text-accent">swooning</em> over.
        </h1>
        {children}
      </div>
      <div aria-hidden="true" className="flex gap-4 max-lg:hidden">
        {shopWindow.map(({ category, image, className }) => (
          <Picture
            key={image}
            category={category}
            image={image}
            className={`w-40 rounded-tile xl:w-48 ${className}`}
          />
        ))}
      </div>
    </div>
  )
}
