const read = ['GET', 'HEAD']

/** What each route handler exports; HEAD and OPTIONS are Next's. */
const handlers: [RegExp, string[]][] = [
  [/^\/api\/basket$/, ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']],
  [/^\/api\//, ['GET', 'HEAD', 'OPTIONS']],
  [/^\/cart\/contents$/, ['GET', 'HEAD', 'OPTIONS']],
  [/^\/cart\/change$/, ['OPTIONS', 'POST']],
  [/^\/basket\/checkout$/, ['OPTIONS', 'POST']],
]
/** Pages take the forms of their actions. */
const page = [...read, 'POST']
const file = /^\/_next\/|\.(?:avif|css|gif|ico|jpg|js|json|map|png|svg|txt|webmanifest|webp|woff2|xml)$/

export const isHandled = (pathname: string) => handlers.some(([path]) => path.test(pathname))

export function methodsOf(pathname: string): string[] {
  const handler = handlers.find(([path]) => path.test(pathname))
  if (handler) return handler[1]
  // What has a product's address is its page, whatever the product is called.
  if (file.test(pathname) && !/^\/(products|orders)\/[^/]*$/.test(pathname)) return read
  return page
}
