import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { mergeGuest } from '../../lib/account/merge-guest'
import { addToBasket } from '../../lib/basket/change-basket'
import { emptyBasket } from '../../lib/basket/empty-basket'
import type { Rows } from './catalogue'
import type { Random } from './globals'
import type { Joining } from './observed'
import { type Answers, request, requestUntilAnswered } from './site'
import type { World } from './world'

type Guest = {
  world: World
  random: Random
  answers: Answers
  guest: string
  account: string
  /** An account that is somebody else's. */
  others: string
  /** What both add: of one thing there is plenty, of another not enough for both baskets. */
  productId: string
}

const firstVisitMs = 200_000
const adds = 6
const betweenAddsMs = 15_000
const wonders = 0.3
/** As long as a few calls to AWS. */
const meanwhileMs = 60

const quantity = 2

/**
 * A guest and, on another device, the account that it signs in to: both add and check out while the one becomes the other,
 * in several tabs at once. What was sent as the guest is sent again as the account, and who still has the guest's cookie tries it.
 */
export async function becomeAccount(given: Guest) {
  const { world, random, guest, account } = given
  const joining: Joining = { account, least: 0, most: 0, told: [] }
  world.observed.joining.set(guest, joining)
  const Item = { userName: account, role: 'shopper', sessions: {} }
  await world.tables.send(new PutCommand({ TableName: 'AccountTable', Item }))
  await world.sleep(random.below(firstVisitMs))
  const asGuest: string[] = []
  const signedIn = signIn(given, joining)
  await Promise.all([
    shopAs({ ...given, joining, userName: guest, added: asGuest }),
    shopAs({ ...given, joining, userName: account, added: [] }),
    signedIn,
  ])
  if (!(await signedIn)) return
  for (const changeId of asGuest)
    await requestUntilAnswered(world, `${account} sends ${changeId} again`, () =>
      addToBasket(account, { productId: given.productId, quantity }, changeId),
    )
  await comeAsGuest(given)
}

type Shopping = Guest & { joining: Joining; userName: string; added: string[] }

async function shopAs(shopping: Shopping) {
  const { world, random, answers, userName } = shopping
  for (let add = 0; add < adds; add++) {
    await addOne(shopping, `${userName}-add-${add}`)
    if (random.chance(wonders))
      await requestUntilAnswered(world, `${userName} checks out`, () => answers.checkOut({ userName }))
    await world.sleep(random.below(betweenAddsMs))
  }
}

async function addOne({ world, joining, userName, added, productId }: Shopping, changeId: string) {
  joining.most += quantity
  const changed = await requestUntilAnswered(world, `${userName} adds, as ${changeId}`, () =>
    addToBasket(userName, { productId, quantity }, changeId),
  )
  if (!changed?.ok) return
  joining.least += quantity
  added.push(changeId)
}

/** Whether the guest is known to have become the account. */
async function signIn(given: Guest, joining: Joining) {
  const { world, random, guest, account, others } = given
  const { told } = joining
  await world.sleep(random.below(adds * betweenAddsMs))
  const merge = async (name: string, into: string) => {
    await world.sleep(random.below(meanwhileMs))
    return requestUntilAnswered(world, `${name} becomes ${into}`, () => mergeGuest(name, into))
  }
  const meanwhile = [guest, guest, account].map(async (userName, index) => {
    await world.sleep(random.below(meanwhileMs))
    // Not to be sent again, which would mend its loss.
    await addOne({ ...given, joining, userName, added: [] }, `${userName}-meanwhile-${index}`)
  })
  const theft = random.chance(wonders) ? [merge(others, account)] : []
  const answers = await Promise.all(
    Array.from({ length: random.pick([1, 1, 2, 6]) }, () => merge(guest, account)),
  )
  for (const merged of answers)
    if (merged?.ok) told.push(merged.cut.reduce((sum, { missing }) => sum + missing, 0))
  await Promise.all([...theft, ...meanwhile])
  return answers.some((merged) => merged && (merged.ok || merged.reason === 'ended'))
}

/** With a cookie from before, which must change nothing. */
async function comeAsGuest({ world, guest, account, others, productId }: Guest) {
  await request(world, `${guest} empties the basket`, () => emptyBasket(guest))
  const added = await requestUntilAnswered(world, `${guest} adds once more`, () =>
    addToBasket(guest, { productId, quantity }),
  )
  const merged = await requestUntilAnswered(world, `${guest} becomes ${others}`, () =>
    mergeGuest(guest, others),
  )
  if (added?.ok || merged?.ok)
    world.violations.push({ invariant: '21 merged', what: `${guest} has become ${account}, and still acts` })
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

export function checkMerges(
  violate: (what: string) => void,
  { baskets, checkouts, tombstones, accounts }: Rows,
  { observed }: Pick<World, 'observed'>,
) {
  const rows = new Map(accounts.map((account) => [account.userName, account]))
  for (const [guest, { account, least, most, told }] of observed.joining) {
    const ofBoth = ({ userName }: { userName: string }) => userName === guest || userName === account
    const merges = observed.merges.filter((merge) => merge.guest === guest)
    const { linked } = rows.get(account) ?? {}
    const isBuried = tombstones.some(
      ({ userName, mergedInto }) => userName === guest && mergedInto === account,
    )
    if (!rows.get(account)?.sessions) violate(`${account} is no account any more`)
    if (merges.length > 1 || told.length > 1) violate(`${guest} was merged ${merges.length} times`)
    if (new Set([merges.length > 0, isBuried, linked?.has(guest) ?? false, rows.has(guest)]).size > 1)
      violate(
        `${guest} was merged ${merges.length} times, is buried: ${isBuried}, linked: ${[...(linked ?? [])]}`,
      )
    const cut = sum(merges.map((merge) => merge.cut))
    if (told.length > 0 && sum(told) !== cut)
      violate(`${guest} was told of ${told}, and ${cut} were left out`)
    if (observed.saved.some((saved) => ofBoth(saved) && observed.restored.has(saved.checkoutId))) continue
    const own = [...baskets, ...checkouts].filter(ofBoth)
    const pieces = sum(own.flatMap(({ items }) => items.map(({ quantity }) => quantity))) + cut
    if (pieces < least || pieces > most)
      violate(`${guest} and ${account} have ${pieces} pieces, asked for ${least} to ${most}`)
  }
}
