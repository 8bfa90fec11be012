import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { fieldErrors } from '@/lib/field-errors'
import { log } from '@/lib/observe/log'
import { faultMessage, isLogged } from './logged'

const largestBody = 64 * 1024

type Failure = { code: string; message: string } & Record<string, unknown>

/** Input that cannot be used; `answer` says so to the client. */
class BadRequest extends Error {
  override name = 'BadRequest'
  readonly response: Response
  constructor(status: number, failure: Failure) {
    super(failure.message)
    this.response = failed(status, failure)
  }
}

/** A route handler whose bad input becomes its 4xx and whose faults become a 500 that says nothing but that. */
export function answer<Context>(handle: (request: Request, context: Context) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      return await handle(request, context)
    } catch (error) {
      if (error instanceof BadRequest) return error.response
      unstable_rethrow(error)
      const { pathname } = new URL(request.url)
      if (!isLogged(error))
        log.error('Request failed', { method: request.method, path: placeOf(pathname), error })
      return failed(500, { code: 'internal', message: faultMessage })
    }
  }
}

/** An address without what a visitor wrote into it. */
const placeOf = (pathname: string) => pathname.replace(/^(\/api\/\w+)\/.*$/, '$1/*')

export const json = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'private, no-store' } })

/** `body` with `version` as its entity tag, or 304 with none where the client says that it has that version. */
export function jsonUnlessKnown(request: Request, version: string, body: () => unknown): Response {
  const etag = `"${version}"`
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
  const response = known.includes(etag) ? new Response(null, { status: 304 }) : json(body())
  response.headers.set('etag', etag)
  response.headers.set('cache-control', 'private, no-store')
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
    throw new BadRequest(400, { code: 'not_json', message: 'The body must be JSON.' })
  }
}

/** The fields of the body, which says by its type how it is written. */
export async function parseForm(request: Request): Promise<FormData> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  try {
    return await new Response(await readText(request), { headers }).formData()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new BadRequest(400, { code: 'not_form', message: 'The body must be a form.' })
  }
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(input)
  if (!success) throw new BadRequest(422, { code: 'invalid', message: fieldErrors(error) })
  return data
}

/** A client that goes away before its body has come is no fault of ours. */
async function readText(request: Request) {
  const text = await request.text().catch(() => {
    throw new BadRequest(400, { code: 'incomplete', message: 'The body ended early.' })
  })
  if (text.length <= largestBody) return text
  throw new BadRequest(413, { code: 'too_large', message: `The body must be ${largestBody} bytes at most.` })
}
