import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/**
 * Who may come in: anybody; anybody, who then finds what is their own and nothing else; operators, for everybody else
 * there being nothing; operators who have signed in just now.
 */
type Rule = 'public' | 'own data' | 'operator' | 'step-up'

const pages: Record<string, Rule> = {
  '/': 'public',
  '/account': 'own data',
  '/account/delete': 'own data',
  '/admin': 'operator',
  '/admin/alarms': 'operator',
  '/admin/audit': 'operator',
  '/admin/checkouts': 'operator',
  '/admin/flow': 'operator',
  '/admin/failures': 'operator',
  '/admin/failures/[queue]': 'operator',
  '/admin/failures/[queue]/[messageId]': 'operator',
  '/admin/failures/[queue]/[messageId]/edit': 'operator',
  '/admin/failures/[queue]/confirm': 'operator',
  '/admin/failures/discarded': 'operator',
  '/admin/failures/redrives/[id]': 'operator',
  '/admin/found': 'operator',
  '/admin/orders/[orderId]': 'operator',
  '/admin/pause/[consumer]': 'operator',
  '/admin/queues': 'operator',
  '/admin/reconciliation': 'operator',
  '/admin/reconciliation/[run]/[finding]': 'operator',
  '/cart': 'own data',
  '/checkout': 'own data',
  '/contact': 'public',
  '/delivery': 'public',
  '/help': 'public',
  '/orders': 'own data',
  '/orders/[orderId]': 'own data',
  '/orders/[orderId]/cancel': 'own data',
  '/orders/[orderId]/pay': 'own data',
  '/orders/[orderId]/receipt': 'own data',
  '/privacy': 'public',
  '/products/[id]': 'public',
  '/reset': 'public',
  '/reset/link': 'public',
  '/returns': 'public',
  '/sign-in': 'public',
  '/sign-up': 'public',
  '/sign-up/link': 'public',
  '/terms': 'public',
}

const handlers: Record<string, Rule> = {
  'GET /admin/pulse': 'operator',
  'GET /admin/search': 'operator',
  'GET /api/[...path]': 'public',
  'GET /api/asyncapi.json': 'public',
  'DELETE /api/basket': 'own data',
  'GET /api/basket': 'own data',
  'PUT /api/basket': 'own data',
  'GET /api/health': 'public',
  'GET /api/openapi.json': 'public',
  'GET /api/orders': 'own data',
  'GET /api/orders/[orderId]': 'own data',
  'POST /api/orders/[orderId]/cancel': 'own data',
  'GET /api/products': 'public',
  'GET /api/products/[id]': 'public',
  'POST /basket/checkout': 'own data',
  'POST /cart/change': 'own data',
  'GET /cart/contents': 'own data',
  'GET /wait': 'public',
}

const actions: Record<string, Rule> = {
  '_server resumePaused': 'operator',
  'account addPasskey': 'own data',
  'account beginPasskey': 'own data',
  'account changePassword': 'own data',
  'account deleteAccount': 'own data',
  'account endEverySession': 'own data',
  'account endSession': 'own data',
  'account removePasskey': 'own data',
  'account makeRecoveryCodes': 'own data',
  'admin pause': 'step-up',
  'admin publishCheckout': 'operator',
  'admin publishCheckouts': 'operator',
  'admin/failures abortRedrive': 'operator',
  'admin/failures editCopy': 'operator',
  'admin/failures redriveCopy': 'operator',
  'admin/failures discardLetters': 'step-up',
  'admin/failures putBackLetter': 'operator',
  'admin/failures redriveLetters': 'operator',
  'admin/failures redriveMany': 'step-up',
  'admin/reconciliation checkTables': 'operator',
  'admin/reconciliation repairFinding': 'operator',
  'admin refundOrder': 'step-up',
  'cart addToCart': 'own data',
  'cart buyOrderAgain': 'own data',
  'cart changeCart': 'own data',
  'cart changeWatch': 'own data',
  'checkout placeOrder': 'own data',
  'orders cancelOrder': 'own data',
  'orders retryPayment': 'own data',
  'sign-in beginPasskeySignIn': 'public',
  'sign-in finishPasskeySignIn': 'public',
  'reset askForResetMail': 'public',
  'reset resetByCode': 'public',
  'reset resetByToken': 'public',
  'sign-in signIn': 'public',
  'sign-up confirmSignUp': 'public',
  'sign-up signUp': 'public',
}

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('app', file.split(path.sep).join('/')))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
const textOf = (file: string) => readFileSync(file, 'utf8')
const addressOf = (file: string) => path.posix.dirname(file).replace(/^app/, '') || '/'
const exportsOf = (file: string, name: RegExp) =>
  [...textOf(file).matchAll(/^export (?:const|async function|function) (\w+)/gm)]
    .map(([, exported = '']) => exported)
    .filter((exported) => name.test(exported))
const isAction = (file: string) => /^['"]use server['"]/m.test(textOf(file))

type Entry = { name: string; file: string }
const named = (pattern: RegExp) => files.filter((file) => pattern.test(file))
const found: Record<'pages' | 'handlers' | 'actions', Entry[]> = {
  pages: named(/(^|\/)page\.tsx?$/).map((file) => ({ name: addressOf(file), file })),
  handlers: named(/\/route\.tsx?$/).flatMap((file) =>
    exportsOf(file, /^[A-Z]+$/).map((method) => ({ name: `${method} ${addressOf(file)}`, file })),
  ),
  actions: files
    .filter(isAction)
    .flatMap((file) =>
      exportsOf(file, /./).map((name) => ({ name: `${addressOf(file).slice(1)} ${name}`, file })),
    ),
}
const rules = { pages, handlers, actions }

test.each([
  'pages',
  'handlers',
  'actions',
] as const)('all %s have a rule, and no rule is left over', (kind) => {
  expect(found[kind].map(({ name }) => name).toSorted()).toEqual(Object.keys(rules[kind]).toSorted())
})

test('what can be called from outside stands in files of its own, each under one name', () => {
  expect(files.filter(isAction).every((file) => /\/actions\.ts$/.test(file))).toBe(true)
  const others = files.filter((file) => /^\s+['"]use server['"]/m.test(textOf(file)))
  expect(others).toEqual([])
  for (const file of files.filter((file) => isAction(file) || /\/route\.ts$/.test(file)))
    expect(textOf(file), file).not.toMatch(/^export (\*|\{|default)/m)
})

test('what is for operators asks for one, and nothing under /admin is for others', () => {
  const entries = (['pages', 'handlers', 'actions'] as const).flatMap((kind) =>
    found[kind].map((entry) => ({ ...entry, rule: rules[kind][entry.name] })),
  )
  for (const { name, file, rule } of entries) {
    const isForOperators = rule === 'operator' || rule === 'step-up'
    const asks = isAction(file)
      ? new RegExp(`^export const ${name.split(' ').at(-1)} = operatorAction\\(`, 'm')
      : /\brequireOperator\(/
    if (isForOperators) expect(textOf(file), name).toMatch(asks)
    if (/^app\/admin\//.test(file)) expect(isForOperators, name).toBe(true)
  }
})
