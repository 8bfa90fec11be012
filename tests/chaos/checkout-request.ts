import { type CheckedOut, checkoutBasket } from '../../lib/checkout/checkout-basket'
import { currentActor } from './actors'
import type { World } from './world'

type Asked = Parameters<typeof checkoutBasket>[0]

export type Answers = ReturnType<typeof createAnswers>

/** Every 200 the site gave for a checkout, and what is wrong with the answers themselves. */
export function createAnswers(world: World) {
  const given = new Map<string, Extract<CheckedOut, { ok: true }>[]>()
  const accepted = new Map<string, { userName: string; at: number }>()

  function judge(asked: Asked, answer: CheckedOut) {
    if (!answer.ok) {
      const read = [...(currentActor()?.seen ?? [])].find((id) => world.observed.placed.has(id))
      if (answer.reason === 'basket_empty' && read)
        violate(read, `${asked.userName} was told of an empty basket in the middle of its checkout`)
      return
    }
    const { orderId } = answer
    given.set(orderId, [...(given.get(orderId) ?? []), answer])
    if (!accepted.has(orderId)) accepted.set(orderId, { userName: asked.userName, at: world.agenda.now() })
    if (asked.checkoutId && asked.checkoutId !== orderId) violate(orderId, `answers for ${asked.checkoutId}`)
    if (!world.observed.triedEvents.has(`CheckoutBasket ${orderId}`))
      violate(orderId, 'was answered 200 and nobody has tried to publish it')
  }

  const violate = (orderId: string, what: string) =>
    void world.violations.push({ invariant: 'answers', what, orderId })

  return {
    given,
    /** When each order was first answered with 200. */
    accepted,
    /** One POST /basket/checkout, to be run as a request. */
    async checkOut(asked: Asked): Promise<CheckedOut> {
      const answer = await checkoutBasket(asked)
      judge(asked, answer)
      return answer
    },
  }
}
