import { InlineScript } from './inline-script'
import { Swooning } from './swooning'

/** Steps aside when the address asks for something: see the variant `finding` in globals.css. */
export function Hero() {
  return (
    <>
      <InlineScript code="document.documentElement.toggleAttribute('data-finding', location.search.length > 1)" />
      <h1 className="pt-6 pb-6 font-extrabold text-hero finding:hidden md:pt-10 md:pb-9">
        Things worth <br className="max-md:hidden" />
        <span className="mr-[0.08em] text-accent">
          <Swooning word="swooning" />
        </span>{' '}
        over.
      </h1>
    </>
  )
}
