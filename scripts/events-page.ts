import type { asyncapi } from '../lib/api/asyncapi.ts'
import type { JsonSchema } from '../lib/api/json-schema.ts'
import { code, fieldsOf, fieldTable, jsonBlock, linkTo, nameIn, page, shapes, table } from './described.ts'

/** What the AsyncAPI document says, for people. */
export function eventsPage({ info, channels, operations, components }: typeof asyncapi): string {
  const receiving = Object.entries(operations).filter(([, { action }]) => action === 'receive')
  const takersOf = (type: string) =>
    receiving.flatMap(([name, { channel, messages }]) =>
      messages.some((message) => nameIn(message) === type)
        ? [`${name.replace('consume.', '')} (${code(nameIn(channel))})`]
        : [],
    )
  const schemas: Record<string, JsonSchema> = components.schemas
  const messages = Object.entries(components.messages).map(([type, message]) => {
    const payload = schemas[type] ?? {}
    return { type, ...message, source: String(payload.properties?.source?.const), payload }
  })
  const [first] = messages
  return page([
    '# Events',
    '',
    '<!-- npm run docs writes this from lib/api/asyncapi.ts. -->',
    '',
    'The same as an AsyncAPI document: [/api/asyncapi.json](http://localhost:3000/api/asyncapi.json) of a running shop.',
    '',
    info.description,
    '',
    ...table(
      ['Event', 'Source', 'Taken by', 'What it tells'],
      messages.map(({ type, source, summary }) => [
        linkTo(type),
        code(source),
        takersOf(type).join(', '),
        summary,
      ]),
    ),
    ...table(
      ['Channel', 'What it is', 'Events'],
      Object.values(channels).map(({ address, description, messages }) => [
        code(address),
        description,
        Object.keys(messages).map(linkTo).join(', '),
      ]),
    ),
    '## The envelope',
    '',
    'Every event is a message of Amazon EventBridge; what it tells is its `detail`.',
    '',
    ...fieldTable(
      fieldsOf(first?.payload ?? {})
        .filter(({ name }) => !name.startsWith('detail.'))
        .map((field) => (named.includes(field.name) ? { ...field, words: "the event's" } : field)),
    ),
    ...messages.flatMap(({ type, title, summary, source, payload, examples }) => [
      `## ${type}`,
      '',
      `${title}. ${summary} Published with the source ${code(source)}, taken by ${takersOf(type).join(', ')}.`,
      '',
      ...fieldTable(fieldsOf(payload.properties?.detail ?? {})),
      ...jsonBlock(examples[0]?.payload),
    ]),
    ...shapes(schemas, (name) => !Object.hasOwn(components.messages, name)),
  ])
}

/** What differs from event to event. */
const named = ['detail-type', 'source', 'detail']
