import * as z from 'zod'

const Response = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullish()

/**
 * The messages of a batch that a ReportBatchItemFailures response says failed. As on AWS, a null or empty response
 * means that none did, and a malformed one, or one that names a message the batch does not have, that all did.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 *
 * @param ids the message ids of the batch
 * @throws Error when the whole batch is to fail
 */
export function failedIds(response: unknown, ids: readonly string[]): ReadonlySet<string> {
  const { success, data } = Response.safeParse(response)
  if (!success) throw new Error('the function returned a malformed batch response')
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
  const unknown = failed.find((id) => !ids.includes(id))
  if (unknown) throw new Error(`the function reported ${unknown}, which is not in the batch`)
  return new Set(failed)
}
