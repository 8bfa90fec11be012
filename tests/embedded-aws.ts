import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { type NativeAttributeValue, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterAll, beforeAll } from 'vitest'
import { z } from 'zod'
import { dynamo } from '../lib/aws/dynamo'
import { Product } from '../lib/product/product'
import { type AwsOptions, startAws } from '../local/embedded'

export type Queue = 'OrderQueue' | 'InventoryQueue' | 'PaymentQueue' | 'MailQueue'
type Table =
  | 'ProductTable'
  | 'BasketTable'
  | 'OrderTable'
  | 'PaymentTable'
  | 'CheckoutTable'
  | 'ReservationTable'
  | 'ReconciliationTable'
  | 'TokenTable'
  | 'LimitTable'
  | 'AuditTable'
  | 'FailureTable'
  | 'PauseTable'
  | 'DeadLetterTable'
  | 'AccountTable'
  | 'SignInTable'
  | 'WatchTable'
type Received = { type: string; detail: Record<string, unknown>; body: string }

type Given = Pick<AwsOptions, 'functions' | 'log' | 'keep' | 'onMail'>

/**
 * An AWS of its own for one test file: in memory, on free ports, with the topology of sst.config.ts. With
 * `functions`, the Lambdas run on their queues too, `keep` is given all that they
 * print, and `log` the warnings and errors in it. `onMail` is given every mail that is sent.
 */
export function embeddedAws(given: Given = {}) {
  let close: () => Promise<unknown>

  beforeAll(async () => {
    const aws = await startAws(given)
    Object.assign(process.env, aws.env)
    close = () => aws.close()
  })
  afterAll(() => close())
}

/** Takes `count` messages off a queue, waiting for them as long as the test may run. */
export async function receive(queue: Queue, count: number): Promise<Received[]> {
  const sqs = new SQSClient({})
  const QueueUrl = Resource[queue].url
  const received: Received[] = []
  while (received.length < count) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(10, count - received.length),
        WaitTimeSeconds: 5,
      }),
    )
    for (const { Body = '', ReceiptHandle } of Messages) {
      const envelope = JSON.parse(Body)
      received.push({ type: envelope['detail-type'], detail: envelope.detail, body: Body })
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    }
  }
  return received
}

/** How many messages a queue holds that nobody has taken. */
export async function waiting(queue: Queue) {
  const name = 'ApproximateNumberOfMessages'
  const { Attributes } = await new SQSClient({}).send(
    new GetQueueAttributesCommand({ QueueUrl: Resource[queue].url, AttributeNames: [name] }),
  )
  return Number(Attributes?.[name])
}

export async function rowsOf(table: Table) {
  const rows: Record<string, NativeAttributeValue>[] = []
  const pages = paginateScan({ client: dynamo }, { TableName: Resource[table].name, ConsistentRead: true })
  for await (const { Items = [] } of pages) rows.push(...Items)
  return rows
}

let products = 0

/** Stocks a product of its own, so that tests of one file do not meet. */
export async function stock(given: Partial<z.input<typeof Product>> = {}) {
  const id = given.id ?? `product-${++products}`
  const product = Product.parse({
    id,
    name: `Product ${id}`,
    description: 'For a test',
    price: 10,
    category: 'Desk',
    availableStock: 100,
    reorderLevel: 5,
    ...given,
  })
  await dynamo.send(
    new PutCommand({ TableName: Resource.ProductTable.name, Item: z.encode(Product, product) }),
  )
  return product
}
