import * as z from 'zod'
import { pairs } from '../queue/queue'

export const longestPauseMinutes = 720

export const Consumer = z.enum(pairs.map(({ consumer }) => consumer))
export type Consumer = z.infer<typeof Consumer>

/** That a consumer is to take no messages until a moment; over, it stays as what was wanted last. */
export const Pause = z.object({
  consumer: Consumer,
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  who: z.string().min(1),
  why: z.string().min(1),
})
export type Pause = z.infer<typeof Pause>

export const isOver = ({ until }: Pause, now: Date) => Date.parse(until) <= now.getTime()

/** A pause as it stands: on its way, there, or over and not ended. */
export type Paused = Pause & { is: 'beginning' | 'on' | 'overdue' }

/** What is paused; `unread` where that could not be found out of one of them. */
export type PausesState = { pauses: Paused[]; unread: boolean }

export const queueOf = (consumer: Consumer) =>
  pairs.find((pair) => pair.consumer === consumer)?.name ?? 'OrderQueue'
