import type { Audit } from './lighthouse.ts'
import { pages, type Visits } from './visits.ts'

export type Row = {
  what: string
  unit: 'KB' | 'ms' | ''
  empty?: number
  shop: number
  /** `shop` may be this at most; at least it where `atLeast` is set. */
  target: number
  atLeast?: true
}

const kilobyte = 1000
/** What a page of the shop may add to the empty app's JavaScript. */
const scriptAllowance = { '/': 25, product: 25, '/cart': 25, '/orders': 45 }

export const isMet = ({ shop, target, atLeast }: Row) => (atLeast ? shop >= target : shop <= target)

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Every figure that has a target, as the median of all runs. */
export function speedRows(runs: Visits[]): Row[] {
  const of = (pick: (run: Visits) => number) => median(runs.map(pick))
  const emptyScript = of(({ empty }) => empty.load.scriptBytes) / kilobyte
  const emptyPaint = of(({ empty }) => empty.load.firstPaint)
  const emptyNavigation = of(({ empty }) => empty.navigation)
  return [
    ...pages.map(
      (page): Row => ({
        what: `JavaScript of ${page}, gzipped`,
        unit: 'KB',
        empty: emptyScript,
        shop: of(({ shop }) => shop.loads[page].scriptBytes) / kilobyte,
        target: emptyScript + scriptAllowance[page],
      }),
    ),
    {
      what: 'All bytes of /',
      unit: 'KB',
      empty: of(({ empty }) => empty.load.totalBytes) / kilobyte,
      shop: of(({ shop }) => shop.loads['/'].totalBytes) / kilobyte,
      target: 250,
    },
    {
      what: 'Requests of /',
      unit: '',
      empty: of(({ empty }) => empty.load.requests),
      shop: of(({ shop }) => shop.loads['/'].requests),
      target: 40,
    },
    ...pages.map(
      (page): Row => ({
        what: `Largest paint of ${page} (empty app: first paint)`,
        unit: 'ms',
        empty: emptyPaint,
        shop: of(({ shop }) => shop.loads[page].largestPaint),
        target: 2 * emptyPaint,
      }),
    ),
    {
      what: 'Catalogue to product, click to heading',
      unit: 'ms',
      empty: emptyNavigation,
      shop: of(({ shop }) => shop.navigation),
      target: Math.max(120, 1.5 * emptyNavigation),
    },
    ...pages.map(
      (page): Row => ({
        what: `Layout shift of ${page}`,
        unit: '',
        shop: Math.max(...runs.map(({ shop }) => shop.loads[page].layoutShift)),
        target: 0,
      }),
    ),
  ]
}

const least = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const

export const lighthouseRows = (page: string, { scores }: Audit): Row[] =>
  (Object.keys(least) as (keyof typeof least)[]).map((category) => ({
    what: `Lighthouse ${category} of ${page}`,
    unit: '',
    shop: scores[category],
    target: least[category],
    atLeast: true,
  }))
