import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Request } from './cases'

/**
 * Status 0 where the connection ended without an answer, 499 where the client left it, or the server a body that is slow or
 * long: who answers before it is there may close, and the answer is lost with what is on its way (RFC 9112, 9.6).
 */
export type Answer = { status: number; ms: number; text: string }

const pauseMs = 60
const longBody = 64 * 1024

const isReset = (error: object) => 'code' in error && /^(ECONNRESET|EPIPE)$/.test(String(error.code))

/** Sends a request to a site on this machine as it is written, and waits from its last byte on. */
export function send(url: string, { method, path, headers, body, pace }: Request) {
  const { port } = new URL(url)
  const length = body === undefined || pace ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  let began = performance.now()
  const mayBeLeft = pace !== undefined || Buffer.byteLength(body ?? '') > longBody
  return new Promise<Answer>((answered) => {
    const end = (status: number, text = '') => answered({ status, ms: performance.now() - began, text })
    const asked = request(
      {
        ...{ host: '127.0.0.1', port, method, path, agent: false },
        headers: { host: `localhost:${port}`, ...length, ...headers },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk
        })
        response.once('close', () => end(response.statusCode ?? 0, text))
      },
    )
    asked.once('error', (error) => end(mayBeLeft && isReset(error) ? 499 : 0))
    if (!pace) return void asked.end(body)
    trickle(body ?? '').catch(() => end(0))

    async function trickle(body: string | Buffer) {
      const whole = Buffer.from(body)
      for (const [start, stop] of [
        [0, 1],
        [1, whole.length / 2],
        [whole.length / 2, whole.length],
      ]) {
        asked.write(whole.subarray(start, stop))
        await wait(pauseMs)
      }
      began = performance.now()
      if (pace === 'slow') return void asked.end()
      end(499)
      asked.destroy()
    }
  })
}
