'use server'

import { action } from '@/app/_server/action'
import * as account from '@/app/_server/sign-up'

export const signUp = action(account.signUp, 'signUp')
export const confirmSignUp = action(account.confirmSignUp, 'signUp')
