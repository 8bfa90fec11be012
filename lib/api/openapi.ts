import * as z from 'zod'
import { OrderView } from '../order/order'
import { Product } from '../product/product'
import * as api from './schemas'

const schemas = {
  Product,
  Catalogue: api.Catalogue,
  BasketBody: api.DescribedBasketBody,
  Basket: api.BasketAnswer,
  CheckoutBody: api.CheckoutBody,
  CheckedOut: api.CheckedOut,
  Order: OrderView,
  Orders: api.Orders,
  Health: api.Health,
  Failure: api.Failure,
}
type Named = keyof typeof schemas

/** As it travels: amounts are decimal dollars. */
export const jsonSchemaOf = (schema: z.ZodType) => {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return described
}

const content = (name: Named) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
})
const answer = (description: string, name: Named) => ({ description, content: content(name) })

const failures: Record<number, string> = {
  400: 'The body is no JSON, or ended early',
  403: 'Another site sent it',
  404: 'There is none, or it is not yours',
  409: 'The basket is empty (basket_empty), the total is another one (total_changed), the stock does not suffice (out_of_stock), or others are changing it too (busy, with Retry-After)',
  413: 'The body is larger than 64 KB',
  422: 'A field is at fault; the message names it',
  503: 'A service does not answer',
}
const failing = (...statuses: number[]) =>
  Object.fromEntries(statuses.map((status) => [status, answer(failures[status] ?? '', 'Failure')]))

const query = (schema: z.ZodObject) =>
  Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchemaOf(field as z.ZodType),
  }))
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } })

const body = (name: Named, required: boolean) => ({ required, content: content(name) })
const paths = {
  '/api/products': {
    get: {
      operationId: 'listProducts',
      summary: 'Products, a page at a time',
      parameters: query(api.CatalogueQuery),
      responses: { 200: answer('A page of them', 'Catalogue'), ...failing(422) },
    },
  },
  '/api/products/{id}': {
    get: {
      operationId: 'findProduct',
      summary: 'One product',
      parameters: [inPath('id')],
      responses: { 200: answer('The product', 'Product'), ...failing(404) },
    },
  },
  '/api/basket': {
    get: {
      operationId: 'readBasket',
      summary: 'Your basket',
      responses: { 200: answer('The basket', 'Basket') },
    },
    put: {
      operationId: 'setBasket',
      summary:
        'Your basket becomes exactly these lines, at the prices of now. Begins a session where there is none.',
      requestBody: body('BasketBody', true),
      responses: { 200: answer('The new basket', 'Basket'), ...failing(400, 403, 409, 413, 422) },
    },
    delete: {
      operationId: 'emptyBasket',
      summary: 'Empties your basket',
      responses: { 204: { description: 'It is empty' }, ...failing(403) },
    },
  },
  '/basket/checkout': {
    post: {
      operationId: 'checkOut',
      summary: 'Checks your basket out. Asked again with the same checkoutId it gives the same answer.',
      requestBody: body('CheckoutBody', false),
      responses: { 200: answer('The order is accepted', 'CheckedOut'), ...failing(400, 403, 409, 413, 422) },
    },
  },
  '/api/orders': {
    get: {
      operationId: 'listOrders',
      summary: 'Your orders, newest first; accepted ones from the moment of their answer. Has an ETag.',
      parameters: query(api.OrdersQuery),
      responses: {
        200: answer('The orders', 'Orders'),
        304: { description: 'They are as If-None-Match names them' },
        ...failing(422),
      },
    },
  },
  '/api/orders/{orderId}': {
    get: {
      operationId: 'findOrder',
      summary: 'One of your orders',
      parameters: [inPath('orderId')],
      responses: { 200: answer('The order', 'Order'), ...failing(404) },
    },
  },
  '/api/health': {
    get: {
      operationId: 'checkHealth',
      summary: 'Whether a checkout can be made',
      responses: {
        200: answer('It can', 'Health'),
        503: answer('It cannot: see which service failed', 'Health'),
      },
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
    description:
      'Amounts are decimal US dollars. A shopper is whoever holds the session cookie, which the first write sets. Any error is answered as Failure.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  security: [{ session: [] }, {}],
  paths,
  components: {
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'swoon_session' } },
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, jsonSchemaOf(schema)]),
    ),
  },
}
