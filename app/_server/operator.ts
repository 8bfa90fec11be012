import 'server-only'
import { notFound } from 'next/navigation'
import { type Account, isFresh } from '@/lib/account/account'
import { signInAgainAddress } from '@/lib/console-address'
import { leadTo } from './lead-to'
import { currentAccount, currentShopper } from './session'

/** The operator of this request. For everybody else there is nothing here, as at an address of nothing. */
export async function requireOperator(): Promise<Account> {
  const account = await currentAccount()
  return account?.role === 'operator' ? account : notFound()
}

/** Whether an operator has signed in so short a while ago that something dangerous may be asked for. */
export async function isFreshOperator() {
  const account = await requireOperator()
  return isFresh(account, (await currentShopper())?.sid)
}

/**
 * For an action that is dangerous: the operator, who has signed in within a quarter of an hour. Who has not is led to do so, and
 * comes back to `back`, a page of the console.
 */
export async function requireFreshOperator(back: string): Promise<Account> {
  const account = await requireOperator()
  return (await isFreshOperator()) ? account : leadTo(signInAgainAddress(back))
}
