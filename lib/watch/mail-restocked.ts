import { findAccount } from '../account/store'
import { findBasket } from '../basket/store'
import { isThrottled, tryMail } from '../mail/send-mail'
import { shopSite } from '../mail/shop-site'
import { log } from '../observe/log'
import type { Product } from '../product/product'
import { findProducts } from '../product/store'
import type { TimeLeft } from '../time-left'
import { restockMail } from './restock-mail'
import { claimWatch, endWatch, watchPages } from './store'
import type { Watch } from './watch'

/**
 * Mails every account that waits for a product which is in stock, once for each time that it asked to be told, and again only
 * where a run was killed right after sending. With that the watch ends, as one does that nobody is to be told of; what is sold
 * out stays. A mail that fails, and all others once SES takes no more, are left to the next run, as is what there is no time for.
 */
export async function mailRestocked(timeLeft: TimeLeft) {
  const run = { mailed: 0, failed: 0 }
  for await (const watches of watchPages()) {
    const products = await findProducts(watches.map(({ productId }) => productId))
    for (const watch of watches) {
      if (timeLeft() <= 0) return run
      const product = products.get(watch.productId)
      if (!product || product.availableStock === 0) continue
      try {
        if (await tell(watch, product)) run.mailed++
      } catch (error) {
        log.error('Restock not mailed', { error })
        run.failed++
        if (isThrottled(error)) return run
      }
    }
  }
  return run
}

/** Whether a mail was sent. The watch ends after that: one that has ended is told by nobody. */
async function tell(watch: Watch, product: Product): Promise<boolean> {
  const to = await addresseeOf(watch)
  if (to !== undefined && !(await claimWatch(watch))) return false
  const isMailed = to !== undefined && (await tryMail({ to, ...restockMail(product, shopSite()) }))
  await endWatch(watch)
  return isMailed
}

/** Of an account that still waits. A guest has none, and one who has signed in waits as the account. */
async function addresseeOf({ productId, userName }: Watch) {
  const basket = await findBasket(userName)
  if (!basket?.watching?.includes(productId)) return undefined
  const account = await findAccount(userName, { consistent: true })
  if (!account || account.disabledAt !== undefined) return undefined
  return account.email.includes('@') ? account.email : undefined
}
