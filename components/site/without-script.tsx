'use client'

/**
 * React streams what was not ready into hidden elements at the end of the body and moves them with a script. Where no
 * script runs they are shown where they are, before the footer, instead of what they would have replaced; unless that
 * will do as it is (data-refines). In layers the first important rule wins, so this
 * stands in Tailwind's first.
 */
const css = `@layer theme {
  [data-pending], [data-scripted], [hidden]:has(> [data-refines]) { display: none !important }
  body > [hidden][id^="S:"]:not(:has(> [data-refines]), :empty) {
    display: block !important; order: 1;
    width: 100%; max-width: 88rem; margin-inline: auto !important; padding: 0 var(--spacing-gutter) 4rem !important;
  }
  main { flex-grow: 0 !important; min-height: 0 !important; padding-bottom: 0 !important }
  footer { order: 2; margin-top: auto }
}`

export function WithoutScript() {
  return (
    <noscript>
      <style>{css}</style>
    </noscript>
  )
}
