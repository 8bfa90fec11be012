import { randomBytes } from 'node:crypto'
import { TraceId } from '../ids'

/** The trace of an X-Amzn-Trace-Id header, which anyone may have written, else Lambda's, else a new one. */
export const traceOf = (header: string | null | undefined) =>
  rootOf(header) ?? rootOf(process.env._X_AMZN_TRACE_ID) ?? mintTraceId()

const rootOf = (header: string | null | undefined) =>
  TraceId.safeParse(/(?:^|;)\s*Root=([^;]*)/.exec(header ?? '')?.[1]).data

/** X-Ray's form: version, seconds since the epoch, 96 random bits. */
function mintTraceId() {
  const seconds = Math.floor(Date.now() / 1000)
  return `1-${seconds.toString(16).padStart(8, '0')}-${randomBytes(12).toString('hex')}`
}

/** As PutEvents and X-Ray take it. */
export const traceHeaderOf = (traceId: string | undefined) => traceId && `Root=${traceId}`
