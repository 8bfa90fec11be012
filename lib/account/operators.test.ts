import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { addFirstOperator } from '../../local/operator'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { newGuest } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { addToBasket } from '../basket/change-basket'
import { findBasket } from '../basket/store'
import { operatorsName } from './account'
import { deleteAccount } from './delete-account'
import { checkClaim } from './session'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

embeddedAws()

const agent = 'Firefox on Linux'
const password = 'three blind mice'

async function signedIn(email: string) {
  const answer = await signIn({ email, password, agent })
  const account = answer.ok && (await checkClaim(answer))
  if (!account || account === 'ended') throw new Error(`${email} is not let in`)
  return account
}

async function member() {
  const userName = newGuest()
  const signedUp = await signUp({ email: `${userName}@example.com`, password, userName, agent })
  const account = signedUp.ok && (await checkClaim(signedUp))
  if (!signedUp.ok || !account || account === 'ended') throw new Error('not signed up')
  return { ...signedUp, account }
}

async function makeOperator(userName: string) {
  const update = (key: string, expression: string, names: Record<string, string>, value: unknown) =>
    new UpdateCommand({
      TableName: 'AccountTable',
      Key: { userName: key },
      UpdateExpression: expression,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':value': value },
    })
  await dynamo.send(update(userName, 'SET #role = :value', { '#role': 'role' }, 'operator'))
  await dynamo.send(
    update(operatorsName, 'ADD #members :value', { '#members': 'members' }, new Set([userName])),
  )
}

test('the first operator is made once, whoever tries at once, and is the last one until there is another', async () => {
  const made = await Promise.all([addFirstOperator({}, password), addFirstOperator({}, password)])
  expect(made.toSorted()).toEqual([false, true])
  expect(await addFirstOperator({}, 'another one of theirs')).toBe(false)
  const fromVariable = { email: 'operator', password: Resource.OperatorPassword.value, agent }
  expect(await signIn(fromVariable)).toEqual({ ok: false, reason: 'wrong' })

  const first = await signedIn('Operator')
  expect(first.role).toBe('operator')
  expect(await deleteAccount(first, password)).toEqual({ ok: false, reason: 'last_operator' })
  const { account, userName } = await member()
  await makeOperator(userName)
  const answers = await Promise.all([
    deleteAccount(first, password),
    deleteAccount({ ...account, role: 'operator' }, password),
  ])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers).toContainEqual({ ok: false, reason: 'last_operator' })
  // One who went is not made again.
  if (answers[0]?.ok) expect(await signIn(fromVariable)).toEqual({ ok: false, reason: 'wrong' })
})

test('a deleted account leaves its name, which opens nothing; sign-ins, sessions, address and basket are gone', async () => {
  const { account, userName, sid } = await member()
  const passkey = { handle: 'passkey#1', userName, passwordHash: '' }
  await dynamo.send(new PutCommand({ TableName: 'SignInTable', Item: passkey }))
  await addToBasket(userName, { productId: (await stock()).id, quantity: 1 })
  expect(await deleteAccount(account, 'four blind mice')).toEqual({ ok: false, reason: 'wrong' })
  expect(await checkClaim({ userName, sid })).toMatchObject({ userName })

  expect(await deleteAccount(account, password)).toEqual({ ok: true })
  const left = [...(await rowsOf('AccountTable')), ...(await rowsOf('SignInTable'))]
  expect(left.filter((row) => row.userName === userName)).toEqual([
    { userName, endedAt: expect.any(String), expiresAt: expect.any(Number) },
  ])
  expect(await findBasket(userName)).toBeUndefined()
  for (const claim of [{ userName, sid }, { userName }]) expect(await checkClaim(claim)).toBe('ended')
  expect(await signIn({ email: account.email, password, agent })).toEqual({ ok: false, reason: 'wrong' })
  const again = await signUp({ email: account.email, password, userName: newGuest(), agent })
  expect(again.ok).toBe(true)
})
