import 'server-only'
import { notFound } from 'next/navigation'
import type { Account } from '@/lib/account/account'
import { currentAccount } from './session'

/** The operator of this request. For everybody else there is nothing here, as at an address of nothing. */
export async function requireOperator(): Promise<Account> {
  const account = await currentAccount()
  return account?.role === 'operator' ? account : notFound()
}
