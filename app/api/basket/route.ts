import { basketJson, basketRefusal, busyMessage, emptyBasket } from '@/app/_server/basket'
import { answer, busy, invalid, json, parseBody } from '@/app/_server/http'
import { readBasket } from '@/app/_server/queries'
import { currentUser, ensureUser } from '@/app/_server/session'
import { BasketBody } from '@/lib/api/schemas'
import { setBasket } from '@/lib/basket/change-basket'

export const GET = answer(async () => json(basketJson(await currentUser(), await readBasket())))

export const PUT = answer(async (request) => {
  const { items } = await parseBody(BasketBody, request)
  const userName = await ensureUser()
  const changed = await setBasket(userName, items)
  if (!changed.ok && changed.reason === 'busy') return busy(basketRefusal(changed))
  return changed.ok ? json(basketJson(userName, changed.basket)) : invalid(`items: ${basketRefusal(changed)}`)
})

export const DELETE = answer(async () => {
  const userName = await currentUser()
  if (userName !== undefined && !(await emptyBasket(userName))) return busy(busyMessage)
  return new Response(null, { status: 204 })
})
