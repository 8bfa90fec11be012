import { invalid, notFound } from './errors.ts'
import type { Pattern } from './pattern.ts'

export type Target = {
  Id: string
  Arn: string
  RetryPolicy?: { MaximumRetryAttempts?: number; MaximumEventAgeInSeconds?: number }
  DeadLetterConfig?: { Arn?: string }
}

export type Rule = {
  name: string
  arn: string
  bus: string
  text: string
  matches: Pattern
  enabled: boolean
  description?: string
  targets: Map<string, Target>
}

export type EventBus = { name: string; arn: string; rules: Map<string, Rule> }
export type Registry = ReturnType<typeof createRegistry>

/** The buses of one account in one region; `default` is always there. */
export function createRegistry({ account, region }: { account: string; region: string }) {
  const buses = new Map<string, EventBus>()
  const prefix = `arn:aws:events:${region}:${account}`

  const addBus = (name: string) => {
    const bus = { name, arn: `${prefix}:event-bus/${name}`, rules: new Map() }
    buses.set(name, bus)
    return bus
  }
  addBus('default')

  /** A bus by name or ARN, where AWS takes either. */
  const findBus = (nameOrArn = 'default') => buses.get(nameOrArn.replace(/^arn:.*:event-bus\//, ''))

  const busOf = (nameOrArn?: string) => {
    const bus = findBus(nameOrArn)
    if (!bus) throw notFound(`Event bus ${nameOrArn} does not exist.`)
    return bus
  }

  return {
    account,
    region,
    buses,
    addBus,
    findBus,
    busOf,
    ruleArn: (bus: string, rule: string) => `${prefix}:rule/${bus === 'default' ? '' : `${bus}/`}${rule}`,
    ruleOf(name: string, busName?: string) {
      const bus = busOf(busName)
      const rule = bus.rules.get(name)
      if (!rule) throw notFound(`Rule ${name} does not exist on EventBus ${bus.name}.`)
      return rule
    },
    refuseDefault(name: string) {
      if (name === 'default') throw invalid('Cannot delete event bus default.')
    },
  }
}
