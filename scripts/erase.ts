import { UserName } from '../lib/ids.ts'
import { findShop, run } from './command.ts'

// npm run erase -- <user name, or the id of an order of the last 15 days>: forgets who a shopper is.

await run(async () => {
  const [whose = ''] = process.argv.slice(2)
  findShop()
  const { findCheckout } = await import('../lib/checkout/store.ts')
  const { eraseContacts } = await import('../lib/order/erase-contacts.ts')
  const userName = whose.startsWith('ORD-')
    ? (await findCheckout(whose))?.userName
    : UserName.safeParse(whose).data
  if (!userName) throw new Error('whose? npm run erase -- guest-01… or ORD-… of the last 15 days')
  const { erased, open } = await eraseContacts(userName)
  console.log(`${userName}: name, e-mail, phone and address are gone from ${erased} orders`)
  if (open > 0) throw new Error(`${open} orders are open and keep them: run this again once they are settled`)
})
