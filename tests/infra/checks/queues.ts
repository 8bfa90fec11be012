import type { Deployment, Queue } from '../deployment'
import { busDeadLetters, deadLetterDays, receives, queues as sources, visibilityPerTimeout } from '../design'
import { differences, type Finding, membership, sameAs, show } from './finding'

const deadLettersOf = (queue: string) => `${queue}Dlq`
const deadLetters = [...sources.map(deadLettersOf), busDeadLetters]

/** Visibility, redrive, retention, and who may send to each queue. */
export function checkQueues(deployment: Deployment): Finding[] {
  const { queues } = deployment
  return [
    ...membership(
      'queue',
      queues.map(({ name }) => name),
      [...sources, ...deadLetters],
    ),
    ...queues.flatMap((queue) => [
      ...differences(queue.name, queue, { fifo: false, delaySeconds: 0 }),
      ...(deadLetters.includes(queue.name) ? checkDeadLetters(queue) : checkSource(queue, deployment)),
    ]),
    ...checkPolicies(deployment),
  ]
}

const checkDeadLetters = (queue: Queue): Finding[] =>
  differences(queue.name, queue, { retentionSeconds: deadLetterDays * 24 * 3600, redrive: undefined })

function checkSource(queue: Queue, { functions, mappings }: Deployment): Finding[] {
  const consumers = mappings.filter((mapping) => mapping.queue === queue.name)
  const timeouts = consumers.map(
    ({ function: name }) => functions.find(({ component }) => component === name)?.timeoutSeconds ?? Infinity,
  )
  const found = queue.visibilityTimeoutSeconds
  return [
    ...(consumers.length === 1 ? [] : [`${queue.name}: ${consumers.length} functions consume it, not 1`]),
    ...timeouts
      .filter((timeout) => found < visibilityPerTimeout * timeout)
      .map(
        (timeout) =>
          `${queue.name}: visibility timeout ${found} s is less than ${visibilityPerTimeout} x ${timeout} s`,
      ),
    ...differences(queue.name, queue, {
      redrive: { to: deadLettersOf(queue.name), receives },
      // AWS's four days: less than the dead letters have, whose clock starts when the message was sent.
      retentionSeconds: undefined,
    }),
  ]
}

/** EventBridge may send, on behalf of exactly the rules that target the queue, and nobody else. */
function checkPolicies({ queues, queuePolicies, rules, targets }: Deployment): Finding[] {
  return queues.flatMap(({ name: queue, arn }) => {
    const senders = rules.filter(({ name }) =>
      targets.some(
        (target) => target.rule === name && (target.queue === queue || target.deadLetters === queue),
      ),
    )
    const [policy, ...others] = queuePolicies.filter((policy) => policy.queue === queue)
    if (senders.length === 0) return policy ? [`${policy.name}: no rule sends to ${queue}`] : []
    if (!policy) return [`${queue}: no policy lets ${show(senders.map(({ name }) => name))} send to it`]
    return [
      ...others.map(({ name }) => `${name}: replaces ${policy.name}, a queue has one policy`),
      ...checkPolicy(policy, arn, senders.map(({ arn }) => arn).sort()),
    ]
  })
}

function checkPolicy(
  { name, statements }: Deployment['queuePolicies'][number],
  queueArn: string,
  rules: string[],
): Finding[] {
  const [statement, ...others] = statements
  const { Condition, ...allowed } = statement ?? {}
  const given = Reflect.get(Object(Reflect.get(Object(Condition), 'ArnEquals')), 'aws:SourceArn')
  const sources: string[] = Array.isArray(given) ? [...given].sort() : [given].flat().filter(Boolean)
  const wanted = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: ['sqs:SendMessage'],
    Resource: [queueArn],
  }
  const narrow = sameAs(Condition, { ArnEquals: { 'aws:SourceArn': given } })
  return [
    ...others.map((other) => `${name}: allows more than the rules: ${show(other)}`),
    ...(sameAs(allowed, wanted) ? [] : [`${name}: allows ${show(allowed)}, not ${show(wanted)}`]),
    ...(narrow ? [] : [`${name}: its condition ${show(Condition)} is not aws:SourceArn of the rules`]),
    ...membership(`${name}: rule`, sources.map(lastPart), rules.map(lastPart)),
    ...(sameAs(sources, rules) ? [] : [`${name}: lets ${show(sources)} send, not ${show(rules)}`]),
  ]
}

const lastPart = (arn: string) => arn.split('/').at(-1) ?? arn
