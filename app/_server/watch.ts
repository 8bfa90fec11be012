import 'server-only'
import * as z from 'zod'
import { ChangeId } from '@/lib/basket/change-basket'
import { stopWatching, type Watched, watchProduct } from '@/lib/basket/watch-product'
import { fieldErrors } from '@/lib/field-errors'
import { ProductId } from '@/lib/ids'
import { basketNotice } from './basket'
import { refused } from './notice'
import { ensureUser } from './session'

const Wish = z.object({
  productId: ProductId,
  watch: z.enum(['on', 'off']),
  changeId: ChangeId.optional(),
})

/** Notes that the shopper waits for a product, or waits for it no longer, as a form of the product asks for. */
export async function changeWatch(form: FormData) {
  const wish = Wish.safeParse(Object.fromEntries(form))
  if (!wish.success) return refused(fieldErrors(wish.error))
  const { productId, watch, changeId } = wish.data
  const change = watch === 'on' ? watchProduct : stopWatching
  const watched = await change(await ensureUser(), productId, changeId)
  if (!watched.ok) return refusalOf(watched)
  return { ok: true, message: watch === 'on' ? watching : 'You no longer watch it.' }
}

const watching = 'We will tell you on My orders once it is back.'

function refusalOf(watched: Exclude<Watched, { ok: true }>) {
  return watched.reason === 'in_stock'
    ? refused(`${watched.productName} is back already.`)
    : basketNotice(watched)
}
