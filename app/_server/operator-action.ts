import 'server-only'
import { action } from './action'
import type { Notice } from './notice'
import { requireOperator } from './operator'

/** As `action`, for operators alone: to everybody else it does not exist, whatever they send. */
export const operatorAction = (act: (form: FormData) => Promise<Notice>) => async (form: FormData) => {
  await requireOperator()
  return action(act)(form)
}
