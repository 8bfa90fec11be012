import { AwsError } from './server.ts'

export type Pattern = (event: unknown) => boolean

type Test = (field: unknown) => boolean
type Fail = (reason: string) => Error
type Operator = (operand: unknown, fail: Fail) => Test
type Wanted = { path: string; tests: Test[] }
/** Fields that have to match together; `$or` makes several of these. */
type Rule = Wanted[]

const mostRules = 1000

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Compiles an event pattern: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @param text the pattern as JSON
 * @throws InvalidEventPatternException for whatever it does not know, also of what EventBridge does: never a silent
 * non-match
 */
export function compilePattern(text: string): Pattern {
  let pattern: unknown
  try {
    pattern = JSON.parse(text)
  } catch {
    throw invalidPattern('it is not JSON')
  }
  if (!isObject(pattern) || Object.keys(pattern).length === 0) throw invalidPattern('it must be an object')
  const rules = compileObject(pattern, '').map((rule) =>
    rule.toSorted((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))),
  )
  return (event) => {
    const fields = fieldsOf(event)
    return rules.some((rule) => matches(rule, fields, new Map()))
  }
}

const invalidPattern = (reason: string) =>
  new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`)

/** In the order of the paths, each in the elements of arrays that those before it were found in. */
function matches([wanted, ...rest]: Rule, fields: ReadonlyMap<string, Field[]>, place: Place): boolean {
  if (!wanted) return true
  const here = (fields.get(wanted.path) ?? []).flatMap(({ value, place: own }) => {
    const both = together(place, own)
    return both ? [{ value, place: both }] : []
  })
  if (here.length === 0) return wanted.tests.some((test) => test(undefined)) && matches(rest, fields, place)
  return here.some(
    (field) => wanted.tests.some((test) => test(field.value)) && matches(rest, fields, field.place),
  )
}

function compileObject(pattern: Record<string, unknown>, path: string): Rule[] {
  return Object.entries(pattern).reduce<Rule[]>(
    (rules, [key, value]) => {
      const more = key === '$or' ? compileOr(value, path) : compileField(value, path ? `${path}.${key}` : key)
      if (rules.length * more.length > mostRules)
        throw invalidPattern(`it has more than ${mostRules} combinations of "$or"`)
      return rules.flatMap((rule) => more.map((alternative) => [...rule, ...alternative]))
    },
    [[]],
  )
}

function compileOr(value: unknown, path: string): Rule[] {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject))
    throw invalidPattern('"$or" must be an array of at least two objects')
  return value.flatMap((alternative) => compileObject(alternative, path))
}

function compileField(value: unknown, path: string): Rule[] {
  if (Array.isArray(value)) {
    if (value.length === 0) throw invalidPattern(`"${path}" is an empty array`)
    const fail = (reason: string) => invalidPattern(`"${path}" ${reason}`)
    return [[{ path, tests: value.map((leaf) => compileLeaf(leaf, fail)) }]]
  }
  if (!isObject(value)) throw invalidPattern(`"${path}" must be an object or an array`)
  if (Object.keys(value).length === 0) throw invalidPattern(`"${path}" is an empty object`)
  return compileObject(value, path)
}

/** One entry of a leaf array: a value to equal, or one operator. `fail` makes the error for a bad one. */
function compileLeaf(leaf: unknown, fail: Fail): Test {
  if (typeof leaf === 'number' && Math.abs(leaf) > Number.MAX_SAFE_INTEGER)
    throw fail('has a number that JSON does not hold exactly')
  if (leaf === null || ['string', 'number', 'boolean'].includes(typeof leaf)) return (field) => field === leaf
  const [[name, operand] = ['', undefined], ...more] = isObject(leaf) ? Object.entries(leaf) : []
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (!operator || more.length > 0)
    throw fail(`has ${JSON.stringify(leaf)}: the local bus knows values and one of ${Object.keys(operators)}`)
  return operator(operand, fail)
}

const testText =
  (holds: (field: string, wanted: string) => boolean): Operator =>
  (operand, fail) => {
    const wanted = textOf(operand, fail)
    return (field) => typeof field === 'string' && holds(field, wanted)
  }

/** An absent field matches `exists` alone. */
const operators: Record<string, Operator> = {
  prefix: testText((field, wanted) => field.startsWith(wanted)),
  suffix: testText((field, wanted) => field.endsWith(wanted)),
  exists: (operand, fail) => {
    if (typeof operand !== 'boolean') throw fail('has an exists that is not true or false')
    return (field) => (field !== undefined) === operand
  },
  'anything-but': (operand, fail) => {
    const values = [operand].flat().map((value) => textOf(value, fail))
    if (values.length === 0) throw fail('has an empty anything-but')
    return (field) => field !== undefined && !values.some((value) => value === field)
  },
}

function textOf(operand: unknown, fail: Fail) {
  if (typeof operand !== 'string')
    throw fail(`has ${JSON.stringify(operand)} where the local bus takes text alone`)
  return operand
}

/** Which element of each array a field lies in: the array's number in the event, and the element's. */
type Place = ReadonlyMap<number, number>
type Field = { value: unknown; place: Place }

/**
 * An event as event-ruler sees it: its leaves by their dotted path, so that `{"a.b": 1}` and `{"a": {"b": 1}}` are one.
 * Arrays in arrays are leaves and objects of the outer one, which is told apart by the places.
 */
function fieldsOf(event: unknown): ReadonlyMap<string, Field[]> {
  const fields = new Map<string, Field[]>()
  let arrays = 0

  function visit(value: unknown, path: string, place: Place) {
    if (Array.isArray(value)) {
      const array = arrays++
      value.forEach((element, index) => {
        const isInside = typeof element === 'object' && element !== null
        visit(element, path, isInside ? new Map(place).set(array, index) : place)
      })
    } else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, path ? `${path}.${key}` : key, place)
    } else fields.set(path, [...(fields.get(path) ?? []), { value, place }])
  }
  visit(event, '', new Map())
  return fields
}

/** Both places in one, or undefined where they are different elements of one array. */
function together(one: Place, other: Place): Place | undefined {
  for (const [array, index] of other) if ((one.get(array) ?? index) !== index) return undefined
  return new Map([...one, ...other])
}
