import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs'

/** A request that hangs holds up what comes after it. */
const patience = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true }

/** SQS wherever it is. Queues are asked at its endpoint, whatever host their URLs name. */
export const sqsClient = (config: SQSClientConfig) =>
  new SQSClient({ ...config, requestHandler: patience, useQueueUrlAsEndpoint: false })
