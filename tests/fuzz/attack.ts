import { request } from 'node:http'
import { randomOf } from '../chaos/globals'
import { type Case, caseOf, type Known } from './cases'

type Finding = { status: number; ms: number; sent: Case }
export type Report = {
  statuses: Record<string, Record<number, number>>
  /** Answers 5xx to what is not listed, and cases that got none. */
  faults: Finding[]
  slow: Finding[]
}

const slowMs = 1000
const atOnce = 4

/** Sends `cases` hostile requests to a shop on this machine. */
export async function attack(options: { url: string; cases: number; seed: number }): Promise<Report> {
  const known = await learn(options.url)
  const random = randomOf(String(options.seed))
  const report: Report = { statuses: {}, faults: [], slow: [] }
  const left = Array.from({ length: options.cases }, () => caseOf(random, known))
  const work = async () => {
    for (let sent = left.pop(); sent; sent = left.pop()) note(report, await send(options.url, sent))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  // What was slow because of its neighbours is not when it is alone.
  const again: Finding[] = []
  for (const { sent } of report.slow) again.push(await send(options.url, sent))
  return { ...report, slow: again.filter(({ ms }) => ms > slowMs) }
}

function note({ statuses, faults, slow }: Report, finding: Finding) {
  const { status, ms, sent } = finding
  statuses[sent.kind] ??= {}
  const counts = statuses[sent.kind] ?? {}
  counts[status] = (counts[status] ?? 0) + 1
  if (status === 0 || (status >= 500 && !sent.listed)) faults.push(finding)
  if (ms > slowMs) slow.push(finding)
}

/** What the pages of a guest with something in the cart show. */
async function learn(url: string): Promise<Known> {
  const put = await fetch(`${url}/api/basket`, {
    method: 'PUT',
    body: JSON.stringify({ items: [{ productId: 'chef-knife', quantity: 1 }] }),
  })
  const cookie = (put.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const pages = await Promise.all(
    ['/cart', '/checkout', '/products/chef-knife', '/'].map(async (path) =>
      (await fetch(url + path, { headers: { cookie } })).text(),
    ),
  )
  const ids = pages.flatMap((page) => [...page.matchAll(/ACTION_ID_([\da-f]+)/g)].map(([, id = '']) => id))
  return { actions: [...new Set(ids)], cookie, origin: new URL(url).origin }
}

/** Status 0 where the connection ended without an answer. */
function send(url: string, sent: Case) {
  const { port } = new URL(url)
  const started = performance.now()
  return new Promise<Finding>((answered) => {
    const end = (status: number) => answered({ status, ms: performance.now() - started, sent })
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method: sent.method,
        path: sent.path,
        agent: false,
        headers: { host: `localhost:${port}`, ...lengthOf(sent.body), ...sent.headers },
      },
      (response) => response.resume().once('close', () => end(response.statusCode ?? 0)),
    )
    asked.once('error', () => end(0))
    asked.end(sent.body)
  })
}

const lengthOf = (body?: string) =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
