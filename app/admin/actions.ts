'use server'

import { pause as pauseOne, publishAll, publishOne, refundOne } from '@/app/_server/console-actions'
import { operatorAction } from '@/app/_server/operator-action'

export const publishCheckout = operatorAction(publishOne)
export const publishCheckouts = operatorAction(publishAll)
export const pause = operatorAction(pauseOne)
export const refundOrder = operatorAction(refundOne)
