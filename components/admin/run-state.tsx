import { checkedIn, mostFindings, type Run } from '@/lib/reconciliation/reconciliation'
import { LogTime } from './log-time'

export const count = (number: number) => number.toLocaleString('en-US')

/** What the newest run has come to, in one sentence or two. @param gone what the run before it had found */
export function RunState({ run, found, gone }: { run: Run; found: number; gone: number }) {
  const checked = checkedIn(run)
  if (!run.endedAt) {
    const expected = Math.max(run.expected, checked)
    return (
      <div key="checking" className="wash bg-warn-wash text-warn">
        <p className="font-semibold text-lg">Checking all tables, {count(found)} found so far.</p>
        <p>
          <progress
            className="h-3 w-40 max-w-full accent-accent"
            aria-label="Rows checked"
            value={checked}
            max={expected || 1}
          />{' '}
          {count(checked)} of about {count(expected)} rows
        </p>
      </div>
    )
  }
  const seconds = (run.workMs / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 })
  const stopped = run.found >= mostFindings
  return (
    <div
      key="checked"
      className={`wash ${run.found === 0 ? 'bg-good-wash text-good' : 'bg-bad-wash text-bad'}`}
    >
      <p className="font-semibold text-lg">
        {run.found === 0
          ? 'All well: every purchase is whole.'
          : `${count(run.found)} ${run.found === 1 ? 'thing is' : 'things are'} wrong.`}
      </p>
      <p>
        {count(run.checked.orders)} orders checked, {count(checked)} rows in all, {count(run.open)} purchases
        under way, in {seconds} s, <LogTime iso={run.endedAt} />.
        {stopped &&
          ` It stopped after ${count(mostFindings)}: something is wrong with more than single rows.`}
      </p>
      {gone > 0 && <p>{gone === 1 ? 'One thing' : count(gone)} that the check before found is whole now.</p>}
    </div>
  )
}
