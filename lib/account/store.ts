import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { findRow, queryPages, type TransactItem, transact, unlessRefused } from '../aws/dynamo'
import { readRow } from '../aws/rows'
import { UserName } from '../ids'
import { Account, EndedName, endedName, maxSessions, operatorsName, type Session } from './account'

const AccountTable = () => Resource.AccountTable.name
const SignInTable = () => Resource.SignInTable.name

export const accountTables = () => ({ accounts: AccountTable(), signIns: SignInTable() })

/** One way to sign in: `handle` is `email#` and the address. */
export const SignIn = z.object({ handle: z.string(), userName: UserName, passwordHash: z.string() })
export type SignIn = z.infer<typeof SignIn>

const Holder = z.union([Account, EndedName])

/** Who goes by a name; undefined for a guest. A row that cannot be read lets nobody in. */
export async function findHolder(userName: string, options: { consistent: boolean }) {
  const row = await findRow(AccountTable(), { userName }, options)
  return row && (readRow(Holder, row, { table: AccountTable(), namedBy: [] }) ?? endedName(userName))
}

export async function findAccount(userName: string, options: { consistent: boolean }) {
  const holder = await findHolder(userName, options)
  return holder && 'role' in holder ? holder : undefined
}

export async function findSignIn(handle: string) {
  const row = await findRow(SignInTable(), { handle })
  return row && readRow(SignIn, row, { table: SignInTable(), namedBy: [] })
}

/** Both rows or none, together with what allows it; which of them was there before, or that it is allowed no more. */
export async function addAccount(account: Account, signIn: SignIn, allowing: TransactItem[] = []) {
  const refused = await transact([
    {
      Put: {
        TableName: AccountTable(),
        Item: account,
        ConditionExpression: 'attribute_not_exists(userName)',
      },
    },
    {
      Put: {
        TableName: SignInTable(),
        Item: signIn,
        ConditionExpression: 'attribute_not_exists(handle)',
      },
    },
    ...allowing,
  ])
  if (!refused) return 'added'
  const [, handle, ...allowed] = refused
  if (allowed.some(Boolean)) return 'not_allowed'
  return handle ? 'handle_taken' : 'name_taken'
}

/** Adds a session in place of those named; false where these have ended meanwhile, or others have begun. */
export async function addSession(userName: string, sid: string, session: Session, ended: string[]) {
  const names = ended.map((_, index) => `sessions.#ended${index}`)
  const added = await unlessRefused(
    new UpdateCommand({
      TableName: AccountTable(),
      Key: { userName },
      UpdateExpression: `SET sessions.#sid = :session${names.length > 0 ? ` REMOVE ${names.join(', ')}` : ''}`,
      ConditionExpression: [
        'size(sessions) <= :others AND attribute_not_exists(disabledAt)',
        ...names.map((name) => `attribute_exists(${name})`),
      ].join(' AND '),
      ExpressionAttributeNames: {
        '#sid': sid,
        ...Object.fromEntries(ended.map((one, index) => [`#ended${index}`, one])),
      },
      ExpressionAttributeValues: { ':session': session, ':others': maxSessions - 1 + ended.length },
    }),
  )
  return 'done' in added
}

/** Ends a session; one that has ended has. */
export const removeSession = (userName: string, sid: string) =>
  unlessRefused(
    new UpdateCommand({
      TableName: AccountTable(),
      Key: { userName },
      UpdateExpression: 'REMOVE sessions.#sid',
      ConditionExpression: 'attribute_exists(sessions.#sid)',
      ExpressionAttributeNames: { '#sid': sid },
    }),
  )

export const removeAllSessions = (userName: string) =>
  unlessRefused(
    new UpdateCommand({
      TableName: AccountTable(),
      Key: { userName },
      UpdateExpression: 'SET sessions = :none',
      ConditionExpression: 'attribute_exists(userName)',
      ExpressionAttributeValues: { ':none': {} },
    }),
  )

/** Notes when a session was last used, if it goes on. */
export const touchSession = (userName: string, sid: string, seen: number) =>
  unlessRefused(
    new UpdateCommand({
      TableName: AccountTable(),
      Key: { userName },
      UpdateExpression: 'SET sessions.#sid.seen = :seen',
      ConditionExpression: 'sessions.#sid.seen < :seen',
      ExpressionAttributeNames: { '#sid': sid },
      ExpressionAttributeValues: { ':seen': seen },
    }),
  )

