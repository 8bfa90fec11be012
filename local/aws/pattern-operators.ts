import { BlockList, isIP } from 'node:net'

export type Test = (field: unknown) => boolean
type Fail = (reason: string) => Error
type Operator = (operand: unknown, fail: Fail) => Test

/** Compiles one entry of a leaf array: a value to equal, or one operator. `fail` makes the error for a bad one. */
export function compileLeaf(leaf: unknown, fail: Fail): Test {
  if (typeof leaf === 'number' && !isExact(leaf)) throw fail('has a number that JSON does not hold exactly')
  if (leaf === null || ['string', 'number', 'boolean'].includes(typeof leaf)) return onAny((v) => v === leaf)
  if (typeof leaf !== 'object' || Array.isArray(leaf)) throw fail('has an array inside an array')
  const [[name, operand] = ['', undefined], ...more] = Object.entries(leaf)
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (!operator) throw fail(`has an unrecognized match type ${name}`)
  if (more.length > 0) throw fail('has more than one match type in one object')
  return operator(operand, fail)
}

/** Beyond these a number read from JSON may be its neighbour. */
const isExact = (number: number) => Math.abs(number) <= Number.MAX_SAFE_INTEGER

/** An absent field never matches. */
const onAny =
  (test: Test): Test =>
  (field) =>
    field !== undefined && test(field)

const textOf = (name: string, operand: unknown, fail: Fail) => {
  if (typeof operand !== 'string') throw fail(`has a ${name} that is not a string`)
  return operand
}

const onText = (test: (text: string) => boolean): Test => onAny((v) => typeof v === 'string' && test(v))

/** Upper case first: it makes SS of ß. */
const foldCase = (text: string) => text.toUpperCase().toLowerCase()

/** `{ "prefix": "a" }` or `{ "prefix": { "equals-ignore-case": "a" } }`. */
const edge =
  (name: string, holds: (text: string, edge: string) => boolean): Operator =>
  (operand, fail) => {
    if (typeof operand === 'object' && operand !== null && 'equals-ignore-case' in operand) {
      const wanted = foldCase(textOf(name, operand['equals-ignore-case'], fail))
      return onText((text) => holds(foldCase(text), wanted))
    }
    const wanted = textOf(name, operand, fail)
    return onText((text) => holds(text, wanted))
  }

const prefix = edge('prefix', (text, wanted) => text.startsWith(wanted))
const suffix = edge('suffix', (text, wanted) => text.endsWith(wanted))

const equalsIgnoreCase: Operator = (operand, fail) => {
  const wanted = foldCase(textOf('equals-ignore-case', operand, fail))
  return onText((text) => foldCase(text) === wanted)
}

/** `*` stands for any characters, `\*` for a star. */
const wildcard: Operator = (operand, fail) => {
  const text = textOf('wildcard', operand, fail)
  if (text.replaceAll(/\\[*\\]/g, '').includes('\\'))
    throw fail('has a backslash that escapes neither * nor \\')
  if (text.replaceAll(/\\[*\\]/g, '-').includes('**'))
    throw fail('has a wildcard with two stars side by side')
  const source = text.replace(/\\[*\\]|[\\^$.*+?()[\]{}|]/g, (c) =>
    c === '*' ? '.*' : c.length > 1 ? c : `\\${c}`,
  )
  const expression = new RegExp(`^${source}$`, 's')
  return onText((value) => expression.test(value))
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const largestBound = 5e9

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
}

const numeric: Operator = (operand, fail) => {
  if (!Array.isArray(operand) || ![2, 4].includes(operand.length))
    throw fail('has a numeric that is not one or two comparisons')
  const tests = [operand.slice(0, 2), operand.slice(2)].filter(({ length }) => length > 0)
  const compiled = tests.map(([sign, bound]: unknown[]) => {
    const compare = comparisons[String(sign)]
    if (!compare) throw fail(`has an unrecognized numeric comparison ${String(sign)}`)
    if (typeof bound !== 'number') throw fail('has a numeric bound that is not a number')
    if (Math.abs(bound) > largestBound) throw fail('has a numeric bound beyond five billion')
    return (value: number) => compare(value, bound)
  })
  const [[low, bottom] = [], [high, top] = []] = tests
  if (high !== undefined && !(/^>/.test(low) && /^</.test(high) && bottom < top))
    throw fail('has a numeric range that does not go up from > to <')
  return onAny((v) => typeof v === 'number' && compiled.every((holds) => holds(v)))
}

const exists: Operator = (operand, fail) => {
  if (typeof operand !== 'boolean') throw fail('has an exists that is not true or false')
  return (field) => (field !== undefined) === operand
}

const cidr: Operator = (operand, fail) => {
  const [address = '', bits = '', ...more] = textOf('cidr', operand, fail).split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  const isMapped = family === 'ipv6' && new URL(`http://[${address}]`).hostname.startsWith('[::ffff:')
  if (isMapped || more.length > 0 || !/^\d+$/.test(bits))
    throw fail(`has a malformed cidr ${String(operand)}`)
  if (Number(bits) >= (family === 'ipv6' ? 128 : 32)) throw fail('has a cidr of a single address')
  const block = new BlockList()
  try {
    block.addSubnet(address, Number(bits), family)
  } catch {
    throw fail(`has a malformed cidr ${String(operand)}`)
  }
  // An IPv4 address written as IPv6 is in no block of IPv4.
  return onText((text) => isIP(text) === (family === 'ipv6' ? 6 : 4) && block.check(text, family))
}

const negatable: Record<string, Operator> = {
  prefix,
  suffix,
  'equals-ignore-case': equalsIgnoreCase,
  wildcard,
}

/** The field is there and is none of these: values, or one of `negatable` with one text or several. */
const anythingBut: Operator = (operand, fail) => {
  const refused = compileRefused(operand, fail)
  return onAny((v) => !refused.some((matches) => matches(v)))
}

function compileRefused(operand: unknown, fail: Fail): Test[] {
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) {
    const values = [operand].flat()
    if (values.length === 0) throw fail('has an empty anything-but')
    if (new Set(values.map((value) => typeof value)).size > 1)
      throw fail('has an anything-but of strings and numbers')
    return values.map((value) => {
      if (value === null || !['string', 'number'].includes(typeof value))
        throw fail('has an anything-but of something else than strings and numbers')
      if (typeof value === 'number' && Math.abs(value) > largestBound)
        throw fail('has an anything-but of a number beyond five billion')
      return (field) => field === value
    })
  }
  const [[name, texts] = ['', undefined], ...more] = Object.entries(operand)
  const operator = Object.hasOwn(negatable, name) ? negatable[name] : undefined
  if (!operator || more.length > 0) throw fail(`has an unsupported anything-but ${name}`)
  const several = [texts].flat()
  const isEdge = name === 'prefix' || name === 'suffix'
  if (several.length === 0 || several.some((text) => typeof text !== 'string' || (isEdge && text === '')))
    throw fail(`has an anything-but ${name} that is empty or not text`)
  return several.map((text) => operator(text, fail))
}

const operators: Record<string, Operator> = {
  ...negatable,
  numeric,
  exists,
  cidr,
  'anything-but': anythingBut,
}
