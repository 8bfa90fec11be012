/** An address inside the shop, of any parts and values. What is undefined, empty or half a character is left out. */
export function addressTo(
  parts: readonly string[],
  asked: Record<string, string | number | undefined> = {},
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(asked))
    if (value !== undefined && value !== '') search.set(name, String(value))
  const path = `/${parts.map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, ''))).join('/')}`
  return search.size === 0 ? path : `${path}?${search}`
}

export const cartAddress = addressTo(['cart'])
export const checkoutAddress = addressTo(['checkout'])
export const cookiesRefusedAddress = addressTo(['cart'], { cookies: 'refused' })
/** Says that something was asked for too often, and for how many seconds not to. */
export const waitAddress = (seconds: number, overloaded = false) =>
  addressTo(['wait'], { seconds, ...(overloaded && { overloaded: 'yes' }) })
export const productAddress = (id: string) => addressTo(['products', id])
export const orderAddress = (orderId: string) => addressTo(['orders', orderId])
export const cancelAddress = (orderId: string) => addressTo(['orders', orderId, 'cancel'])
export const retryAddress = (orderId: string) => addressTo(['orders', orderId, 'pay'])
export const ordersAddress = (
  asked: { placed?: string; before?: string | undefined; after?: string | undefined } = {},
) => addressTo(['orders'], asked)
export const receiptAddress = (orderId: string) => addressTo(['orders', orderId, 'receipt'])

export const signInAddress = addressTo(['sign-in'])
export const signUpAddress = addressTo(['sign-up'])
export const signUpLinkAddress = (token: string) => addressTo(['sign-up', 'link'], { token })
export const resetAddress = (token?: string) =>
  addressTo(token === undefined ? ['reset'] : ['reset', 'link'], { token })
export const accountAddress = addressTo(['account'])
export const deleteAccountAddress = addressTo(['account', 'delete'])

export const helpAddress = addressTo(['help'])
export const deliveryAddress = addressTo(['delivery'])
export const returnsAddress = addressTo(['returns'])
export const contactAddress = addressTo(['contact'])
export const privacyAddress = addressTo(['privacy'])
export const termsAddress = addressTo(['terms'])

export const sorts = ['featured', 'price-asc', 'price-desc', 'name'] as const

/** What an address may ask of the catalogue, prices in whole cents; lib/product/filter reads it back. */
export type CatalogueQuery = {
  q?: string
  category?: string
  min?: number | undefined
  max?: number | undefined
  stock?: 'in' | undefined
  sort?: (typeof sorts)[number]
  page?: number
}

export const catalogueAddress = ({ q, category, min, max, stock, sort, page = 1 }: CatalogueQuery) =>
  addressTo([], {
    q,
    category,
    min: min ? min / 100 : undefined,
    max: max === undefined ? undefined : max / 100,
    stock,
    sort: sort === 'featured' ? undefined : sort,
    page: page > 1 ? page : undefined,
  })
