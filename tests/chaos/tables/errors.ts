import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { Row } from './row'

const $metadata = { httpStatusCode: 400 }
const marshalled = (row: Row | undefined) => (row ? { Item: marshall(row) } : {})

export const conditionFailed = (row: Row | undefined) =>
  new ConditionalCheckFailedException({
    $metadata,
    message: 'The conditional request failed',
    ...marshalled(row),
  })

export const tableNotFound = (name: string) =>
  new ResourceNotFoundException({ $metadata, message: `Requested resource not found: ${name}` })

export const invalid = (message: string) =>
  new DynamoDBServiceException({ $metadata, $fault: 'client', name: 'ValidationException', message })

export type Reason = { code: string; row?: Row | undefined }

export const transactionCanceled = (reasons: Reason[]) =>
  new TransactionCanceledException({
    $metadata,
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons
      .map(({ code }) => code)
      .join(', ')}]`,
    CancellationReasons: reasons.map(({ code, row }) => ({ Code: code, ...marshalled(row) })),
  })
