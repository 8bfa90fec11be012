import type { Command } from './memory'

const expressions = ['ExpressionAttributeNames', 'ExpressionAttributeValues']
const write = [
  'TableName',
  ...expressions,
  'ConditionExpression',
  'ReturnValues',
  'ReturnValuesOnConditionCheckFailure',
]
const answers = new Set(['ALL_NEW', 'ALL_OLD', 'NONE'])

const parameters: Record<string, string[]> = {
  GetCommand: ['TableName', 'Key', 'ConsistentRead'],
  PutCommand: [...write, 'Item'],
  DeleteCommand: [...write, 'Key'],
  UpdateCommand: [...write, 'Key', 'UpdateExpression'],
  QueryCommand: [
    'TableName',
    'IndexName',
    ...expressions,
    'KeyConditionExpression',
    'FilterExpression',
    'ProjectionExpression',
    'ScanIndexForward',
    'Limit',
    'ConsistentRead',
    'ExclusiveStartKey',
  ],
  ScanCommand: ['TableName', 'ConsistentRead'],
  BatchGetCommand: ['RequestItems'],
  TransactWriteCommand: ['TransactItems'],
}

/** Refuses a parameter that the model would silently ignore. */
export function known(command: Command) {
  const name = command.constructor.name.replace(/^_|\d+$/g, '')
  const allowed = parameters[name]
  if (!allowed) throw new Error(`The table model does not know ${name}`)
  for (const [parameter, value] of Object.entries(command.input)) {
    if (value !== undefined && !allowed.includes(parameter))
      throw new Error(`The table model does not know ${name}.${parameter}`)
    if (parameter === 'ReturnValues' && value !== undefined && !answers.has(String(value)))
      throw new Error(`The table model does not know ReturnValues ${String(value)}`)
  }
}
