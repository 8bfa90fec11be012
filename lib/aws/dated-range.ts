export type Dates = {
  /** An orderDate: only what is older. */
  before?: string | undefined
  /** An orderDate: only what is as old or newer. Without effect beside `before`. */
  since?: string | undefined
}

/** The rows of one key by their orderDate. A sort key takes one condition: of `before` and `since`, `before` counts. */
export function datedRange(hashKey: string, value: string, { before, since }: Dates) {
  const [bound, condition] = before
    ? [before, ' AND orderDate < :bound']
    : [since, ' AND orderDate >= :bound']
  return {
    KeyConditionExpression: `${hashKey} = :${hashKey}${bound ? condition : ''}`,
    ExpressionAttributeValues: { [`:${hashKey}`]: value, ...(bound ? { ':bound': bound } : {}) },
  }
}
