import { isRow, type Row } from './tables/row'

type Operation = { constructor: { name: string }; input: object }

const fields = ['orderDate', 'orderId', 'checkoutId', 'paymentId', 'id', 'userName'] as const

/** The value that tells rows of a table apart, as far as a reader of a history wants to know. */
const keyText = (row: unknown) =>
  isRow(row)
    ? fields
        .flatMap((field) => (typeof row[field] === 'string' ? [row[field]] : []))
        .slice(0, 2)
        .join(' ')
    : ''

const valuesText = (input: Row) =>
  ['status', 'released', 'from', 'quantity', 'before', 'version']
    .flatMap((name) => {
      const values = input.ExpressionAttributeValues
      const value = isRow(values) ? values[`:${name}`] : undefined
      return value === undefined ? [] : [`${name}=${value}`]
    })
    .join(' ')

function itemText(kind: string, input: Row): string {
  const text = `${kind} ${input.TableName} ${keyText(input.Key ?? input.Item)}`
  const item = isRow(input.Item) && input.Item.status ? `${input.Item.status}` : ''
  return [text, item, valuesText(input)].filter(Boolean).join(' ')
}

/** One call to AWS in a few words for the history. */
export function describeCommand(command: Operation): string {
  const name = command.constructor.name.replace(/^_|Command\d*$/g, '')
  const input = command.input as Row
  if (Array.isArray(input.TransactItems)) {
    const items = input.TransactItems.flatMap((item: Record<string, Row>) =>
      Object.entries(item).map(([kind, part]) => itemText(kind, part)),
    )
    return `Transaction {${items.join('; ')}}`
  }
  if (name === 'Query') return `Query ${input.TableName} ${input.IndexName ?? ''} ${queryText(input)}`
  if (isRow(input.RequestItems)) return `BatchGet ${Object.keys(input.RequestItems).join()}`
  if (name === 'ChangeMessageVisibility')
    return `ChangeMessageVisibility ${input.ReceiptHandle} ${input.VisibilityTimeout} s`
  return itemText(name, input)
}

const queryText = ({ ExpressionAttributeValues }: Row) =>
  isRow(ExpressionAttributeValues) ? Object.values(ExpressionAttributeValues).join(' ') : ''
