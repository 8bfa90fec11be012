import { type Message, SQSClient } from '@aws-sdk/client-sqs'
import { events, isEventType } from '../lib/events.ts'
import { eventIn, lineOf } from '../local/event-lines.ts'
import { findShop, run } from './command.ts'
import { followBus } from './follow-bus.ts'

// npm run events: follows the bus until Ctrl-C, by a rule and a queue of its own, which it takes away again.

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
const colour = process.stdout.isTTY && process.stdout.hasColors()

const print = ({ Body = '', Attributes = {} }: Message) => {
  const event = eventIn(Body, Number(Attributes.SentTimestamp))
  if (!event) return
  const taken = isEventType(event.type) ? [...events[event.type].listeners] : ['nobody']
  console.log(lineOf({ ...event, taken }, colour))
}

await run(async () => {
  findShop()
  const { eventBridge } = await import('../lib/aws/bus.ts')
  const { Resource } = await import('sst')
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false })
  const bus = await followBus({ eventBridge, sqs, bus: Resource.SwnEventBus.name })
  try {
    console.log('following the bus; Ctrl-C ends it')
    while (!stopping.signal.aborted) (await bus.take(stopping.signal)).forEach(print)
  } finally {
    await bus.stop()
  }
})
