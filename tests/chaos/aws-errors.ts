import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import { EventBridgeServiceException } from '@aws-sdk/client-eventbridge'
import { SQSServiceException } from '@aws-sdk/client-sqs'

export type Service = 'dynamodb' | 'eventbridge' | 'sqs' | 'gateway'

const $metadata = { httpStatusCode: 400 }
const faulty = { $metadata: { httpStatusCode: 500 }, message: 'Internal failure' }

export const throttled: Record<Service, () => Error> = {
  dynamodb: () => new ProvisionedThroughputExceededException({ $metadata, message: 'Rate exceeded' }),
  eventbridge: () =>
    new EventBridgeServiceException({ $metadata, $fault: 'client', name: 'ThrottlingException' }),
  sqs: () => new SQSServiceException({ $metadata, $fault: 'client', name: 'RequestThrottled' }),
  gateway: () => new Error('429 from the payment provider'),
}

export const internalError: Record<Service, () => Error> = {
  dynamodb: () => new InternalServerError(faulty),
  eventbridge: () =>
    new EventBridgeServiceException({ ...faulty, $fault: 'server', name: 'InternalException' }),
  sqs: () => new SQSServiceException({ ...faulty, $fault: 'server', name: 'InternalError' }),
  gateway: () => new Error('500 from the payment provider'),
}

export const timedOut = () => Object.assign(new Error('socket timed out'), { name: 'TimeoutError' })

/** A single write of an item that a transaction is writing. */
export const itemConflict = () =>
  new TransactionConflictException({ $metadata, message: 'Transaction is ongoing for the item' })

/** As many reasons as the transaction has items; one of them met another transaction. */
export const transactionConflict = (items: number, conflicting: number) =>
  new TransactionCanceledException({
    $metadata,
    message: 'Transaction cancelled',
    CancellationReasons: Array.from({ length: items }, (_, index) => ({
      Code: index === conflicting ? 'TransactionConflict' : 'None',
    })),
  })

/** The same refusal, but for one of its items that met another transaction before it was judged. */
export function withConflict(error: unknown): unknown {
  if (!(error instanceof TransactionCanceledException)) return error
  const reasons = error.CancellationReasons ?? []
  const failed = reasons.flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? [index] : []))
  if (failed.length < 2) return error
  return new TransactionCanceledException({
    $metadata,
    message: error.message,
    CancellationReasons: reasons.map((reason, index) =>
      index === failed[0] ? { Code: 'TransactionConflict' } : reason,
    ),
  })
}
