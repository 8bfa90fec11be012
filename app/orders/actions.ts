'use server'

import { action } from '@/app/_server/action'
import * as retry from '@/app/_server/retry'

export const retryPayment = action(retry.retryPayment)
