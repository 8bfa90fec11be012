import Link from 'next/link'
import { consoleAddress } from '@/lib/console-address'
import type { Trouble } from '@/lib/verdict/verdict'
import { LogTime } from './log-time'

const placeNames: Record<Trouble['page'], string> = {
  queues: 'queues',
  checkouts: 'open checkouts',
  reconciliation: 'findings',
  alarms: 'alarms',
  failures: 'failures',
}

/** All is well, or the worst of what is not. */
export function Verdict({ troubles }: { troubles: Trouble[] }) {
  const [worst, ...others] = troubles
  if (!worst)
    return (
      <p role="status" className="verdict bg-good-wash text-good">
        All well
      </p>
    )
  return (
    <p role="status" className="verdict bg-bad-wash text-bad">
      <span>
        {worst.words}
        <Since {...worst} />.
      </span>
      <Link href={consoleAddress(worst.page)} prefetch={false}>
        See the {placeNames[worst.page]}
      </Link>
      {others.length > 0 && (
        <span className="text-sm">
          {others.length === 1 ? 'One more thing is' : `${others.length} more things are`} wrong.
        </span>
      )}
    </p>
  )
}

/** Where it is not known when it began, since when this server has seen it. */
export const Since = ({ since, seenSince }: Pick<Trouble, 'since' | 'seenSince'>) => (
  <>
    {since && (
      <>
        , since <LogTime iso={since} />
      </>
    )}
    {!since && seenSince && (
      <>
        , seen since <LogTime iso={seenSince} />
      </>
    )}
  </>
)
