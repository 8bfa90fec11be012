import { Swooning } from './swooning'

/**
 * Runs before the first paint: an address that asks the catalogue for something is shown without the hero. See the
 * variant `finding` in globals.css.
 */
export const findingScript =
  "document.documentElement.toggleAttribute('data-finding', location.pathname === '/' && /[?&](q|category|sort|page)=/.test(location.search))"

export function Hero() {
  return (
    <h1 className="pt-6 pb-6 font-extrabold text-hero finding:hidden md:pt-10 md:pb-9">
      Things worth <br className="max-md:hidden" />
      <span className="mr-[0.08em] text-accent">
        <Swooning word="swooning" />
      </span>{' '}
      over.
    </h1>
  )
}
