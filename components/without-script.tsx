'use client'

/**
 * React streams what was not ready into hidden elements at the end of the body and moves them with a script. Where no
 * script runs they are shown where they are, before the footer, instead of what they would have replaced; unless that
 * will do as it is (data-refines). A product's offer then goes on below its words. In layers the first important rule wins, so this stands in Tailwind's first.
 */
const css = `@layer theme {
  [data-pending], [data-scripted], [hidden]:has(> [data-refines]) { display: none !important }
  body > [hidden][id^="S:"]:not(:has(> [data-refines]), :empty) {
    display: block !important; order: 1;
    width: 100%; max-width: 88rem; margin-inline: auto !important; padding: 0 var(--spacing-gutter) 4rem !important;
  }
  body > [hidden][id][id^="S:"]:has(> .offer) { display: grid !important; gap: 1.25rem; padding-top: 1.25rem !important }
  body > [hidden]:has(> .after-paint) { order: 2 }
  @media (min-width: 48rem) {
    body:has(> [hidden] > .offer) .product {
      grid-template-columns: min(24rem, 32vw) minmax(0, 1fr) !important;
      & > :last-child { align-content: end !important }
    }
    body > [hidden][id][id^="S:"]:has(> .offer) { padding-left: calc(var(--spacing-gutter) + min(24rem, 32vw) + 3.5rem) !important }
  }
  body:has([data-sold-out]) .product img { opacity: 0.6; filter: grayscale(1); transform: translateY(12%) rotate(78deg) }
  main { flex-grow: 0 !important; min-height: 0 !important; padding-bottom: 0 !important }
  footer { order: 3; margin-top: auto }
}`

export function WithoutScript() {
  return (
    <noscript>
      <style>{css}</style>
    </noscript>
  )
}
