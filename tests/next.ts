/** What app/ asks of Next outside of pages: enough for actions and route handlers to run without a build. */

let jar = new Map<string, string>()

/** From here on requests come from the browser whose cookies these are. */
export function from(cookies: Map<string, string>) {
  jar = cookies
}

export const cookies = async () => ({
  get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  set: (name: string, value: string) => void jar.set(name, value),
  delete: (name: string) => void jar.delete(name),
})
export const headers = async () => new Headers()
export const connection = async () => {}
export const refresh = () => {}
export const after = (work: () => unknown) => work()

class Redirect extends Error {}
export const redirect = (url: string): never => {
  throw new Redirect(url)
}
export class NotFound extends Error {}
export const notFound = (): never => {
  throw new NotFound()
}
export const unstable_rethrow = (error: unknown) => {
  if (error instanceof Redirect || error instanceof NotFound) throw error
}
export const isRedirect = (error: unknown): error is Error => error instanceof Redirect
