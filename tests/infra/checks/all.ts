import type { Deployment } from '../deployment'
import { checkAlarms } from './alarms'
import { checkEvents } from './events'
import type { Finding } from './finding'
import { checkFunctions } from './functions'
import { checkQueues } from './queues'
import { checkRoles } from './roles'
import { checkScope } from './scope'
import { checkStage } from './stage'
import { checkTables } from './tables'

type Check = (deployment: Deployment) => Finding[]

export const checks = {
  'every table has its keys, indexes, time to live, billing and protection': checkTables,
  'every rule has the pattern and the targets of the table of events': checkEvents,
  'every queue outwaits its function, ends in a dead-letter queue and lets in its rules only': checkQueues,
  'every function has its bundle, timeout, memory, processor, runtime, logs and trigger': checkFunctions,
  'whatever may fail silently has its alarm': checkAlarms,
  'no role has a wildcard, trusts the account or speaks for another': checkRoles,
  'what the stage keeps when it is removed, and no secret in sight': checkStage,
  'nothing else is deployed': checkScope,
} satisfies Record<string, Check>

export const checkAll = (deployment: Deployment) =>
  Object.values(checks).flatMap((check) => check(deployment))
