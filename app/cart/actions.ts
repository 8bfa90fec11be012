'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { action } from '@/app/_server/action'
import { addToCart as add, changeCart as change } from '@/app/_server/basket'
import { placeOrder as place } from '@/app/_server/checkout'
import { ordersAddress } from '@/lib/address'

export const addToCart = action(async (form) => {
  const outcome = await add(form)
  refresh()
  return outcome
})

/** Every change of what is in the cart already. */
export const changeCart = action(async (form) => {
  const outcome = await change(form)
  refresh()
  return outcome
})

export const placeOrder = action(async (form) => {
  const outcome = await place(form)
  refresh()
  if ('orderId' in outcome) redirect(ordersAddress({ placed: outcome.orderId }))
  return outcome
})
