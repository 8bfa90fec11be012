import * as z from 'zod'
import { followBus as follow } from '../scripts/follow-bus'

const Told = z.looseObject({ 'detail-type': z.string(), detail: z.looseObject({ orderId: z.string() }) })
type Told = z.infer<typeof Told>

/** Everything on the bus of the shop from now on. */
export async function followBus(aws: Parameters<typeof follow>[0]) {
  const { take, stop } = await follow(aws)

  /** Takes messages as they are until `enough` of what has come. */
  async function takeUntil(enough: (taken: Told[]) => boolean): Promise<Told[]> {
    const taken: Told[] = []
    while (!enough(taken)) taken.push(...(await take()).map(({ Body = '' }) => Told.parse(JSON.parse(Body))))
    return taken
  }
  return { takeUntil, stop }
}
