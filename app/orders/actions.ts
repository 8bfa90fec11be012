'use server'

import { refresh } from 'next/cache'
import { action } from '@/app/_server/action'
import { buyOrderAgain as buyAgain } from '@/app/_server/buy-again'

export const buyOrderAgain = action(async (form) => {
  const outcome = await buyAgain(form)
  refresh()
  return outcome
})
