'use server'

import { action } from '@/app/_server/action'
import * as account from '@/app/_server/sign-in'

export const signUp = action(account.signUp, 'signUp')
