import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Command } from './memory'

export type Reads = { mayBeStale: boolean; hasPages: boolean }

/** What a command may read: only ConsistentRead sees every write before it, and an index never does. */
export function consistencyOf(command: Command): Reads {
  const hasPages = command instanceof QueryCommand
  if (hasPages || command instanceof GetCommand)
    return { mayBeStale: !command.input.ConsistentRead, hasPages }
  const mayBeStale =
    command instanceof BatchGetCommand &&
    Object.values(command.input.RequestItems ?? {}).every(({ ConsistentRead }) => !ConsistentRead)
  return { mayBeStale, hasPages }
}
