import { LoggableError } from './observe/loggable-error'

/** Milliseconds that are left to work in; at zero or less nothing new is begun. */
export type TimeLeft = () => number

/** So many milliseconds from now on, by a clock that nobody sets. */
export function timeLeftOf(ms: number): TimeLeft {
  const end = performance.now() + ms
  return () => end - performance.now()
}

/** The work was not done, or not begun, before its time was over. */
export class OutOfTime extends LoggableError {
  override name = 'OutOfTime'
}
