/** Whose requests are counted: those of a session, of a network address, of the account that is named. */
export type Whose = 'session' | 'address' | 'account'

const minute = 60

/**
 * How often something may be asked for in a window of so many seconds. An address may be that of a whole office or of a
 * mobile network. What a session does with its basket is counted in the basket's own row: lib/basket/pace.ts.
 */
export const limits = {
  signIn: { seconds: 10 * minute, most: { session: 20, address: 100, account: 20 } },
  signUp: { seconds: 60 * minute, most: { session: 10, address: 30 } },
  reset: { seconds: 60 * minute, most: { session: 10, address: 30, account: 5 } },
  basket: { seconds: 10 * minute, most: { address: 6_000 } },
  checkout: { seconds: 10 * minute, most: { address: 2_000 } },
  placeAgain: { seconds: 10 * minute, most: { session: 30, address: 600 } },
} as const satisfies Record<string, { seconds: number; most: Partial<Record<Whose, number>> }>

export type LimitName = keyof typeof limits

/** The window that `now` is in, as a number, and the whole seconds that are left of it, one at least. */
export function windowAt(now: number, seconds: number) {
  const index = Math.floor(now / 1000 / seconds)
  return { index, endsAt: (index + 1) * seconds, left: Math.ceil((index + 1) * seconds - now / 1000) }
}
