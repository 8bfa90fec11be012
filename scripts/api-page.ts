import type { Answer, Media, Operation, openapi, Path } from '../lib/api/openapi.ts'
import { failureCodes } from '../lib/api/schemas.ts'
import { code, jsonBlock, linkTo, nameIn, page, shapes, table, wordsOf } from './described.ts'

type Route = { name: string; operation: Operation }

const routesOf = (paths: Record<string, Path>): Route[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )

const mediaOf = (content: Media | undefined) => content?.['application/json']
const codesOf = ({ content }: Answer) => Object.keys(mediaOf(content)?.examples ?? {})
/** What nearly every route may answer is told once. */
const anywhere = ['refused', 'internal']
const isFailure = (answer: Answer) => codesOf(answer).length > 0

/** What the OpenAPI document says, for people. */
export function apiPage({ info, paths, components }: typeof openapi): string {
  const routes = routesOf(paths)
  return page([
    '# API',
    '',
    '<!-- npm run docs writes this from lib/api/openapi.ts. -->',
    '',
    `${info.summary}. The same as an OpenAPI document: [/api/openapi.json](http://localhost:3000/api/openapi.json) of a running shop.`,
    '',
    info.description,
    '',
    ...table(
      ['Route', 'What it does'],
      routes.map(({ name, operation }) => [linkTo(name), operation.summary]),
    ),
    ...routes.flatMap(routeSection),
    '## Failures',
    '',
    ...jsonBlock({ error: { code: 'not_found', message: 'There is no such product.' } }),
    ...table(
      ['Code', 'Meaning', 'Status'],
      Object.entries(failureCodes).map(([failure, meaning]) => [
        code(failure),
        meaning,
        statusesOf(routes, failure).sort().join(', '),
      ]),
    ),
    'Any request may be `refused` or fail as `internal`; the routes above name what else they answer.',
    'One whose headers have more than 8 KB is answered 431, with or without a body.',
    '`total_changed` also carries `totalPrice`, `out_of_stock` also `shortages`.',
    '',
    ...shapes(components.schemas, (name) => name !== 'Failure'),
  ])
}

const statusesOf = (routes: Route[], failure: string) => [
  ...new Set(
    routes.flatMap(({ operation }) =>
      Object.entries(operation.responses)
        .filter(([, answer]) => codesOf(answer).includes(failure))
        .map(([status]) => status),
    ),
  ),
]

function routeSection({ name, operation }: Route): string[] {
  const { summary, parameters = [], requestBody, responses } = operation
  const answers = Object.entries(responses)
  const body = mediaOf(requestBody?.content)
  return [
    `## ${name}`,
    '',
    summary,
    '',
    ...table(
      ['Takes', 'In', 'What', 'Meaning'],
      parameters.map(({ name, in: place, schema, description = '' }) => [
        code(name),
        place,
        wordsOf(schema),
        schema.default === undefined ? description : `${code(String(schema.default))} where it is absent`,
      ]),
    ),
    ...(requestBody && body
      ? [
          `Body${requestBody.required ? '' : ', which may be left out'}: ${linkTo(nameIn(body.schema))}. ${requestBody.description ?? ''}`.trim(),
          '',
          ...jsonBlock(body.example),
        ]
      : []),
    ...table(
      ['Status', 'Answer', 'Body', 'Headers'],
      answers
        .filter(([status, answer]) => !isFailure(answer) && status !== '431')
        .map(([status, { description, content, headers = {} }]) => [
          status,
          description,
          bodyOf(content),
          Object.keys(headers).map(code).join(', '),
        ]),
    ),
    ...exampleOf(responses),
    ...table(
      ['Failure', 'Codes'],
      answers
        .filter(
          ([, answer]) =>
            isFailure(answer) && !codesOf(answer).every((failure) => anywhere.includes(failure)),
        )
        .map(([status, answer]) => [status, codesOf(answer).map(code).join(', ')]),
    ),
  ]
}

function bodyOf(content: Media | undefined) {
  const schema = mediaOf(content)?.schema
  if (!schema) return 'none'
  return schema.$ref ? linkTo(nameIn(schema)) : 'the document'
}

const exampleOf = ({ 200: answer }: Operation['responses']) => {
  const example = mediaOf(answer?.content)?.example
  return example === undefined ? [] : jsonBlock(example)
}
