import { join } from 'node:path'
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { readDotenv } from '../local/data-folder'

type Shop = { data: string }

/** The shop's own dotenv file as the variables that a tool would see. */
export const readEnv = (data: string) => readDotenv(join(data, 'env'))

function tablesOf({ data }: Shop) {
  const env = readEnv(data)
  const client = new DynamoDBClient({
    endpoint: env.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    region: env.AWS_REGION ?? '',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  })
  const nameOf = (table: string) => JSON.parse(env[`SST_RESOURCE_${table}`] ?? '{}').name as string
  return { client, documents: DynamoDBDocumentClient.from(client), nameOf }
}

/** What an operator does to a product while shoppers have it in their carts. */
export async function changeProduct(
  shop: Shop,
  id: string,
  { price, stock }: { price?: number; stock?: number },
) {
  const { documents, nameOf } = tablesOf(shop)
  const set = [
    ...(price === undefined ? [] : ['price = :price']),
    ...(stock === undefined ? [] : ['availableStock = :stock']),
  ]
  await documents.send(
    new UpdateCommand({
      TableName: nameOf('ProductTable'),
      Key: { id },
      UpdateExpression: `SET ${set.join(', ')}`,
      ExpressionAttributeValues: {
        ...(price === undefined ? {} : { ':price': price }),
        ...(stock === undefined ? {} : { ':stock': stock }),
      },
    }),
  )
}

/** A row of the product table, its price in dollars. */
export async function storeProduct(shop: Shop, row: { id: string } & Record<string, unknown>) {
  const { documents, nameOf } = tablesOf(shop)
  await documents.send(new PutCommand({ TableName: nameOf('ProductTable'), Item: row }))
}

export async function removeProduct(shop: Shop, id: string) {
  const { documents, nameOf } = tablesOf(shop)
  await documents.send(new DeleteCommand({ TableName: nameOf('ProductTable'), Key: { id } }))
}

/** Takes a table away, with all that it holds; what it answers puts an empty one in its place. */
export async function takeTable(shop: Shop, table: string) {
  const { client, nameOf } = tablesOf(shop)
  const TableName = nameOf(table)
  const { Table } = await client.send(new DescribeTableCommand({ TableName }))
  await client.send(new DeleteTableCommand({ TableName }))
  return () =>
    client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: Table?.KeySchema,
        AttributeDefinitions: Table?.AttributeDefinitions,
        GlobalSecondaryIndexes: Table?.GlobalSecondaryIndexes?.map(
          ({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
          }),
        ),
      }),
    )
}

export type Fact =
  | 'StockReserved'
  | 'StockRejected'
  | 'StockReleased'
  | 'PaymentCompleted'
  | 'PaymentFailed'
  | 'PaymentRefunded'

const statuses = {
  StockReserved: 'RESERVED',
  StockRejected: 'REJECTED',
  StockReleased: 'RELEASED',
  PaymentCompleted: 'COMPLETED',
  PaymentFailed: 'FAILED',
  PaymentRefunded: 'REFUNDED',
} as const

type Row = { userName: string; orderId: string; orderDate: string; facts: Fact[]; reason?: string }

/** An order as the ordering service leaves it once it knows `facts`: one that stays open is open for good. */
export async function storeOrder(shop: Shop, { userName, orderId, orderDate, facts, reason }: Row) {
  const { documents, nameOf } = tablesOf(shop)
  const at = (index: number) => new Date(new Date(orderDate).getTime() + (index + 1) * 1000).toISOString()
  const last = (prefix: string) => {
    const index = facts.findLastIndex((fact) => fact.startsWith(prefix))
    const fact = facts[index]
    return fact && { status: statuses[fact], at: at(index) }
  }
  const payment = last('Payment')
  const inventory = last('Stock')
  const line = { productId: 'field-camera', productName: 'Field Camera', price: 399, quantity: 1 }
  const rejected = inventory?.status === 'REJECTED' ? { available: 0 } : {}
  await documents.send(
    new PutCommand({
      TableName: nameOf('OrderTable'),
      Item: {
        userName,
        orderId,
        orderDate,
        totalPrice: 399,
        items: [line],
        ...(payment
          ? { payment: { ...payment, paymentId: `PAY-${orderId}`, ...(reason ? { reason } : {}) } }
          : {}),
        ...(inventory
          ? { inventory: { ...inventory, lines: [{ productId: line.productId, quantity: 1, ...rejected }] } }
          : {}),
        history: [
          { what: 'CheckoutBasket', at: orderDate },
          ...facts.map((what, index) => ({ what, at: at(index) })),
        ],
      },
    }),
  )
}
