import type { ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import { z } from 'zod'

const Prelude = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  cookies: z.array(z.string()).default([]),
})

/** What stands between the prelude, which is JSON, and the body. */
const delimiter = Buffer.alloc(8)

/**
 * The stream that Lambda gives a streaming handler, in the integration format of function URLs: a prelude with status,
 * headers and cookies, eight zero bytes, then the body, passed on as it comes.
 * https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html
 */
export class ResponseStream extends Writable {
  readonly #response: ServerResponse
  #head: Buffer | undefined = Buffer.alloc(0)

  constructor(response: ServerResponse) {
    super()
    this.#response = response
  }

  setContentType(type: string) {
    if (type !== 'application/vnd.awslambda.http-integration-response')
      throw new Error(`${type} is not the integration format`)
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void) {
    if (!this.#head) return void this.#response.write(chunk, done)
    this.#head = Buffer.concat([this.#head, chunk])
    const end = this.#head.indexOf(delimiter)
    if (end < 0) return done()
    const { statusCode, headers, cookies } = Prelude.parse(JSON.parse(this.#head.toString('utf8', 0, end)))
    const body = this.#head.subarray(end + delimiter.length)
    this.#head = undefined
    this.#response.writeHead(statusCode, { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) })
    this.#response.flushHeaders()
    if (body.length === 0) return done()
    this.#response.write(body, done)
  }

  override _final(done: (error?: Error | null) => void) {
    if (this.#head) return done(new Error('the function answered without a prelude'))
    this.#response.end(done)
  }
}
