'use server'

import { action } from '@/app/_server/action'
import * as checkout from '@/app/_server/checkout'

export const placeOrder = action(checkout.placeOrder, 'checkout')
