import type { JsonSchema } from '../lib/api/json-schema.ts'

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A table of Markdown; nothing where there are no rows. */
export function table(head: string[], rows: string[][]): string[] {
  if (rows.length === 0) return []
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), '']
}

export const code = (text: string | number) => `\`${text}\``

export const jsonBlock = (value: unknown) => ['```json', JSON.stringify(value, null, 2), '```', '']

export const nameIn = ({ $ref }: { $ref?: string }) => $ref?.split('/').at(-1) ?? ''

/** As GitHub names a heading. */
export const linkTo = (heading: string) =>
  `[${heading}](#${heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-')})`

const range = (from: number | undefined, to: number | undefined) => {
  if (from === undefined) return to === undefined ? '' : `at most ${to}`
  return to === undefined ? `at least ${from}` : `${from} to ${to}`
}
const bounded = (word: string, bounds: string) => (bounds ? `${word}, ${bounds}` : word)

/** What a value may be, in words. */
export function wordsOf(schema: JsonSchema): string {
  if (schema.$ref) return linkTo(nameIn(schema))
  if (schema.const !== undefined) return code(String(schema.const))
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(', ')
  // Draft 7 keeps a reference that has something beside it apart.
  if (schema.allOf?.length === 1 && schema.allOf[0]?.$ref) return wordsOf(schema.allOf[0])
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map(wordsOf).join(' or ')
  if (schema.format === 'date-time') return 'time'
  if (schema.format === 'uuid') return 'UUID'
  if (schema.type === 'array') {
    const { minItems, maxItems, items = {} } = schema
    return bounded(`list of ${items.properties ? 'objects' : wordsOf(items)}`, range(minItems, maxItems))
  }
  if (schema.type === 'string') {
    const { minLength, maxLength } = schema
    const length = range(minLength === 1 ? undefined : minLength, maxLength)
    return bounded('text', length ? `${length} characters` : minLength === 1 ? 'not empty' : '')
  }
  return bounded(schema.type ?? 'anything', range(schema.minimum, schema.maximum))
}

export type Field = { name: string; words: string; always: boolean; meaning: string }

/** Every field of an object and of the objects in it, by its path. */
export function fieldsOf({ properties = {}, required = [] }: JsonSchema, within = ''): Field[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const name = `${within}${key}`
    const standard = schema.default === undefined ? '' : `${code(String(schema.default))} where it is absent`
    const field = {
      name,
      words: wordsOf(schema),
      always: required.includes(key),
      meaning: [schema.description ?? '', standard].filter(Boolean).join('; '),
    }
    return [field, ...fieldsOf(schema, `${name}.`), ...fieldsOf(schema.items ?? {}, `${name}[].`)]
  })
}

export const fieldTable = (fields: Field[]) =>
  table(
    ['Field', 'What', 'Always', 'Meaning'],
    fields.map(({ name, words, always, meaning }) => [code(name), words, always ? 'yes' : '', meaning]),
  )

/** The schemas that have a name and are shown by it, each with its fields or in words. */
export const shapes = (schemas: Record<string, JsonSchema>, isShown: (name: string) => boolean) => [
  '## Shapes',
  '',
  ...Object.entries(schemas)
    .filter(([name]) => isShown(name))
    .flatMap(([name, schema]) => [
      `### ${name}`,
      '',
      ...(schema.properties
        ? fieldTable(fieldsOf(schema))
        : [`${wordsOf(schema)}. ${schema.description ?? ''}`, '']),
    ]),
]

export const page = (lines: string[]) => `${lines.join('\n').trimEnd()}\n`
