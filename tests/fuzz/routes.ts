import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** An address as the folders of app/ spell it, such as /orders/[orderId], and the methods it takes. */
export type Route = { address: string; methods: string[]; isPage: boolean }

const exported = /export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE)\b/g
const metadata: Record<string, string> = {
  'robots.ts': '/robots.txt',
  'sitemap.ts': '/sitemap.xml',
  'manifest.ts': '/manifest.webmanifest',
}

/** Every route of the site, so that a new one is attacked without being named anywhere. */
export const routes: Route[] = readdirSync('app', { recursive: true, encoding: 'utf8' }).flatMap(
  (file): Route[] => {
    const { dir, base } = path.posix.parse(file.split(path.sep).join('/'))
    const address = `/${dir
      .split('/')
      .filter((folder) => !/^\(.*\)$/.test(folder))
      .join('/')}`
    if (base === 'page.tsx') return [{ address, methods: ['GET', 'POST'], isPage: true }]
    if (metadata[base]) return [{ address: metadata[base], methods: ['GET'], isPage: false }]
    if (base !== 'route.ts') return []
    const text = readFileSync(path.join('app', file), 'utf8')
    const methods = [...text.matchAll(exported)].map(([, method = '']) => method)
    return [{ address, methods, isPage: false }]
  },
)

/** `address` with `value` in place of each parameter. */
export const addressWith = (address: string, value: (parameter: string) => string) =>
  address.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, parameter: string) => value(parameter))
