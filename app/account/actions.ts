'use server'

import * as account from '@/app/_server/account'
import { action } from '@/app/_server/action'
import * as passkey from '@/app/_server/passkey'

export const changePassword = action(account.changePassword, 'signIn')
export const deleteAccount = action(account.deleteAccount, 'signIn')
export const endSession = action(account.endSession)
export const endEverySession = action(account.endEverySession)
export const beginPasskey = action(passkey.beginPasskey, 'signIn')
export const addPasskey = action(passkey.addPasskey)
export const removePasskey = action(passkey.endPasskey)
export const makeRecoveryCodes = action(account.makeRecoveryCodes, 'signIn')
