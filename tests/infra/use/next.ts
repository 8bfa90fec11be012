/** What app/ asks of Next outside of pages, for one visitor: enough for actions and route handlers to run without a build. */

const jar = new Map<string, string>()

export const cookies = async () => ({
  get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
  set: (name: string, value: string) => void jar.set(name, value),
  delete: (name: string) => void jar.delete(name),
})
export const headers = async () => new Headers()
export const connection = async () => {}
export const refresh = () => {}

class Redirect extends Error {}
export const redirect = (url: string): never => {
  throw new Redirect(url)
}
export const unstable_rethrow = (error: unknown) => {
  if (error instanceof Redirect) throw error
}
export const isRedirect = (error: unknown) => error instanceof Redirect
