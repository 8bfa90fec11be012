import Link from 'next/link'
import { hitAddress } from '@/lib/console-address'
import type { Found, Hit } from '@/lib/lookup/lookup'
import { LogTime } from './log-time'

export function SearchResults({ q, terms, hits }: Found & { q: string }) {
  if (q === '') return <p className="text-soft">{searched}</p>
  return (
    <div className="grid grid-cols-1 gap-5">
      <p className="text-soft">
        Looked for{' '}
        <b className="wrap-anywhere text-ink">{terms.join(', ') || 'nothing: there was no id in it'}</b>.
      </p>
      {hits.length === 0 ? (
        <div className="panel grid gap-3 p-6">
          <h2 className="panel-title">Nothing goes by that</h2>
          <p className="text-soft">{searched}</p>
        </div>
      ) : (
        <ul className="panel grid divide-y divide-line px-5" data-steady>
          {hits.map((hit) => (
            <Result key={`${hit.kind} ${nameOf(hit)} ${hitAddress(hit)}`} hit={hit} />
          ))}
        </ul>
      )}
    </div>
  )
}

const searched =
  'Looked through: purchases by their id, shoppers by name or e-mail address with their newest orders, products by id, and by the trace of a request, or the id of an event or a message, what the log of the last day tells of them. Of events and messages those that have failed in the last fifteen days; a pasted line of the log is searched for the purchase that it names. After fifteen days a purchase is found as long as its payment is there.'

const nameOf = (hit: Hit) => ('orderId' in hit ? hit.orderId : 'id' in hit ? hit.id : hit.userName)

function Result({ hit }: { hit: Hit }) {
  const address = hitAddress(hit)
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3" data-row>
      {address ? (
        <Link href={address} prefetch={false} className="text-link min-h-6 break-all font-semibold underline">
          {nameOf(hit)}
        </Link>
      ) : (
        <span className="break-all font-semibold">{nameOf(hit)}</span>
      )}
      <span className="text-sm text-soft">
        <Kind hit={hit} />, found by {hit.by}
      </span>
    </li>
  )
}

function Kind({ hit }: { hit: Hit }) {
  if (hit.kind === 'product') return `Product ${hit.name}`
  if (hit.kind === 'failure') return `Failed, in ${hit.queue}`
  if (hit.kind === 'shopper') return hit.account ? 'Shopper with an account' : 'Guest'
  return (
    <>
      Purchase of <LogTime iso={hit.orderDate} />
    </>
  )
}
