/** The columns of the catalogue on phones, on tablets and on what is wider. */
export const columns = [2, 3, 4] as const
type Columns = (typeof columns)[number]

/** What a card takes of the grid: two by two cells, or one, which is two beside each other where there are so many columns. */
export type Patch = 'large' | readonly Columns[]

/** Cells that are missing to full rows. */
const missing = (cells: number, of: Columns) => (of - (cells % of)) % of

/** How many are large: one in six, or one more or fewer where four columns then come out fuller. */
function largeAmong(count: number): number {
  const least = count < 5 ? 0 : 1
  const usual = Math.floor(count / 6)
  const missingBeside = (large: number) => missing(count + 3 * large, 4)
  return [usual, usual + 1, usual - 1]
    .filter((large) => large >= least && large * 4 < count)
    .reduce((best, large) => (missingBeside(large) < missingBeside(best) ? large : best), least)
}

/**
 * The patches of `count` cards, 24 at most: every row is full, in two, three and four columns. Fewer cards than columns are
 * one row. The large ones are of another category each, where the categories take turns.
 */
export function quiltOf(count: number): Patch[] {
  const large = largeAmong(count)
  // A large one and four small ones are two full rows of four.
  const step = large * 5 === count ? 5 : 7
  const isLarge = (index: number) => index % step === 0 && index < large * step
  const smallFromLast = Array.from({ length: count }, (_, index) => index).filter((index) => !isLarge(index))
  smallFromLast.reverse()

  /** The last ones; of three columns each row has room for one wide card alone. */
  function wideOnes(of: Columns): (number | undefined)[] {
    const wide = count < of ? 0 : missing(count + 3 * large, of)
    const apart = of === 3 ? (count > 4 ? 4 : 2) : 1
    return Array.from({ length: wide }, (_, place) => smallFromLast[place * apart])
  }
  const wide = columns.map((of) => ({ of, at: wideOnes(of) }))
  return Array.from({ length: count }, (_, index) =>
    isLarge(index) ? 'large' : wide.filter(({ at }) => at.includes(index)).map(({ of }) => of),
  )
}
