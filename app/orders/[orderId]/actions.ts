'use server'

import { action } from '@/app/_server/action'
import { cancelOrderOf } from '@/app/_server/cancel-order'

export const cancelThisOrder = action(cancelOrderOf)
