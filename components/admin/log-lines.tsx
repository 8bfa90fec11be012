import type { LogLine } from '@/lib/log-line/log-line'
import { LogTime } from './log-time'

type Props = { lines: readonly LogLine[]; unread: readonly string[]; isCut: boolean }

/** What the functions have written about something, oldest first. */
export const LogLines = ({ lines, unread, isCut }: Props) => (
  <>
    {lines.length === 0 && (
      <p className="text-soft">
        No line of it is found: they are kept for a while, or it never reached a function.
      </p>
    )}
    <ol className="grid gap-3">
      {lines.map(({ timestamp, service, level, message, receiveCount, requestId, error }) => (
        <li key={`${timestamp} ${service} ${requestId} ${message}`} className="grid gap-0.5 text-sm">
          <span className="text-soft">
            <LogTime iso={timestamp} /> {service}
            {receiveCount !== undefined && `, receive ${receiveCount}`}
          </span>
          <span className={`wrap-anywhere ${level === 'ERROR' ? 'text-bad' : ''}`}>
            {message}
            {error && `: ${error.name}${error.message ? `, ${error.message}` : ''}`}
          </span>
        </li>
      ))}
    </ol>
    {(isCut || unread.length > 0) && (
      <p className="text-soft">
        {isCut ? 'There was no time to look through all of the log.' : `Not read: ${unread.join(', ')}.`}
      </p>
    )}
  </>
)
