import { existsSync, readdirSync } from 'node:fs'
import { firstPaint, inlineScriptHashes } from './build/inline-scripts.js'

/** Left to Node by `next dev`, which takes longer to read them back than all that is ours. */
const unbundled = [
  '@aws-lambda-powertools/logger',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-eventbridge',
  '@aws-sdk/lib-dynamodb',
  '@aws-sdk/util-dynamodb',
  '@smithy/node-http-handler',
  'iron-session',
  'zod',
]

/** Where addresses lead somewhere: lib/request/nowhere.ts. A server that runs from a build has no such folders, and needs none. */
const foldersOf = (/** @type {string} */ folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))
    : []
const rooms = [...foldersOf('app'), ...foldersOf('public')].filter((name) => !/^(_|admin$)/.test(name))

/** @type {import('next').NextConfig} */
export default {
  // Of a build that local/site-build.ts makes and runs.
  distDir: process.env.SWOON_BUILD || '.next',
  // Next adds the folder of each build to a configuration that extends no other.
  typescript: { tsconfigPath: 'tsconfig.site.json' },
  serverExternalPackages: process.env.NODE_ENV === 'development' ? unbundled : [],
  cacheComponents: true,
  partialPrefetching: true,
  experimental: { proxyClientMaxBodySize: '1mb' },
  // proxy.ts is shown the address and the headers as they came.
  skipProxyUrlNormalize: true,
  poweredByHeader: false,
  // For the layout and the policy that lets it run, and for proxy.ts.
  env: {
    FIRST_PAINT: firstPaint,
    INLINE_SCRIPT_HASHES: inlineScriptHashes.join(' '),
    ROOMS: rooms.join(' '),
  },
  // Pictures are served as they are: what makes others of them is native code that reads what it is given.
  images: { unoptimized: true },
  headers: async () => [
    { source: '/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] },
    {
      source: '/:folder(products|fonts)/:file(.+\\.(?:webp|avif|woff2))',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=86400, stale-while-revalidate=604800' }],
    },
  ],
}
