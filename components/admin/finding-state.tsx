import { type Damage, damages } from '@/lib/reconciliation/damage'
import type { Finding } from '@/lib/reconciliation/reconciliation'
import type { Remedy } from '@/lib/reconciliation/remedy'

type Props = { finding: Finding; damages?: readonly Damage[]; remedy?: Remedy | undefined }

/** What was found, whether it is so still, and what a repair would leave. */
export function FindingState({ finding, damages: now = [], remedy }: Props) {
  const { cause, remedy: byHand } = damages[finding.damage]
  return (
    <>
      <div className="grid gap-2">
        <p className="wrap-anywhere">{finding.purchase?.orderId ?? finding.id}</p>
        <p className="max-w-prose text-soft">{cause}</p>
        {finding.fields && <p className="wrap-anywhere">{finding.fields}</p>}
      </div>
      {now.length === 0 ? (
        <p className="wash bg-good-wash font-semibold text-good">
          It is whole now: nothing is left to repair.
        </p>
      ) : (
        <p className="wash bg-bad-wash text-bad">
          Now: {now.map((damage) => damages[damage].title).join('; ')}.
        </p>
      )}
      {remedy && remedy.left.length > 0 && (
        <p>A repair leaves: {remedy.left.map((damage) => damages[damage].title.toLowerCase()).join('; ')}.</p>
      )}
      {now.length > 0 && !remedy && (
        <section aria-labelledby="by-hand" className="panel grid gap-2 p-6">
          <h2 id="by-hand" className="panel-title">
            No event mends this
          </h2>
          <p>{byHand}</p>
        </section>
      )}
    </>
  )
}
