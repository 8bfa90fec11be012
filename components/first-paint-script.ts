/**
 * Runs before the first paint: an address that asks the catalogue for something is shown without the hero. See the
 * variant `finding` in globals.css.
 */
const finding =
  "document.documentElement.toggleAttribute('data-finding', location.pathname === '/' && /[?&](q|category|sort|page)=/.test(location.search))"

/**
 * React's streaming script notes in `$RT` when it last revealed something, and holds what arrives within 300 ms of that
 * back, to spare a page many small reveals. Our pages have one, and its content follows the shell at once: where the note
 * cannot be kept, it is shown in the next frame.
 */
const revealing = "Object.defineProperty(window, '$RT', { set() {} })"

export const foundId = 'found'
const patienceMs = 100

/**
 * A product's page and the cart are little without what they show, which follows their shell at once as a rule. The
 * browser is asked to wait that long for it (https://developer.mozilla.org/docs/Web/HTML/Reference/Attributes/rel#expect)
 * instead of painting the shell, then running the scripts that came meanwhile, and only then showing the rest.
 */
const awaiting = `
if (location.pathname === '/cart' || location.pathname.startsWith('/products/')) {
  const found = document.createElement('link')
  found.rel = 'expect'
  found.href = '#${foundId}'
  found.blocking = 'render'
  document.head.append(found)
  setTimeout(() => found.remove(), ${patienceMs})
}`

export const firstPaintScript = `${finding};${revealing};${awaiting}`
