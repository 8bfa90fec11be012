'use server'

import { action } from '@/app/_server/action'
import * as reconciliation from '@/app/_server/console-reconciliation'
import { requireOperator } from '@/app/_server/operator'

export const checkTables = async (form: FormData) => {
  await requireOperator()
  return action(reconciliation.checkTables)(form)
}

export const repairFinding = async (form: FormData) => {
  await requireOperator()
  return action(reconciliation.repairFinding)(form)
}
