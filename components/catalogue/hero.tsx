'use client'

import { Swooning } from '../site/swooning'

export function Hero() {
  return (
    <h1 className="pt-6 pb-6 font-extrabold text-hero finding:hidden md:pt-10 md:pb-9">
      Things worth <br className="max-md:hidden" />
      <span className="mr-[0.2em] text-accent">
        <Swooning word="swooning" />
      </span>{' '}
      over.
    </h1>
  )
}
