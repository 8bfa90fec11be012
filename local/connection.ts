export const services = ['dynamodb', 'sqs', 'eventbridge'] as const
export type Service = (typeof services)[number]

/** Where AWS is, and as whom to speak to it. */
export type Connection = {
  endpoints: Record<Service, string>
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
}

/** The configuration of an SDK client for one service. */
export const configFor = ({ endpoints, region, credentials }: Connection, service: Service) => ({
  endpoint: endpoints[service],
  region,
  credentials,
})

/** The variables by which any AWS SDK or tool finds the same place. */
export const connectionEnvironment = ({
  endpoints,
  region,
  credentials,
}: Connection): Record<string, string> => ({
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventbridge,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
})
