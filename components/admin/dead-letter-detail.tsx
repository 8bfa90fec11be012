import Link from 'next/link'
import type { ReactNode } from 'react'
import { confirmAddress, consoleOrderAddress } from '@/lib/console-address'
import type { Failure } from '@/lib/failure/failure'
import type { LinesRead } from '@/lib/log-line/log-line'
import type { PurchaseRows } from '@/lib/lookup/lookup'
import { outcomeOf } from '@/lib/order/order'
import { whyOpen } from '@/lib/order/why-open'
import { statusWords } from '../orders/order-words'
import type { FormAction } from '../ui/form'
import { Price } from '../ui/formats'
import type { Notice } from '../ui/notice'
import { ActForm } from './act-form'
import { AwsCall } from './aws-call'
import { LogLines } from './log-lines'
import { LogTime } from './log-time'

type Letter = {
  messageId: string
  sentAt: string
  receives: number
  eventType?: string | undefined
  outcome?: string | undefined
  fails: boolean
  payload: string
}
type Props = {
  queue: string
  messageId: string
  letter?: Letter | undefined
  /** The way to edit a copy, where it is an event. */
  edit?: string | undefined
  failures: Failure[]
  orderId?: string | undefined
  purchase?: PurchaseRows | undefined
  calls?: string | undefined
  log: LinesRead
  redrive: FormAction<Notice>
}

/** One message: what would come of it, what it holds, what it failed by, and how its order stands. */
export const DeadLetterDetail = (props: Props) => (
  <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
    {props.letter ? <Waiting {...props} letter={props.letter} /> : <Gone {...props} />}
    <Panel name="What it failed by">
      {props.failures.length === 0 && (
        <p className="text-soft">
          Nothing is kept of it: it failed more than fifteen days ago, or outside of our functions.
        </p>
      )}
      {props.failures.map((failure) => (
        <FailureRow key={failure.service} {...failure} />
      ))}
    </Panel>
    {props.letter && (
      <Panel name="Payload">
        <pre className="text-sm wrap-anywhere whitespace-pre-wrap">{props.letter.payload}</pre>
      </Panel>
    )}
    <Panel name="Its order">
      <OrderBeside {...props} />
    </Panel>
    <Panel name="Log lines">
      <LogLines {...props.log} />
    </Panel>
  </div>
)

const Panel = ({ name, children }: { name: string; children: ReactNode }) => {
  const id = name.toLowerCase().replaceAll(' ', '-')
  return (
    <section aria-labelledby={id} className="panel grid min-w-0 content-start gap-3 p-5 sm:p-6">
      <h2 id={id} className="panel-title">
        {name}
      </h2>
      {children}
    </section>
  )
}

const Waiting = ({ queue, messageId, letter, edit, calls, redrive }: Props & { letter: Letter }) => (
  <Panel name="If it is put back">
    <p className={`text-lg wrap-anywhere ${letter.fails ? 'text-bad' : ''}`}>
      {letter.outcome ?? 'It belongs to no queue of ours.'}
    </p>
    <dl className="data-pairs">
      <Fact term="Message">
        <span className="break-all">{messageId}</span>
      </Fact>
      <Fact term="Event">{letter.eventType ?? 'no event of ours'}</Fact>
      <Fact term="Sent">
        <LogTime iso={letter.sentAt} />
      </Fact>
      <Fact term="Receives">{letter.receives}, looks of operators included</Fact>
    </dl>
    <div className="flex flex-wrap items-start gap-3">
      {letter.outcome && (
        <ActForm action={redrive} fields={{ queue, one: messageId }} button="Redrive" of={messageId} />
      )}
      {edit && (
        <Link href={edit} prefetch={false} className="button button-quiet">
          Edit a copy
        </Link>
      )}
      <Link
        href={confirmAddress(queue, { act: 'discard', messageId })}
        prefetch={false}
        className="button button-plain"
      >
        Discard …
      </Link>
    </div>
    {calls && <AwsCall call={calls} />}
  </Panel>
)

const Gone = ({ queue, messageId }: Pick<Props, 'queue' | 'messageId'>) => (
  <Panel name="Gone meanwhile">
    <p>
      No message <span className="break-all">{messageId}</span> waits in {queue}. It was put back or
      discarded, is tried still, or somebody else looks at it this moment: then it shows again within half a
      minute.
    </p>
  </Panel>
)

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </>
)

const FailureRow = ({ service, error, says, field, place, count, first, last, eventType }: Failure) => (
  <dl className="data-pairs">
    <Fact term="Function">{service}</Fact>
    <Fact term="Error">
      {error}
      {says && `: ${says}`}
    </Fact>
    {field && <Fact term="Fields">{field}</Fact>}
    {place && <Fact term="Place">{place}</Fact>}
    {eventType && <Fact term="Event">{eventType}</Fact>}
    <Fact term="Failed">
      {count} {count === 1 ? 'time' : 'times'}, first <LogTime iso={first} />, last <LogTime iso={last} />
    </Fact>
  </dl>
)

function OrderBeside({ orderId, purchase }: Pick<Props, 'orderId' | 'purchase'>) {
  if (!orderId) return <p className="text-soft">It names no order.</p>
  const { order, checkout, payment, reservation } = purchase ?? {}
  const outcome = order && outcomeOf(order)
  const waitsFor = purchase && whyOpen({ order, checkout })?.waitsFor
  return (
    <>
      <p>
        <Link
          href={consoleOrderAddress(orderId)}
          prefetch={false}
          className="break-all font-semibold underline"
        >
          {orderId}
        </Link>
      </p>
      {purchase ? (
        <dl className="data-pairs">
          <Fact term="Order">
            {outcome
              ? `${statusWords[outcome.status].label}${outcome.settled ? '' : ', not settled'}`
              : 'not written yet'}
          </Fact>
          {waitsFor && <Fact term="Waits for">{waitsFor.join(' ')}</Fact>}
          <Fact term="Payment">{payment?.status.toLowerCase() ?? 'not begun'}</Fact>
          <Fact term="Stock">{reservation?.status.toLowerCase() ?? 'not decided'}</Fact>
          {checkout && (
            <Fact term="Total">
              <Price amount={checkout.totalPrice / 100} />
            </Fact>
          )}
        </dl>
      ) : (
        <p className="text-soft">Neither a checkout nor a payment goes by it.</p>
      )}
    </>
  )
}
