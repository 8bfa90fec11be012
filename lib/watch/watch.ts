import * as z from 'zod'
import { ProductId, UserName } from '../ids'

/** Whom to ask once a product is back: the basket of that name says whether it is waited for still. */
export const Watch = z.object({ productId: ProductId, userName: UserName, expiresAt: z.int() })
export type Watch = z.infer<typeof Watch>

/** Half a year. What is not back by then is told on My Orders alone. */
export const watchedForSeconds = 180 * 24 * 60 * 60

/** Longer than one mail takes, its deletion included, and over before the next run. */
export const claimedForMs = 45_000
