import { BlockList, isIP } from 'node:net'

export type Test = (field: unknown) => boolean
type Fail = (reason: string) => Error
type Operator = (operand: unknown, fail: Fail) => Test

/** Compiles one entry of a leaf array: a value to equal, or one operator. `fail` makes the error for a bad one. */
export function compileLeaf(leaf: unknown, fail: Fail): Test {
  if (leaf === null || ['string', 'number', 'boolean'].includes(typeof leaf)) return onAny((v) => v === leaf)
  if (typeof leaf !== 'object' || Array.isArray(leaf)) throw fail('has an array inside an array')
  const [[name, operand] = ['', undefined], ...more] = Object.entries(leaf)
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (!operator) throw fail(`has an unrecognized match type ${name}`)
  if (more.length > 0) throw fail('has more than one match type in one object')
  return operator(operand, fail)
}

/** An array in the event matches when one of its elements does; an absent field or an object never does. */
const onAny =
  (test: Test): Test =>
  (field) =>
    Array.isArray(field) ? field.some(test) : field !== undefined && test(field)

const textOf = (name: string, operand: unknown, fail: Fail) => {
  if (typeof operand !== 'string') throw fail(`has a ${name} that is not a string`)
  return operand
}

const onText = (test: (text: string) => boolean): Test => onAny((v) => typeof v === 'string' && test(v))

/** `{ "prefix": "a" }` or `{ "prefix": { "equals-ignore-case": "a" } }`. */
const edge =
  (name: string, holds: (text: string, edge: string) => boolean): Operator =>
  (operand, fail) => {
    if (typeof operand === 'object' && operand !== null && 'equals-ignore-case' in operand) {
      const wanted = textOf(name, operand['equals-ignore-case'], fail).toLowerCase()
      return onText((text) => holds(text.toLowerCase(), wanted))
    }
    const wanted = textOf(name, operand, fail)
    return onText((text) => holds(text, wanted))
  }

const prefix = edge('prefix', (text, wanted) => text.startsWith(wanted))
const suffix = edge('suffix', (text, wanted) => text.endsWith(wanted))

const equalsIgnoreCase: Operator = (operand, fail) => {
  const wanted = textOf('equals-ignore-case', operand, fail).toLowerCase()
  return onText((text) => text.toLowerCase() === wanted)
}

/** `*` stands for any characters, `\*` for a star. */
const wildcard: Operator = (operand, fail) => {
  const text = textOf('wildcard', operand, fail)
  if (/(?<!\\)\*\*/.test(text)) throw fail('has a wildcard with two stars side by side')
  const source = text.replace(/\\[*\\]|[\\^$.*+?()[\]{}|]/g, (c) =>
    c === '*' ? '.*' : c.length > 1 ? c : `\\${c}`,
  )
  const expression = new RegExp(`^${source}$`, 's')
  return onText((value) => expression.test(value))
}

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
    return (value: number) => compare(value, bound)
  })
  return onAny((v) => typeof v === 'number' && compiled.every((holds) => holds(v)))
}

const exists: Operator = (operand, fail) => {
  if (typeof operand !== 'boolean') throw fail('has an exists that is not true or false')
  const isLeaf: Test = (field) => field !== undefined && (typeof field !== 'object' || field === null)
  const present: Test = (field) => (Array.isArray(field) ? field.some(isLeaf) : isLeaf(field))
  return operand ? present : (field) => !present(field)
}

const cidr: Operator = (operand, fail) => {
  const [address = '', bits] = textOf('cidr', operand, fail).split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  const block = new BlockList()
  try {
    block.addSubnet(address, Number(bits), family)
  } catch {
    throw fail(`has a malformed cidr ${String(operand)}`)
  }
  return onText((text) => isIP(text) > 0 && block.check(text, isIP(text) === 6 ? 'ipv6' : 'ipv4'))
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
  return onAny((v) => (typeof v !== 'object' || v === null) && !refused.some((matches) => matches(v)))
}

function compileRefused(operand: unknown, fail: Fail): Test[] {
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) {
    const values = [operand].flat()
    if (values.length === 0) throw fail('has an empty anything-but')
    return values.map((value) => {
      if (value === null || !['string', 'number'].includes(typeof value))
        throw fail('has an anything-but of something else than strings and numbers')
      return (field) => field === value
    })
  }
  const [[name, texts] = ['', undefined], ...more] = Object.entries(operand)
  const operator = Object.hasOwn(negatable, name) ? negatable[name] : undefined
  if (!operator || more.length > 0) throw fail(`has an unsupported anything-but ${name}`)
  return [texts].flat().map((text) => operator(text, fail))
}

const operators: Record<string, Operator> = {
  ...negatable,
  numeric,
  exists,
  cidr,
  'anything-but': anythingBut,
}
