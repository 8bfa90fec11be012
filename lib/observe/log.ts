import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger'
import { reportOf } from './loggable-error'

/** All that a line may say beside its message, in this order: nothing here names a shopper or what is theirs. */
const fields = [
  'orderId',
  'traceId',
  'eventType',
  'eventId',
  'messageId',
  'receiveCount',
  'queue',
  'status',
  'publishedType',
  'publishedId',
  'attempts',
  'published',
  'mailed',
  'failed',
  'overdue',
  'dependency',
  'lookAt',
  'table',
  'key',
  'fields',
  'method',
  'path',
  'requestId',
  'durationMs',
  'error',
] as const

type Value = string | number | undefined
export type Fields = { [K in (typeof fields)[number]]?: K extends 'error' ? unknown : Value }

type Formatted = Parameters<LogFormatter['formatAttributes']>

/** Timestamp first, so that lines of several functions sort as text into the order in which they were written. */
class LineFormatter extends LogFormatter {
  override formatAttributes(base: Formatted[0], given: Formatted[1]): LogItem {
    const { error } = given
    return new LogItem({
      attributes: {
        timestamp: this.formatTimestamp(base.timestamp),
        level: base.logLevel,
        service: base.serviceName,
        message: base.message,
        ...Object.fromEntries(fields.map((name) => [name, given[name]])),
        ...(error !== undefined && { error: reportOf(error) }),
        function_name: process.env.AWS_LAMBDA_FUNCTION_NAME,
        xray_trace_id: base.xRayTraceId,
      },
    })
  }
}

/** Level and service name come from POWERTOOLS_LOG_LEVEL and POWERTOOLS_SERVICE_NAME. */
const logger = new Logger({ logFormatter: new LineFormatter() })

type Write = (message: string, fields?: Fields) => void
export type Log = Record<'info' | 'warn' | 'error', Write>

/** A log with `context` in every line: a batch's messages, handled side by side, must not lend each other ids. */
export const logWith = (context: Fields): Log => ({
  info: (message, more) => logger.info(message, { ...context, ...more }),
  warn: (message, more) => logger.warn(message, { ...context, ...more }),
  error: (message, more) => logger.error(message, { ...context, ...more }),
})

/** One JSON object a line. Messages are constant texts; what varies goes into fields. */
export const log = logWith({})
