import { type APIRequest, type APIRequestContext, expect } from '@playwright/test'
import { signUpLink } from './mails'

/** Of a page, or of a browser without one. */
type Visitor = { request: APIRequestContext }

/** Somebody new, whose browser takes cookies. */
export async function newVisitor(
  playwright: { request: APIRequest },
  { url }: { url: string },
): Promise<Visitor> {
  const extraHTTPHeaders = { origin: url, accept: 'text/html, */*' }
  return { request: await playwright.request.newContext({ baseURL: url, extraHTTPHeaders }) }
}

const entities: Record<string, string> = { amp: '&', quot: '"', '#x27': "'", lt: '<', gt: '>' }
const decoded = (text: string) => text.replace(/&(\w+|#x27);/g, (whole, name) => entities[name] ?? whole)
const attribute = (tag: string, name: string) =>
  decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

/** The forms of a page as they are sent before its scripts have arrived: the words on it, and its hidden fields. */
export async function formsAt({ request }: Visitor, path: string) {
  const html = await (await request.get(path)).text()
  return [...html.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form]) => ({
    words: decoded(form.replace(/<[^>]*>/g, ' ')),
    fields: Object.fromEntries(
      [...form.matchAll(/<input\b[^>]*>/g)]
        .filter(([tag]) => attribute(tag, 'type') === 'hidden')
        .map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')]),
    ),
  }))
}

export async function formAt(visitor: Visitor, path: string, words: RegExp) {
  const form = (await formsAt(visitor, path)).find((one) => words.test(one.words))
  if (!form) throw new Error(`${path} has no form that says ${words}`)
  return form
}

/** Sends a form to a page as its browser does, without going where it leads. */
export async function sendForm({ request }: Visitor, path: string, multipart: Record<string, string>) {
  const headers = { 'sec-fetch-site': 'same-origin' }
  const answer = await request.post(path, { multipart, headers, maxRedirects: 0 })
  expect(answer.status(), path).toBe(303)
  return answer
}

/** Fills in the form of a page, found by its words. */
export async function submit(
  visitor: Visitor,
  path: string,
  words: RegExp,
  given: Record<string, string> = {},
) {
  const { fields } = await formAt(visitor, path, words)
  return sendForm(visitor, path, { ...fields, ...given })
}

/** Who has an account from here on: where the shop sends mail, by the link in one. */
export async function signUp(visitor: Visitor, email: string, mails?: { data: string }) {
  await submit(visitor, '/sign-up', /Create account/, { email, password: 'three blind mice' })
  if (mails) await submit(visitor, await signUpLink(mails, email), /Create my account/)
}
