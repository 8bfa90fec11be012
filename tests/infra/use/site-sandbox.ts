import { isRedirect } from './next'

type Exports = Record<string, unknown>
type Called = (...given: unknown[]) => Promise<unknown>

export type SiteCall = {
  module: string
  name: string
  /** A form's fields for an action, the arguments of a query. */
  form?: Record<string, string>
  args?: unknown[]
  /** For a route handler. */
  url?: string
  body?: unknown
  params?: Record<string, string>
}

/** The site as a function: answers what one route handler, action or query answered. */
export const siteHandler = (modules: Record<string, Exports>) => async (event: unknown) => {
  const { module, name, form, args = [], url, body, params } = event as SiteCall
  const called = modules[module]?.[name] as Called | undefined
  if (typeof called !== 'function') throw new Error(`${module} exports no function ${name}`)
  try {
    if (url)
      return await answerOf(
        called,
        new Request(new URL(url, 'http://localhost:3000'), requestOf(name, body)),
        params,
      )
    return await called(...(form ? [formOf(form)] : args))
  } catch (error) {
    if (isRedirect(error)) return { redirected: true }
    throw error
  }
}

async function answerOf(handle: Called, request: Request, params = {}) {
  const response = (await handle(request, { params: Promise.resolve(params) })) as Response
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}

const requestOf = (method: string, body: unknown): RequestInit => ({
  method,
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})

function formOf(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
