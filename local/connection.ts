import { devNull } from 'node:os'

/** Those that may be elsewhere. */
export const services = ['dynamodb', 'sqs', 'eventbridge', 'sesv2', 'logs'] as const
export type Service = (typeof services)[number]
/** What runs the functions, and what watches them, is where they run. */
type Served = Service | 'lambda' | 'cloudwatch'

/** Where AWS is, and as whom to speak to it. */
export type Connection = {
  endpoints: Record<Served, string>
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
}

/** The configuration of an SDK client for one service. */
export const configFor = ({ endpoints, region, credentials }: Connection, service: Served) => ({
  endpoint: endpoints[service],
  region,
  credentials,
})

/**
 * Keeps AWS SDKs to what else their environment says: no profile, no file of the user's, no other source of
 * credentials, no endpoint of AWS's own. All of it is set, if only to its default: what is set, Next takes from no
 * `.env` file.
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
export const isolation: Readonly<Record<string, string>> = {
  AWS_PROFILE: '',
  AWS_DEFAULT_PROFILE: '',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: '',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '',
  AWS_CONTAINER_AUTHORIZATION_TOKEN: '',
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '',
  AWS_WEB_IDENTITY_TOKEN_FILE: '',
  AWS_ROLE_ARN: '',
  AWS_ROLE_SESSION_NAME: '',
  AWS_CREDENTIAL_EXPIRATION: '',
  AWS_CREDENTIAL_SCOPE: '',
  AWS_ACCOUNT_ID: '',
  AWS_ACCOUNT_ID_ENDPOINT_MODE: 'disabled',
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
  AWS_ENABLE_ENDPOINT_DISCOVERY: 'false',
  AWS_USE_FIPS_ENDPOINT: 'false',
  AWS_USE_DUALSTACK_ENDPOINT: 'false',
  AWS_AUTH_SCHEME_PREFERENCE: 'sigv4',
  AWS_DEFAULTS_MODE: 'legacy',
  AWS_RETRY_MODE: 'standard',
  AWS_MAX_ATTEMPTS: '3',
}

/** The variables by which an AWS SDK or tool finds this place, and nothing but it. */
export const connectionEnvironment = ({
  endpoints,
  region,
  credentials,
}: Connection): Record<string, string> => ({
  ...isolation,
  AWS_ENDPOINT_URL: '',
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventbridge,
  AWS_ENDPOINT_URL_SESV2: endpoints.sesv2,
  AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
  AWS_ENDPOINT_URL_CLOUDWATCH: endpoints.cloudwatch,
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoints.logs,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
})
