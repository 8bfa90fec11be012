'use server'

import { action } from '@/app/_server/action'
import * as account from '@/app/_server/sign-in'

export const signIn = action(account.signIn)
