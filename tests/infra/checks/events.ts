import type { Deployment, Target } from '../deployment'
import { bus, busDeadLetters, events, retry } from '../design'
import { differences, type Finding, membership, sameAs, show } from './finding'

/** The bus, and every rule's pattern and targets: exactly the table of events. */
export function checkEvents({ buses, rules, targets }: Deployment): Finding[] {
  const patternOf = ({ source, type }: (typeof events)[number]) => ({
    source: [source],
    'detail-type': [type],
  })
  const known = (pattern: unknown) => events.some((event) => sameAs(pattern, patternOf(event)))
  return [
    ...membership(
      'bus',
      buses.map(({ name }) => name),
      [bus],
    ),
    ...events.flatMap((event) => {
      const [rule, ...others] = rules.filter(({ pattern }) => sameAs(pattern, patternOf(event)))
      if (!rule) return [`${event.type}: no rule has the pattern ${show(patternOf(event))}`]
      return [
        ...others.map(({ name }) => `${name}: has the pattern of ${rule.name} and would deliver twice`),
        ...differences(rule.name, rule, { bus, state: 'ENABLED' }),
        ...checkTargets(
          rule.name,
          targets.filter((target) => target.rule === rule.name),
          event.to,
        ),
      ]
    }),
    ...rules.flatMap(({ name, pattern }) => (known(pattern) ? [] : [whyUnknown(name, pattern)])),
    ...targets
      .filter((target) => !rules.some(({ name }) => name === target.rule))
      .map(({ name, rule }) => `${name}: its rule ${rule} does not exist`),
  ]
}

function whyUnknown(name: string, pattern: Record<string, unknown>) {
  const lacking = ['source', 'detail-type'].find((field) => !pattern[field])
  return lacking
    ? `${name}: its pattern ${show(pattern)} has no ${lacking}, so it takes every event that has the rest`
    : `${name}: its pattern ${show(pattern)} is of no event`
}

const checkTargets = (rule: string, targets: Target[], queues: string[]): Finding[] => [
  ...membership(
    `${rule}: target`,
    targets.map(({ queue }) => queue),
    queues,
  ),
  ...targets.flatMap((target) =>
    differences(target.name, target, { bus, id: target.queue, deadLetters: busDeadLetters, retry }),
  ),
]