/** Another password in place of one that was read, and one session in place of all. False where another was quicker. */
export async function replacePassword(
  { handle, userName, passwordHash: before }: SignIn,
  passwordHash: string,
  sessions: Record<string, Session>,
) {
  const refused = await transact([
    {
      Update: {
        TableName: SignInTable(),
        Key: { handle },
        UpdateExpression: 'SET passwordHash = :after',
        ConditionExpression: 'passwordHash = :before',
        ExpressionAttributeValues: { ':before': before, ':after': passwordHash },
      },
    },
    {
      Update: {
        TableName: AccountTable(),
        Key: { userName },
        UpdateExpression: 'SET sessions = :sessions',
        ConditionExpression: 'attribute_exists(userName)',
        ExpressionAttributeValues: { ':sessions': sessions },
      },
    },
  ])
  return refused === undefined
}

/** Whether there ever was an operator. */
export const hadOperator = async () =>
  (await findRow(AccountTable(), { userName: operatorsName })) !== undefined

/** A name that no shopper can have. */
export const nobody = '/nobody'

/** Whatever the password was before; refused where the handle is not the account's. */
export const setPassword = ({ handle, userName, passwordHash }: SignIn): TransactItem => ({
  Update: {
    TableName: SignInTable(),
    Key: { handle },
    UpdateExpression: 'SET passwordHash = :after',
    ConditionExpression: 'userName = :userName',
    ExpressionAttributeValues: { ':userName': userName, ':after': passwordHash },
  },
})

export const endSessions = (userName: string): TransactItem => ({
  Update: {
    TableName: AccountTable(),
    Key: { userName },
    UpdateExpression: 'SET sessions = :none',
    ConditionExpression: 'attribute_exists(sessions) AND attribute_not_exists(disabledAt)',
    ExpressionAttributeValues: { ':none': {} },
  },
})

/** Ends all sessions for a recovery code, which then works no more. Refused where it works no more already. */
export const takingRecovery = (userName: string, hash: string): TransactItem => ({
  Update: {
    TableName: AccountTable(),
    Key: { userName },
    UpdateExpression: 'SET sessions = :none DELETE recovery :used',
    ConditionExpression: 'contains(recovery, :hash) AND attribute_not_exists(disabledAt)',
    ExpressionAttributeValues: { ':none': {}, ':used': new Set([hash]), ':hash': hash },
  },
})

/** Recovery codes, by their hashes, in place of all others; false where the account is no more. */
export async function replaceRecovery(userName: string, hashes: string[]) {
  const replaced = await unlessRefused(
    new UpdateCommand({
      TableName: AccountTable(),
      Key: { userName },
      UpdateExpression: 'SET recovery = :hashes',
      ConditionExpression: 'attribute_exists(sessions) AND attribute_not_exists(disabledAt)',
      ExpressionAttributeValues: { ':hashes': new Set(hashes) },
    }),
  )
  return 'done' in replaced
}

/** Every way to sign in to an account, as far as the index knows. */
export async function listHandles(userName: string) {
  const pages = queryPages({
    TableName: SignInTable(),
    IndexName: 'byUser',
    KeyConditionExpression: 'userName = :userName',
    ExpressionAttributeValues: { ':userName': userName },
  })
  const handles: string[] = []
  for await (const rows of pages) handles.push(...rows.map(({ handle }) => String(handle)))
  return handles
}

/** Nobody comes as a guest any more who became an account, nor becomes another. Refused where the name is taken or ended. */
export const endGuest = (guest: string): TransactItem => ({
  Put: {
    TableName: AccountTable(),
    Item: endedName(guest),
    ConditionExpression: 'attribute_not_exists(userName)',
  },
})

/** What the guest has ordered is the account's to see from then on. */
export const linkGuest = (userName: string, guest: string): TransactItem => ({
  Update: {
    TableName: AccountTable(),
    Key: { userName },
    UpdateExpression: 'ADD linked :guest',
    ConditionExpression: 'attribute_exists(sessions) AND attribute_not_exists(disabledAt)',
    ExpressionAttributeValues: { ':guest': new Set([guest]) },
  },
})

/** What is left of an account: its name, which no cookie opens. */
export const endAccount = ({ userName, role }: Account): TransactItem => ({
  Put: {
    TableName: AccountTable(),
    Item: endedName(userName),
    ConditionExpression: '#role = :role',
    ExpressionAttributeNames: { '#role': 'role' },
    ExpressionAttributeValues: { ':role': role },
  },
})

export const removeSignIn = (handle: string, userName: string): TransactItem => ({
  Delete: {
    TableName: SignInTable(),
    Key: { handle },
    ConditionExpression: 'userName = :userName',
    ExpressionAttributeValues: { ':userName': userName },
  },
})

/** Refused for the last of them. */
export const leaveOperators = (userName: string): TransactItem => ({
  Update: {
    TableName: AccountTable(),
    Key: { userName: operatorsName },
    UpdateExpression: 'DELETE members :one',
    ConditionExpression: 'contains(members, :name) AND size(members) > :last',
    ExpressionAttributeValues: { ':one': new Set([userName]), ':name': userName, ':last': 1 },
  },
})
