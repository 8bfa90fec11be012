import Link from 'next/link'
import { findingAddress } from '@/lib/console-address'
import { damageKinds, damages } from '@/lib/reconciliation/damage'
import type { Finding } from '@/lib/reconciliation/reconciliation'

type Known = Finding & { isNew: boolean }

/** What a run has found, by what is wrong, worst first. */
export function Findings({ run, findings }: { run: string; findings: readonly Known[] }) {
  const kinds = damageKinds.flatMap((damage) => {
    const found = findings.filter((finding) => finding.damage === damage)
    return found.length > 0 ? [{ damage, found }] : []
  })
  return kinds.map(({ damage, found }) => (
    <section key={damage} aria-labelledby={damage} className="panel grid gap-3 p-6">
      <h2 id={damage} className="panel-title">
        {damages[damage].title} <span className="text-soft">({found.length})</span>
      </h2>
      <p className="text-soft">{damages[damage].cause}</p>
      <ul className="grid gap-2">
        {found.map(({ id, productId, purchase, also, fields, isNew }) => (
          <li
            key={id}
            className="flex flex-wrap items-baseline gap-x-3 border-line border-t pt-2 wrap-anywhere"
          >
            {productId ? (
              <span className="font-medium">{productId}</span>
            ) : (
              <Link href={findingAddress(run, id)} className="text-link min-h-11 font-medium underline">
                {purchase?.orderId ?? id}
              </Link>
            )}
            {isNew && <span className="rounded-full bg-warn-wash px-2 text-sm text-warn">new</span>}
            {fields && <span className="text-soft text-sm">{fields}</span>}
            {also.length > 0 && (
              <span className="text-soft text-sm">
                Also: {also.map((other) => damages[other].title.toLowerCase()).join('; ')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {damage === 'stock-negative' && <p>{damages[damage].remedy}</p>}
    </section>
  ))
}
