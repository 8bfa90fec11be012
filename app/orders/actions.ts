'use server'

import { action } from '@/app/_server/action'
import { cancelOrderOf } from '@/app/_server/cancel-order'
import * as retry from '@/app/_server/retry'

export const cancelOrder = action(cancelOrderOf)
export const retryPayment = action(retry.retryPayment, 'placeAgain')
