import 'server-only'
import type { z } from 'zod'
import type * as api from '@/lib/api/schemas'
import { fieldErrors } from '@/lib/field-errors'
import { faultMessage, logFault } from './logged'
import { waitMessage } from './notice'

const largestBody = 64 * 1024

/** What the API answers, and what the forms of the cart do. */
type Failure = z.input<typeof api.Failure>['error'] | { code: 'not_form'; message: string }

/** A route handler that answers what it throws as a Response, and its faults as a 500 that says nothing but that. */
export function answer<Context>(handle: (request: Request, context: Context) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      return await handle(request, context)
    } catch (error) {
      if (error instanceof Response) return error
      // An address without what a visitor wrote into it.
      const path = new URL(request.url).pathname.replace(/^(\/api\/\w+)\/.*$/, '$1/*')
      logFault('Request failed', error, { method: request.method, path })
      return failed(500, { code: 'internal', message: faultMessage })
    }
  }
}

const uncached = 'private, no-store'

export const json = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': uncached } })

/** `body` with `version` as its entity tag, or 304 with none where the client says that it has that version. */
export function jsonUnlessKnown(request: Request, version: string, body: () => unknown): Response {
  const etag = `"${version}"`
  const known = request.headers.get('if-none-match')?.match(/"[^"]*"/g)
  const response = known?.includes(etag) ? new Response(null, { status: 304 }) : Response.json(body())
  response.headers.set('etag', etag)
  response.headers.set('cache-control', uncached)
  return response
}

export const failed = (status: number, error: Failure) => json({ error }, status)

export const notFound = (message: string) => failed(404, { code: 'not_found', message })

export const invalid = (message: string) => failed(422, { code: 'invalid', message })

/** Others are changing the same thing: the request may be sent again in a second. */
export function busy(message: string) {
  const response = failed(409, { code: 'busy', message })
  response.headers.set('retry-after', '1')
  return response
}

/** It was asked too often, and may be asked again in so many seconds. */
export function tooMany(retryAfter: number) {
  const response = failed(429, { code: 'too_many', message: waitMessage(retryAfter) })
  response.headers.set('retry-after', String(retryAfter))
  return response
}

export const parseQuery = <S extends z.ZodType>(schema: S, { url }: Request) =>
  parse(schema, Object.fromEntries(new URL(url).searchParams))

/** The body as `schema` reads it. No body at all is read as `{}`. */
export async function parseBody<S extends z.ZodType>(schema: S, request: Request) {
  const text = await readText(request)
  if (text.trim() === '') return parse(schema, {})
  try {
    return parse(schema, JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw failed(400, { code: 'not_json', message: 'The body must be JSON.' })
  }
}

/** The fields of the body, which says by its type how it is written. */
export async function parseForm(request: Request): Promise<FormData> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  try {
    return await new Response(await readText(request), { headers }).formData()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw failed(400, { code: 'not_form', message: 'The body must be a form.' })
  }
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(input)
  if (!success) throw invalid(fieldErrors(error))
  return data
}

/** A client that goes away before its body has come is no fault of ours. */
async function readText(request: Request) {
  const text = await request.text().catch(() => {
    throw failed(400, { code: 'incomplete', message: 'The body ended early.' })
  })
  if (text.length <= largestBody) return text
  throw failed(413, { code: 'too_large', message: `The body must be ${largestBody} bytes at most.` })
}
