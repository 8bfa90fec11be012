import {
  DeleteMessageBatchCommand,
  type DeleteMessageBatchCommandInput,
  type DeleteMessageBatchCommandOutput,
  GetQueueUrlCommand,
  type GetQueueUrlCommandInput,
  type GetQueueUrlCommandOutput,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  type ReceiveMessageCommandOutput,
  SendMessageBatchCommand,
  type SendMessageBatchCommandInput,
  type SendMessageBatchCommandOutput,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs'

type Output<T> = Promise<Omit<T, '$metadata'>>

/**
 * What a bus and an event source mapping ask of SQS, in the words of its API. Each call throws an Error whose name is
 * SQS's code for what is wrong.
 */
export type Sqs = {
  urlOf(input: GetQueueUrlCommandInput): Output<GetQueueUrlCommandOutput>
  send(input: SendMessageBatchCommandInput): Output<SendMessageBatchCommandOutput>
  receive(input: ReceiveMessageCommandInput, abortSignal?: AbortSignal): Output<ReceiveMessageCommandOutput>
  remove(input: DeleteMessageBatchCommandInput): Output<DeleteMessageBatchCommandOutput>
  close(): void
}

/** A request that hangs holds up what comes after it. */
const patience = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true }

/** A poll waits up to 20 seconds by itself. */
const pollTimeoutMs = 25_000

/** SQS wherever it is, over the network. */
export function sqsAt(config: SQSClientConfig): Sqs {
  const client = new SQSClient({ ...config, requestHandler: patience, useQueueUrlAsEndpoint: false })
  return {
    urlOf: (input) => client.send(new GetQueueUrlCommand(input)),
    send: (input) => client.send(new SendMessageBatchCommand(input)),
    receive: (input, abortSignal) =>
      client.send(new ReceiveMessageCommand(input), { abortSignal, requestTimeout: pollTimeoutMs }),
    remove: (input) => client.send(new DeleteMessageBatchCommand(input)),
    close: () => client.destroy(),
  }
}
