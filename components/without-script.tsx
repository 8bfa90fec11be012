/**
 * React streams what was not ready into hidden elements at the end of the body and moves them with a script. Where no
 * script runs they are shown where they are, before the footer, and what they would have replaced is not.
 */
const css = `
  [data-pending] { display: none }
  body > [hidden][id^="S:"] { display: block !important; order: 1; width: 100%; max-width: 80rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem) }
  body > [hidden][id^="S:"]:has(> [data-part="cart-link"]) { order: 0; display: none !important }
  main { flex-grow: 0 !important; padding-bottom: 1rem !important }
  footer { order: 2; margin-top: auto }
  [data-scripted] { display: none !important }
`

export function WithoutScript() {
  return (
    <noscript>
      <style>{css}</style>
    </noscript>
  )
}
