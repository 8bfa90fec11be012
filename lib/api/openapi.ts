import type * as z from 'zod'
import { Line } from '../basket/line'
import { Shortage } from '../events'
import { OrderView } from '../order/order'
import { Product } from '../product/product'
import { examples, failureOf } from './examples'
import { type JsonSchema, jsonSchemasOf, queryFieldsOf } from './json-schema'
import * as api from './schemas'

const taken = { BasketBody: api.DescribedBasketBody, CheckoutBody: api.CheckoutBody }
const answered = {
  Catalogue: api.Catalogue,
  Product,
  Basket: api.BasketAnswer,
  Line,
  CheckedOut: api.CheckedOut,
  CancelledOrder: api.CancelledOrder,
  Orders: api.Orders,
  Order: OrderView,
  Shortage,
  Health: api.Health,
  Failure: api.Failure,
}
type Named = keyof typeof examples

export type Media = { 'application/json': { schema: JsonSchema; example?: unknown; examples?: Examples } }
type Examples = Record<string, { value: unknown }>
type Header = { description: string; required?: boolean; schema: JsonSchema }
export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
}
export type Answer = { description: string; headers?: Record<string, Header>; content?: Media }
export type Operation = {
  operationId: string
  summary: string
  parameters?: Parameter[]
  requestBody?: { description?: string; required: boolean; content: Media }
  responses: Record<string, Answer>
}
export type Path = { get?: Operation; put?: Operation; post?: Operation; delete?: Operation }

