import path from 'node:path'
import * as z from 'zod'
import { type Connection, type Service, services } from './connection.ts'

const Endpoint = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional()
const between = (least: number, most: number, what: string) => {
  const error = `must be ${what}, ${least} to ${most}`
  return z.coerce.number(error).min(least, error).max(most, error)
}

const Environment = z.object({
  PORT: between(1, 65_535, 'a port').int('must be a port, 1 to 65535').default(3000),
  SWOON_DATA: z.string().default('.local'),
  AWS_ENDPOINT_URL: Endpoint,
  AWS_ENDPOINT_URL_DYNAMODB: Endpoint,
  AWS_ENDPOINT_URL_SQS: Endpoint,
  AWS_ENDPOINT_URL_EVENTBRIDGE: Endpoint,
  AWS_ENDPOINT_URL_SESV2: Endpoint,
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: Endpoint,
  EMBEDDED_ENDPOINTS: z.string().default(''),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  AWS_ACCESS_KEY_ID: z.string().default('test'),
  AWS_SECRET_ACCESS_KEY: z.string().default('test'),
  AWS_SESSION_TOKEN: z.string().optional(),
  PAYMENT_SUCCESS_RATE: between(0, 1, 'a number').optional(),
  EMAIL_SENDER: z.string().optional(),
  SITE_URL: z.string().optional(),
  OPERATOR_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
})
const ofThisMachine: ReadonlySet<Service> = new Set(['sesv2', 'logs'])

/** Every variable that `npm start` obeys, but those of the site alone. */
export const settingNames = Object.keys(Environment.shape)

export type Settings = ReturnType<typeof readSettings>

/**
 * Reads what `npm start` takes from the environment; a blank variable counts as absent. Region and credentials of the
 * environment are for an endpoint of the user's; the embedded AWS has its own. `sourced` says that the environment is
 * that of tools for a shop, the endpoints in which are no choice of the user's.
 * @throws Error of one line naming the variable and what it must be
 */
export function readSettings(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const { data, error } = Environment.safeParse(given)
  if (!data) {
    const [issue] = error.issues
    throw new Error(`${issue?.path.join('.')} ${issue?.message}`)
  }
  const named: Partial<Record<Service, string>> = {
    dynamodb: data.AWS_ENDPOINT_URL_DYNAMODB,
    sqs: data.AWS_ENDPOINT_URL_SQS,
    eventbridge: data.AWS_ENDPOINT_URL_EVENTBRIDGE,
    sesv2: data.AWS_ENDPOINT_URL_SESV2,
    logs: data.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS,
  }
  const embedded = data.EMBEDDED_ENDPOINTS.split(' ')
  const endpoints: typeof named = {}
  for (const service of services) {
    // Mail stays on this machine, where the lines of the log are too, unless its own endpoint is named.
    const url = named[service] ?? (ofThisMachine.has(service) ? undefined : data.AWS_ENDPOINT_URL)
    if (url && !embedded.includes(url)) endpoints[service] = url
  }
  const isElsewhere = Object.keys(endpoints).length > 0
  const credentials: Connection['credentials'] = {
    accessKeyId: data.AWS_ACCESS_KEY_ID,
    secretAccessKey: data.AWS_SECRET_ACCESS_KEY,
    sessionToken: data.AWS_SESSION_TOKEN,
  }
  return {
    port: data.PORT,
    dataDir: path.resolve(data.SWOON_DATA),
    endpoints,
    region: (isElsewhere && (data.AWS_REGION ?? data.AWS_DEFAULT_REGION)) || 'us-east-1',
    credentials: isElsewhere ? credentials : undefined,
    sourced: data.EMBEDDED_ENDPOINTS !== '',
    sessionSecret: data.SESSION_SECRET,
    operatorPassword: data.OPERATOR_PASSWORD,
  }
}
