import { sendsMail } from '../mail/sender'
import { findWatch, saveWatch } from './store'
import { watchedForSeconds } from './watch'

/** Has whoever waits for a product mailed once it is back, where the shop sends mail. Repeatable. */
export async function noteWatch(userName: string, productId: string) {
  if (!sendsMail()) return
  await saveWatch({ productId, userName, expiresAt: Math.floor(Date.now() / 1000) + watchedForSeconds })
}

/** Has an account mailed what a guest was still to be told of these products. Repeatable. */
export async function carryWatches(guest: string, account: string, productIds: string[]) {
  if (!sendsMail()) return
  await Promise.all(
    productIds.map(async (productId) => {
      const watch = await findWatch({ productId, userName: guest })
      if (watch) await saveWatch({ ...watch, userName: account })
    }),
  )
}
