'use server'

import { action } from '@/app/_server/action'
import * as basket from '@/app/_server/basket'
import * as again from '@/app/_server/buy-again'
import * as watch from '@/app/_server/watch'

export const addToCart = action(basket.addToCart, 'basket')
export const changeCart = action(basket.changeCart, 'basket')
export const buyOrderAgain = action(again.buyOrderAgain, 'basket')
export const changeWatch = action(watch.changeWatch, 'basket')
