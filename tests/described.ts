import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { asyncapi } from '../lib/api/asyncapi'
import type { openapi } from '../lib/api/openapi'

/**
 * The document with every object closed: what the shop sends has no field that is not described, whatever clients are told
 * to expect.
 */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([key, value]) => [key, closed(value)])
  const isObject = 'properties' in node && 'type' in node && node.type === 'object'
  return Object.fromEntries(isObject ? [...entries, ['additionalProperties', false]] : entries)
}

const options = { strict: false, allErrors: true }

/** What is wrong with a value by the schema at a place of the document; nothing when it fits. */
function createCheck(ajv: Ajv | Ajv2020, document: object) {
  addFormats.default(ajv)
  ajv.addSchema({ ...(closed(document) as object), $id: 'document' })
  return (place: string[], value: unknown): string[] => {
    const pointer = place.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
    const validate = ajv.getSchema(`document#/${pointer.join('/')}`)
    if (!validate) return [`the document has no ${place.join(' ')}`]
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    )
  }
}

/** Schemas of OpenAPI 3.1 are of draft 2020-12. */
export const checkOfApi = (document: typeof openapi) => createCheck(new Ajv2020(options), document)

/** The payload of a message of the AsyncAPI document, whose schemas are of draft 7. */
export function checkOfEvents(document: typeof asyncapi) {
  const check = createCheck(new Ajv(options), document)
  return (payload: { 'detail-type': string; detail: unknown }) =>
    check(['components', 'schemas', payload['detail-type']], payload)
}
