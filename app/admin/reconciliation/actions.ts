'use server'

import * as reconciliation from '@/app/_server/console-reconciliation'
import { operatorAction } from '@/app/_server/operator-action'

export const checkTables = operatorAction(reconciliation.checkTables)
export const repairFinding = operatorAction(reconciliation.repairFinding)
