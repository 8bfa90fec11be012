'use server'

import { action } from '@/app/_server/action'
import { pause as pauseOne, publishAll, publishOne, refundOne } from '@/app/_server/console-actions'
import { requireOperator } from '@/app/_server/operator'

export const publishCheckout = async (form: FormData) => {
  await requireOperator()
  return action(publishOne)(form)
}

export const publishCheckouts = async (form: FormData) => {
  await requireOperator()
  return action(publishAll)(form)
}

/** Its own refusal leads to a new sign-in. */
export const pause = async (form: FormData) => {
  await requireOperator()
  return action(pauseOne)(form)
}

export const refundOrder = async (form: FormData) => {
  await requireOperator()
  return action(refundOne)(form)
}
