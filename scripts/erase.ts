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
  const { findAccount } = await import('../lib/account/store.ts')
  const { linked = [] } = (await findAccount(userName, { consistent: true })) ?? {}
  // What an account has ordered as a guest stands under that guest's name.
  const counts = await Promise.all([userName, ...linked].map(eraseContacts))
  const [erased, open] = [
    counts.reduce((sum, one) => sum + one.erased, 0),
    counts.reduce((sum, one) => sum + one.open, 0),
  ]
  console.log(`${userName}: name, e-mail, phone and address are gone from ${erased} orders`)
  if (open > 0) throw new Error(`${open} orders are open and keep them: run this again once they are settled`)
})
