/**
 * Runs before the first paint: an address that asks the catalogue for something is shown without the hero. See the
 * variant `finding` in globals.css.
 */
const finding =
  "document.documentElement.toggleAttribute('data-finding', location.pathname === '/' && /[?&](q|category|sort|page)=/.test(location.search))"

const patienceMs = 100
const busyMs = 200

/**
 * A product's page and the cart are little without what they are about, which follows their shell at once as a rule. That
 * long it is waited for: by React, and on a product's page by the browser, which is told to expect what never comes
 * (https://developer.mozilla.org/docs/Web/HTML/Reference/Attributes/rel#expect) until the link is another one. It stays where
 * it is: React may have taken it over, and fails where it finds none to remove. A browser that is still busy reading what has
 * come already gets some more time.
 *
 * React's streaming script, `$RC`, queues what has arrived for the next frame or, if it showed something within the last
 * 300 ms, for later: it spares a page many small reveals. Our pages have one or two, and `$RV` makes them at once.
 */
const awaiting = `
let arrive
const arrived = new Promise((found) => { arrive = found })
const show = () => {
  document.querySelector('link[href="#rest"]')?.setAttribute('rel', 'expected')
  arrive()
}
if (/^.(cart$|products.)/.test(location.pathname))
  setTimeout(() => self.requestIdleCallback?.(show, { timeout: ${busyMs} }), ${patienceMs})
else show()
let reveal
Object.defineProperty(self, '$RC', { get: () => reveal, set(queue) {
  reveal = (...boundary) => {
    queue(...boundary)
    $RV($RB)
    if (document.querySelector('[data-found]:not([hidden] *)')) show()
  }
} })`

const longestPaintMs = 1_000

/**
 * Next runs the scripts that are queued in `__next_s` before it loads React. In their place it is given the first frame
 * that shows something, the one picture that matters most included: a page that is parsed late would otherwise be painted
 * after React has started, a quarter of a second later on a phone. Until then `data-painting` stands for what can come
 * after it, see globals.css. A page in the background is given no frame. What React needs is then evaluated in parts, see
 * instrumentation-client.ts, so that nobody who touches the page waits for all of it.
 *
 * Nor is anything of Next evaluated before that frame. Turbopack's scripts queue their modules in `TURBOPACK`, and a script
 * of the page names there, as `runtimeModuleIds`, the one that begins: this entry is queued late. Where it is not known by
 * that name, or `__next_s` is not looked at, React starts as it otherwise would.
 *
 * An IntersectionObserver answers in a task after the frame that first shows what it observes, and a message is a task
 * without the delay of a timer. Neither stands still where a test stops the clock.
 */
const painting = `
const root = document.documentElement
root.dataset.painting = ''
const framed = () => new Promise((done) => {
  const observer = new IntersectionObserver(() => {
    observer.disconnect()
    done()
  })
  observer.observe(root)
})
const task = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    done()
  }
  port2.postMessage(0)
})
const late = () => new Promise((out) => setTimeout(out, ${longestPaintMs}))
const painted = Promise.race([arrived.then(framed), late()])
  .then(() => root.removeAttribute('data-painting'))
const pictured = async () => {
  await painted
  await document.querySelector('img[fetchpriority="high"]')?.decode().catch(() => {})
  await framed()
}
const ready = Promise.race([pictured(), late()])
const chunks = self.TURBOPACK ??= []
const { push } = chunks
chunks.push = (chunk) => {
  if (!chunk.runtimeModuleIds) return push.call(chunks, chunk)
  chunks.push = push
  ready.then(() => self.TURBOPACK.push(chunk))
}
const prepared = async () => {
  await ready
  for (const part of self.beforeHydration ?? []) {
    part()
    await task()
  }
}
self.__next_s = { length: 1, reduce: prepared }`

export const firstPaintScript = `{${finding};${awaiting};${painting}}`
