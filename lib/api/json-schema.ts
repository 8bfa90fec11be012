import * as z from 'zod'
import { Money } from '../money'

/** What a field means, wherever it has this name. */
const meanings: Record<string, string> = {
  account: 'Of AWS',
  address: 'Its lines, from one to three',
  agreed: 'The price that the shopper has seen',
  amount: 'What is paid',
  at: 'When it came about',
  availableStock: 'Pieces in stock',
  before: 'Only orders placed before this moment: the orderDate of the last one gives the next page',
  category: 'Of the catalogue',
  checkoutId: 'Names the purchase that this basket will be; its orderId once it is placed',
  corrected: 'The words, spelt much like q, that were looked for because nothing mentions those of q',
  detail: 'What it tells',
  contact: 'Who buys it and where it goes',
  country: 'ISO 3166-1 alpha-2',
  delivery: 'How it is brought',
  'detail-type': 'Which event it is',
  expectedTotal:
    'The total that the shopper has seen, delivery included; another one is refused as total_changed',
  failureReason: 'Such as card_declined or out_of_stock',
  history: 'Oldest first',
  image: 'The address of its picture',
  inventory: 'Absent until the inventory has answered',
  lastRestocked: 'Absent until somebody has',
  max: 'The highest price, in dollars; below min it is refused',
  min: 'The lowest price, in dollars',
  orderDate: 'When it was placed; with orderId the same in every event of a purchase',
  orderId: 'Names a purchase everywhere',
  ok: 'Whether a checkout can be made',
  pages: 'How many there are',
  payment: 'Absent until the payment has answered',
  paymentId: "PAY- and the order's id",
  q: 'Words of the name, the category or the description',
  reason: 'Of a payment that failed or was refunded',
  region: 'Of AWS; in an address its state, province or region',
  reorderLevel: 'At which an operator orders more',
  resources: 'Always empty',
  settled: 'Nothing more will happen to it',
  shortages: 'The lines that there is too little stock for',
  since: 'Only orders placed at this moment or later',
  source: 'Who published it',
  sort: 'Of the whole catalogue; without it by relevance, or by turns of the categories',
  stock: 'Only what is in stock. Among more than 72, total also counts what was not yet seen to be sold out',
  time: 'When the bus accepted it, to the second',
  total: 'Of all pages together',
  totalPrice: 'The sum of price x quantity, and the price of delivery where there is one',
  traceId: 'Names one request in the logs of every service that it leads to',
  userName: 'The shopper',
  what: 'The detail-type of an event',
}

/** JSON Schema as zod writes it, as far as it is read here. */
export type JsonSchema = {
  $ref?: string
  type?: string
  format?: string
  pattern?: string
  description?: string
  const?: unknown
  enum?: unknown[]
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
}

type Target = 'draft-2020-12' | 'draft-07'
/** What of the schemas is taken from clients, by name; the others are answered or published. */
type Options = { target?: Target; taken?: readonly string[] }

/**
 * Schemas as they travel, amounts as decimal dollars, that refer to each other by name. They are open: another field may
 * come to be in any of them.
 */
export function jsonSchemasOf<Name extends string>(
  named: Record<Name, z.ZodType>,
  { target = 'draft-2020-12', taken = [] }: Options = {},
): Record<Name | 'Money', JsonSchema> {
  const registry = z.registry<{ id: string }>().add(Money, { id: 'Money' })
  for (const [id, schema] of Object.entries<z.ZodType>(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    target,
    uri: (id) => `#/components/schemas/${id}`,
  })
  const described = Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [
    name,
    plain(schema as JsonSchema, !taken.includes(name)),
  ])
  const all: Record<Name | 'Money', JsonSchema> = Object.fromEntries(described)
  all.Money.description = 'US dollars, with two decimal places at most'
  return all
}

/** Each field of a query as it is written in an address. */
export function queryFieldsOf(schema: z.ZodObject): [name: string, field: JsonSchema][] {
  const { properties = {} } = plain(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema, false)
  return Object.entries(properties)
}

/** Without what says nothing to a reader, and with what its fields mean. A default is always there in what is sent. */
function plain({ properties, items, anyOf, oneOf, ...schema }: JsonSchema, sent: boolean): JsonSchema {
  if (schema.format === 'date-time') schema.pattern = 'Z$'
  if (schema.format === 'uuid') delete schema.pattern
  // A format of zod's own.
  if (schema.format === 'starts_with') delete schema.format
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (sent) delete schema.default
  if (!properties)
    return {
      ...schema,
      ...(items && { items: plain(items, sent) }),
      ...(anyOf && { anyOf: anyOf.map((one) => plain(one, sent)) }),
      ...(oneOf && { oneOf: oneOf.map((one) => plain(one, sent)) }),
    }
  const fields = Object.entries(properties)
  const always = fields.filter(([, field]) => sent && field.default !== undefined).map(([name]) => name)
  const required = [...(schema.required ?? []), ...always]
  return {
    ...schema,
    properties: Object.fromEntries(
      fields.map(([name, field]) => {
        const description = meanings[name]
        return [name, { ...plain(field, sent), ...(description && { description }) }]
      }),
    ),
    ...(required.length > 0 && { required }),
  }
}
