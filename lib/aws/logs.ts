import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { TimeLeft } from '../time-left'
import { clientConfig } from './client-config'

export const logs = new CloudWatchLogsClient({ ...clientConfig, maxAttempts: 2, cacheMiddleware: true })

/** Milliseconds since the epoch. */
type Sought = { text: string; from: number; until: number }

/**
 * The lines of one log group that hold `text`, which has no quotes in it, as they were written.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 *
 * @returns `isCut` where the time was over before all was looked through
 * @throws what CloudWatch Logs answers
 */
export async function linesWith(
  logGroupName: string,
  { text, from: startTime, until: endTime }: Sought,
  timeLeft: TimeLeft,
) {
  const lines: string[] = []
  const query = { logGroupName, filterPattern: `"${text}"`, startTime, endTime }
  let nextToken: string | undefined
  do {
    const page = await logs.send(new FilterLogEventsCommand({ ...query, nextToken }))
    lines.push(...(page.events ?? []).flatMap(({ message }) => message ?? []))
    nextToken = page.nextToken
  } while (nextToken && timeLeft() > 0)
  return { lines, isCut: nextToken !== undefined }
}
