import {
  GetEventSourceMappingCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import { clientConfig } from './client-config'

const lambda = new LambdaClient({ ...clientConfig, cacheMiddleware: true })

/**
 * `Enabled`, `Disabled`, or on its way to either.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html
 */
export const mappingState = async (UUID: string) =>
  (await lambda.send(new GetEventSourceMappingCommand({ UUID }))).State ?? 'unknown'

/** Lets a function have what its queue holds, or not. @throws what Lambda answers, also while it is on its way */
export const switchMapping = async (UUID: string, Enabled: boolean) =>
  (await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }))).State ?? 'unknown'
