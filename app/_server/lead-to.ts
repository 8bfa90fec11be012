import 'server-only'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { keepNotice, type Notice } from './notice'

/** Ends an action on another page, which shows the shop as it then is, and the notice. */
export async function leadTo(address: string, notice?: Notice): Promise<never> {
  if (notice) await keepNotice(notice)
  refresh()
  redirect(address)
}
