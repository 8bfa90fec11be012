'use server'

import { action } from '@/app/_server/action'
import * as reset from '@/app/_server/reset'

export const askForResetMail = action(reset.askForResetMail, 'reset')
export const resetByCode = action(reset.resetByCode, 'reset')
export const resetByToken = action(reset.resetByToken, 'reset')
