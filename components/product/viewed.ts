/** What is kept of a product that was looked at: what a link to it shows, and no price, which would grow old. */
export type Viewed = { id: string; name: string; category: string; image?: string | undefined }

const storageKey = 'swoon-viewed'
/** One more than are shown: the product of the page itself is left out. */
const most = 9

const isText = (value: unknown) => typeof value === 'string'
const isViewed = (value: Partial<Viewed> | null): value is Viewed =>
  isText(value?.id) && isText(value?.name) && isText(value?.category) && isText(value?.image ?? '')

const nothing: Viewed[] = []
let read: { text: string | null; viewed: Viewed[] } = { text: null, viewed: nothing }

/** Newest first; the same list as long as nothing has changed. Nothing where the browser keeps nothing. */
export function readViewed(): Viewed[] {
  try {
    const text = localStorage.getItem(storageKey)
    if (text !== read.text) read = { text, viewed: parsed(text) }
    return read.viewed
  } catch {
    return nothing
  }
}

function parsed(text: string | null): Viewed[] {
  const found: unknown = JSON.parse(text ?? '[]')
  return Array.isArray(found) ? found.filter(isViewed) : nothing
}

/** Puts a product first, in place of what was kept of it before. */
export const keepViewed = (product: Viewed) =>
  write([product, ...readViewed().filter(({ id }) => id !== product.id)].slice(0, most))

/** For what is sold no longer. */
export function forgetViewed(id: string) {
  const viewed = readViewed()
  if (viewed.some((product) => product.id === id)) write(viewed.filter((product) => product.id !== id))
}

function write(viewed: Viewed[]) {
  try {
    localStorage.setItem(storageKey, JSON.stringify(viewed))
  } catch {
    // A browser that keeps nothing shows nothing.
  }
}

/** Calls `changed` when another tab has looked at something. */
export function watchViewed(changed: () => void) {
  window.addEventListener('storage', changed)
  return () => window.removeEventListener('storage', changed)
}
