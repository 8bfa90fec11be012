import * as z from 'zod'
import type { Recorder } from './recorder.ts'
import { referTo } from './references.ts'

const types = { string: 'S', number: 'N', binary: 'B' } as const
const Keys = { hashKey: z.string(), rangeKey: z.string().optional() }
const Projection = z.union([z.enum(['all', 'keys-only']), z.array(z.string())]).default('all')

const DynamoArguments = z.strictObject({
  fields: z.record(z.string(), z.enum(['string', 'number', 'binary'])),
  primaryIndex: z.strictObject(Keys),
  globalIndexes: z.record(z.string(), z.strictObject({ ...Keys, projection: Projection })).default({}),
  ttl: z.string().optional(),
  deletionProtection: z.boolean().optional(),
})

const projections = { all: 'ALL', 'keys-only': 'KEYS_ONLY' } as const

/** `sst.aws.Dynamo` and `sst.Secret`. */
export const storage = ({ component, topology }: Recorder) => ({
  Dynamo: component(
    'sst.aws.Dynamo',
    DynamoArguments,
    (name, { fields, primaryIndex, globalIndexes, ttl }) => {
      topology.tables.push({
        name,
        fields: Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, types[type]])),
        ...primaryIndex,
        indexes: Object.entries(globalIndexes).map(([index, { projection, ...keys }]) => ({
          name: index,
          ...keys,
          projection: Array.isArray(projection) ? projection : projections[projection],
        })),
        ttl,
      })
      return { name: referTo(name, 'name'), arn: referTo(name, 'arn') }
    },
    (table: { name: string }) => ({ name: table.name }),
  ),
  Secret: component(
    'sst.sst.Secret',
    z.object({}),
    (name) => {
      topology.secrets.push(name)
      return { value: referTo(name, 'value') }
    },
    (secret: { value: string }) => ({ value: secret.value }),
  ),
})