const json = (name: Named): Media => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` }, example: examples[name] },
})
const answer = (description: string, name: Named, headers?: Answer['headers']): Answer => ({
  description,
  ...(headers && { headers }),
  content: json(name),
})

const retryAfter = {
  'Retry-After': {
    description: 'With busy or too_many: in so many seconds',
    schema: { type: 'integer', minimum: 1 },
  },
}

const failure = (codes: api.FailureCode[]): Answer => ({
  description: codes.map((code) => `${code}: ${api.failureCodes[code]}`).join('. '),
  ...((codes.includes('busy') || codes.includes('too_many')) && { headers: retryAfter }),
  content: {
    'application/json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Failure' },
          { properties: { error: { properties: { code: { enum: codes } } } } },
        ],
      },
      examples: Object.fromEntries(codes.map((code) => [code, { value: failureOf(code) }])),
    },
  },
})

/** A server in front of the site refuses it by the status alone. */
const tooManyHeaders = {
  431: { description: 'The headers have more than 8 KB. Whether it has a body depends on who refuses it.' },
}

type Codes = Record<number, api.FailureCode[]>
const failing = (byStatus: Codes): Record<string, Answer> => ({
  ...Object.fromEntries(Object.entries(byStatus).map(([status, codes]) => [status, failure(codes)])),
  ...tooManyHeaders,
})

/** What proxy.ts refuses of any request. */
const refused: Codes = { 400: ['refused'], 414: ['refused'] }
const reading: Codes = { ...refused, 500: ['internal'] }
const writing: Codes = { ...reading, 403: ['refused'], 413: ['refused'] }
const writingBody: Codes = {
  ...writing,
  400: ['not_json', 'incomplete', 'refused'],
  413: ['too_large', 'refused'],
}

const query = (schema: z.ZodObject): Parameter[] =>
  queryFieldsOf(schema).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    ...(description && { description }),
    schema,
  }))
const inPath = (name: string): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } })

const document = (description: string): Answer => ({
  description,
  content: { 'application/json': { schema: { type: 'object' } } },
})
const etag = {
  ETag: { description: 'The state of these orders', required: true, schema: { type: 'string' } },
}

const paths: Record<string, Path> = {
  '/api/products': {
    get: {
      operationId: 'listProducts',
      summary: 'Products, a page at a time. A page past the last one is the last one.',
      parameters: query(api.CatalogueQuery),
      responses: { 200: answer('A page of them', 'Catalogue'), ...failing({ ...reading, 422: ['invalid'] }) },
    },
  },
  '/api/products/{id}': {
    get: {
      operationId: 'findProduct',
      summary: 'One product.',
      parameters: [inPath('id')],
      responses: { 200: answer('The product', 'Product'), ...failing({ ...reading, 404: ['not_found'] }) },
    },
  },
  '/api/basket': {
    get: {
      operationId: 'readBasket',
      summary: 'Your basket. Who has none has an empty one, without a checkoutId.',
      responses: { 200: answer('The basket', 'Basket'), ...failing(reading) },
    },
    put: {
      operationId: 'setBasket',
      summary:
        'Your basket becomes exactly these lines, at the prices of now. Begins a session where there is none.',
      requestBody: {
        description: 'A product that is named twice is one line of both quantities.',
        required: true,
        content: json('BasketBody'),
      },
      responses: {
        200: answer('The new basket', 'Basket', {
          'Set-Cookie': {
            description: 'The session, which ends 30 days from now',
            required: true,
            schema: { type: 'string', pattern: '^swoon_session=' },
          },
        }),
        ...failing({ ...writingBody, 409: ['busy'], 422: ['invalid'], 429: ['too_many'] }),
      },
    },
    delete: {
      operationId: 'emptyBasket',
      summary: 'Empties your basket.',
      responses: {
        204: { description: 'It is empty' },
        ...failing({ ...writing, 409: ['busy'], 429: ['too_many'] }),
      },
    },
  },
  '/basket/checkout': {
    post: {
      operationId: 'checkOut',
      summary:
        'Checks your basket out. Asked again with the same checkoutId it gives the same answer and buys nothing more.',
      requestBody: {
        description: 'Whoever shows a total sends it as expectedTotal, and the checkoutId of that basket.',
        required: false,
        content: json('CheckoutBody'),
      },
      responses: {
        200: answer('The order is accepted', 'CheckedOut'),
        ...failing({
          ...writingBody,
          404: ['not_found'],
          409: ['basket_empty', 'total_changed', 'out_of_stock', 'busy'],
          422: ['invalid'],
          429: ['too_many'],
        }),
      },
    },
  },
  '/api/orders': {
    get: {
      operationId: 'listOrders',
      summary: 'Your orders, newest first; accepted ones from the moment of their answer.',
      parameters: [
        ...query(api.OrdersQuery),
        {
          name: 'If-None-Match',
          in: 'header',
          required: false,
          description: 'The ETag of an earlier answer',
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: answer('The orders', 'Orders', etag),
        304: { description: 'They are as If-None-Match names them', headers: etag },
        ...failing({ ...reading, 422: ['invalid'] }),
      },
    },
  },
  '/api/orders/{orderId}': {
    get: {
      operationId: 'findOrder',
      summary: 'One of your orders.',
      parameters: [inPath('orderId')],
      responses: { 200: answer('The order', 'Order'), ...failing({ ...reading, 404: ['not_found'] }) },
    },
  },
  '/api/orders/{orderId}/cancel': {
    post: {
      operationId: 'cancelOrder',
      summary:
        'Cancels one of your orders: an open one, or a confirmed one until a day after its checkout. Stock and money go back; GET says when they have.',
      parameters: [inPath('orderId')],
      responses: {
        200: answer('It is cancelled, now or before', 'CancelledOrder'),
        ...failing({ ...writing, 404: ['not_found'], 409: ['order_ended', 'order_sent', 'busy'] }),
      },
    },
  },
  '/api/health': {
    get: {
      operationId: 'checkHealth',
      summary: 'Whether a checkout can be made. Writes and the bus are tried every ten seconds at most.',
      responses: {
        200: answer('It can', 'Health'),
        503: {
          description: 'It cannot: see which service failed',
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Health' },
              example: { ok: false, services: { dynamodb: 'failed', eventbridge: 'ok' } },
            },
          },
        },
        ...failing(reading),
      },
    },
  },
  '/api/openapi.json': {
    get: {
      operationId: 'describeApi',
      summary: 'This API as OpenAPI describes it.',
      responses: { 200: document('An OpenAPI 3.1 document'), ...failing(refused) },
    },
  },
  '/api/asyncapi.json': {
    get: {
      operationId: 'describeEvents',
      summary: 'The events as AsyncAPI describes them.',
      responses: { 200: document('An AsyncAPI 3 document'), ...failing(refused) },
    },
  },
}

/** The JSON API as OpenAPI 3.1 describes it: https://spec.openapis.org/oas/v3.1.1.html */
export const openapi = {
  openapi: '3.1.1',
  info: {
    title: 'Swoon',
    version: '1',
    summary: 'The shop as JSON',
    description: [
      'A shopper is whoever holds the session cookie, which the first write sets; nothing else says who is asking.',
      'A write from another site is refused, by Sec-Fetch-Site or else by Origin. A form that sends a cookie has one of the two; JSON need not.',
      'Amounts are decimal US dollars, times are ISO 8601 in UTC.',
      'What is read anew with each request is answered with `Cache-Control: private, no-store`.',
      'Fields may be added to what is answered; fields that are not known here are not read.',
      'Every failure is a Failure: another address below /api answers 404 `not_found`, another method 405 `refused` with `Allow`.',
    ].join(' '),
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'The shop that serves this document' }],
  security: [{ session: [] }, {}],
  paths,
  components: {
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'swoon_session' } },
    schemas: jsonSchemasOf({ ...answered, ...taken }, { taken: Object.keys(taken) }),
  },
}
