import { Swooning } from './swooning'

export function Hero() {
  return (
    <h1 className="pt-8 pb-8 font-extrabold text-hero md:pt-12 md:pb-10">
      Things worth <br className="max-md:hidden" />
      <span className="mr-[0.08em] text-accent">
        <Swooning word="swooning" />
      </span>{' '}
      over.
    </h1>
  )
}
