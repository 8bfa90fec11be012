import type { buildApp } from 'fauxqs'

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>
type Action = (input: object, store: Stores['sqsStore']) => unknown

/** fauxqs exports its HTTP server only; the version that package.json pins has these files. */
const partOf = (file: string) =>
  import(/* @vite-ignore */ new URL(`../node_modules/fauxqs/dist/${file}.js`, import.meta.url).href)

/** The state that a fauxqs server is to keep, and what its SQS does with it, without the server. */
export async function queueStore() {
  const [{ SqsStore }, { SnsStore }, { S3Store }, { sendMessageBatch }, { receiveMessage }, deleting] =
    await Promise.all([
      partOf('sqs/sqsStore'),
      partOf('sns/snsStore'),
      partOf('s3/s3Store'),
      partOf('sqs/actions/sendMessageBatch'),
      partOf('sqs/actions/receiveMessage'),
      partOf('sqs/actions/deleteMessageBatch'),
    ])
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() }
  const acting = (action: Action) => async (input: object) => action(input, stores.sqsStore)
  return {
    stores,
    send: acting(sendMessageBatch),
    receive: acting(receiveMessage),
    remove: acting(deleting.deleteMessageBatch),
  }
}
