import { addToBasket } from '../../lib/basket/change-basket'
import type { Answers } from './checkout-request'
import type { Random } from './random'
import { requestUntilAnswered } from './site'
import type { World } from './world'

type Shopper = { world: World; random: Random; userName: string; answers: Answers }

const adds = 8
const firstVisitMs = 240_000
const betweenAddsMs = 60_000
const lateMs = 90_000

/**
 * Only adds and checks out, and knows how many pieces that must come to. Each add has an id and is asked for until it is
 * answered, often twice at once and once more when its basket may be gone.
 */
export async function shopWithCare({ world, random, userName, answers }: Shopper) {
  const pieces = { least: 0, most: 0 }
  world.observed.asked.set(userName, pieces)
  const late: Promise<unknown>[] = []
  await world.sleep(random.below(firstVisitMs))
  for (let add = 0; add < adds; add++) {
    const wanted = { productId: 'tea', quantity: random.between(1, 3) }
    const ask = (how: string) =>
      requestUntilAnswered(world, `${userName} adds ${wanted.quantity}, number ${add}${how}`, () =>
        addToBasket(userName, wanted, `${userName}-${add}`),
      )
    const repeatLate = async (ms: number) => {
      await world.sleep(ms)
      await ask(' late')
    }
    pieces.most += wanted.quantity
    const answered = await Promise.all([ask(''), ...(random.chance(0.3) ? [ask(' twice')] : [])])
    if (answered.some((changed) => changed?.ok)) pieces.least += wanted.quantity
    if (random.chance(0.4)) late.push(repeatLate(random.below(lateMs)))
    if (random.chance(0.4))
      await requestUntilAnswered(world, `${userName} checks out`, () => answers.checkOut({ userName }))
    await world.sleep(random.below(betweenAddsMs))
  }
  await Promise.all(late)
}
