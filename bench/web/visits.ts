import type { Browser, BrowserContext } from '@playwright/test'
import { asNewVisitor } from './browser.ts'
import { timeToHeading } from './navigation.ts'
import { loadPage, type PageLoad } from './page-load.ts'
import { shown } from './shopper.ts'

export const pages = ['/', 'product', '/cart', '/orders'] as const
export type Pages<T> = Record<(typeof pages)[number], T>
export type Visits = {
  empty: { load: PageLoad; navigation: number }
  shop: { loads: Pages<PageLoad>; navigation: number }
}

type Cookies = Parameters<BrowserContext['addCookies']>[0]
type Sites = { empty: string; shop: string; cookies: Cookies }

/** Visits everything once, the empty app and the shop in turn, always as someone who was never here. */
export async function visitAll(browser: Browser, { empty, shop, cookies }: Sites): Promise<Visits> {
  const load = (url: string) => asNewVisitor(browser, cookies, (page) => loadPage(page, url))
  const navigation = (url: string, link: string, heading: string) =>
    asNewVisitor(browser, cookies, async (page) => {
      await page.goto(url, { waitUntil: 'networkidle' })
      return timeToHeading(page, page.getByRole('link', { name: link, exact: true }), heading)
    })
  return {
    empty: {
      load: await load(`${empty}/`),
      navigation: await navigation(empty, 'Second page', 'Second page'),
    },
    shop: {
      loads: {
        '/': await load(`${shop}/`),
        product: await load(`${shop}/products/${shown.id}`),
        '/cart': await load(`${shop}/cart`),
        '/orders': await load(`${shop}/orders`),
      },
      navigation: await navigation(shop, shown.name, shown.name),
    },
  }
}
