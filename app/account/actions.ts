'use server'

import * as account from '@/app/_server/account'
import { action } from '@/app/_server/action'

export const changePassword = action(account.changePassword)
export const deleteAccount = action(account.deleteAccount)
export const endSession = action(account.endSession)
export const endEverySession = action(account.endEverySession)
export const makeRecoveryCodes = action(account.makeRecoveryCodes, 'signIn')
