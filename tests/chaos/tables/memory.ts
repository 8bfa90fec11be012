import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import type { Table as Description } from '../../../local/topology'
import { invalid, tableNotFound } from './errors'
import { known } from './known'
import { query } from './query'
import { copyOf, type Row } from './row'
import { createTable, type Table } from './table'
import { type Prepared, prepareCheck, prepareDelete, preparePut, prepareUpdate, writeAll } from './writes'

export type Command = { input: object }
/** How old the state is that is read, and how many rows a page holds at most. */
export type Reading = { ageMs: number; mostRows?: number }

/**
 * DynamoDB as far as Swoon uses it, in memory, in the document client's own values: the same answers, and the SDK's
 * own exceptions. What it does not know it refuses. tables.test.ts compares it with a real DynamoDB.
 */
export function memoryTables(descriptions: readonly Description[]) {
  const tables = new Map(descriptions.map((description) => [description.name, createTable(description)]))

  function tableOf(name: string | undefined): Table {
    const table = tables.get(name ?? '')
    if (!table) throw tableNotFound(name ?? '')
    return table
  }

  function send(command: Command, { ageMs, mostRows }: Reading): Row {
    known(command)
    if (command instanceof GetCommand) {
      const table = tableOf(command.input.TableName).asOf(ageMs)
      const row = table.find(table.exactKey(command.input.Key ?? {}))
      return row ? { Item: copyOf(row) } : {}
    }
    if (command instanceof PutCommand) {
      write(preparePut(tableOf(command.input.TableName), command.input))
      return {}
    }
    if (command instanceof DeleteCommand) {
      const deleting = prepareDelete(tableOf(command.input.TableName), command.input)
      write(deleting)
      const { before } = deleting
      return command.input.ReturnValues === 'ALL_OLD' && before ? { Attributes: copyOf(before) } : {}
    }
    if (command instanceof UpdateCommand) {
      const row = write(prepareUpdate(tableOf(command.input.TableName), command.input))
      return command.input.ReturnValues === 'ALL_NEW' ? { Attributes: copyOf(row) } : {}
    }
    if (command instanceof QueryCommand)
      return query(tableOf(command.input.TableName).asOf(ageMs), command.input, mostRows)
    if (command instanceof ScanCommand) return { Items: copyOf(tableOf(command.input.TableName).all()) }
    if (command instanceof BatchGetCommand) return batchGet(command.input, ageMs)
    if (command instanceof TransactWriteCommand) {
      writeAll((command.input.TransactItems ?? []).map(prepare))
      return {}
    }
    throw new Error(`The table model does not know ${command.constructor.name}`)
  }

  function write(prepared: Prepared) {
    if (prepared.refusal) throw prepared.refusal.error
    return prepared.commit()
  }

  function prepare(item: NonNullable<TransactWriteCommand['input']['TransactItems']>[number]): Prepared {
    if (item.Put) return preparePut(tableOf(item.Put.TableName), item.Put)
    if (item.Update) return prepareUpdate(tableOf(item.Update.TableName), item.Update)
    if (item.Delete) return prepareDelete(tableOf(item.Delete.TableName), item.Delete)
    if (item.ConditionCheck) return prepareCheck(tableOf(item.ConditionCheck.TableName), item.ConditionCheck)
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete')
  }

  function batchGet({ RequestItems = {} }: BatchGetCommand['input'], ageMs: number) {
    const Responses: Record<string, Row[]> = {}
    for (const [name, { Keys = [] }] of Object.entries(RequestItems)) {
      const table = tableOf(name).asOf(ageMs)
      const keys = Keys.map((key) => table.exactKey(key))
      if (keys.length === 0 || keys.length > 100 || new Set(keys).size < keys.length)
        throw invalid('BatchGetItem takes 1 to 100 different keys')
      Responses[name] = keys.flatMap((key): Row[] => {
        const row = table.find(key)
        return row ? [copyOf(row)] : []
      })
    }
    return { Responses, UnprocessedKeys: {} }
  }

  return {
    send: async (command: Command, reading: Reading = { ageMs: 0 }): Promise<Row> => send(command, reading),
  }
}
