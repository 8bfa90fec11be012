import { basketJson, basketRefusal, emptyBasket } from '@/app/_server/basket'
import { answer, busy, invalid, json, parseBody, tooMany } from '@/app/_server/http'
import { assertWithin } from '@/app/_server/limits'
import { readShopper } from '@/app/_server/queries'
import { currentUser, ensureUser } from '@/app/_server/session'
import { BasketBody } from '@/lib/api/schemas'
import { type BasketRefusal, setBasket } from '@/lib/basket/change-basket'

export const GET = answer(async () => {
  const { userName, basket } = (await readShopper()) ?? {}
  return json(basketJson(userName, basket))
})

export const PUT = answer(async (request) => {
  const { items } = await parseBody(BasketBody, request)
  await assertWithin('basket')
  const userName = await ensureUser()
  const changed = await setBasket(userName, items)
  return changed.ok ? json(basketJson(userName, changed.basket)) : refuse(changed)
})

export const DELETE = answer(async () => {
  const userName = await currentUser()
  if (userName === undefined) return emptied()
  await assertWithin('basket')
  const changed = await emptyBasket(userName)
  return changed.ok ? emptied() : refuse(changed)
})

const emptied = () => new Response(null, { status: 204 })

function refuse(refusal: BasketRefusal) {
  if (refusal.reason === 'too_many') return tooMany(refusal.retryAfter)
  if (refusal.reason === 'busy' || refusal.reason === 'merged') return busy(basketRefusal(refusal))
  return invalid(`items: ${basketRefusal(refusal)}`)
}
