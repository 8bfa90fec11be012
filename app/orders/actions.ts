'use server'

import { refresh } from 'next/cache'
import * as z from 'zod'
import { action } from '@/app/_server/action'
import { basketRefusal } from '@/app/_server/basket'
import { boughtAgainNotice } from '@/app/_server/buy-again'
import { type Told, told } from '@/app/_server/flash'
import { readLocale, readOrder } from '@/app/_server/queries'
import { ensureUser } from '@/app/_server/session'
import { buyAgain } from '@/lib/basket/buy-again'
import { ChangeId } from '@/lib/basket/change-id'
import { fieldErrors } from '@/lib/field-errors'

const Asked = z.object({ changeId: ChangeId.optional() })

type Notice = Told<{ ok: boolean; message: string }>

/** Puts the lines of one of the shopper's own orders into the cart, as far as they can still be had. */
export const buyOrderAgain = action(async (form): Promise<Notice> => {
  const asked = Asked.safeParse(Object.fromEntries(form))
  if (!asked.success) return told({ ok: false, message: fieldErrors(asked.error) })
  const order = await readOrder(String(form.get('orderId')))
  if (!order) return told({ ok: false, message: 'You have no such order.' })
  const { changed, lines } = await buyAgain(await ensureUser(), order.items, asked.data.changeId)
  refresh()
  return told(
    changed.ok
      ? boughtAgainNotice(lines, await readLocale())
      : { ok: false, message: basketRefusal(changed) },
  )
})
