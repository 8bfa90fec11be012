'use server'

import { action } from '@/app/_server/action'
import * as passkey from '@/app/_server/passkey'
import * as account from '@/app/_server/sign-in'

export const signIn = action(account.signIn, 'signIn')
export const beginPasskeySignIn = action(passkey.beginSignIn, 'signIn')
export const finishPasskeySignIn = action(passkey.finishSignIn)
