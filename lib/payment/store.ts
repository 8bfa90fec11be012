import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { findRow, unlessRefused } from '../aws/dynamo'
import { LoggableError } from '../observe/loggable-error'
import { Payment } from './payment'

const TableName = () => Resource.PaymentTable.name

/** The order's one payment row: this one, or the one that was there before. */
export async function openPayment(payment: Payment): Promise<Payment> {
  const opened = await unlessRefused(
    new PutCommand({
      TableName: TableName(),
      Item: z.encode(Payment, payment),
      ConditionExpression: 'attribute_not_exists(paymentId)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  )
  return 'done' in opened ? payment : Payment.parse(opened.refused.row)
}

export async function findPayment(paymentId: string) {
  const row = await findRow(TableName(), { paymentId })
  return row && Payment.parse(row)
}

/** A payment's row is never deleted by the shop; somebody else has. */
class PaymentGone extends LoggableError {
  override name = 'PaymentGone'
}

type Step = Partial<Pick<Payment, 'status' | 'processedAt' | 'transactionId' | 'failureReason' | 'cancelled'>>

/** Moves a payment on from the status it was seen in; answers the row as it then stands. @throws PaymentGone */
export async function advancePayment({ paymentId, status: from }: Payment, step: Step): Promise<Payment> {
  const changes = Object.entries(step)
  const values = Object.fromEntries(changes.map(([name, value]) => [`:${name}`, value]))
  const advanced = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { paymentId },
      UpdateExpression: `SET ${changes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: '#status = :from',
      ExpressionAttributeNames: Object.fromEntries(changes.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: { ...values, ':from': from },
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  )
  const row = 'done' in advanced ? advanced.done.Attributes : advanced.refused.row
  if (!row) throw new PaymentGone(`${paymentId} was deleted while it was ${from}`)
  return Payment.parse(row)
}
