import type { WhyOpen as Why } from '@/lib/order/why-open'
import type { FormAction } from '../ui/form'
import type { Notice } from '../ui/notice'
import { ActForm } from './act-form'
import { LogTime } from './log-time'

type Props = Why & { orderId: string; isOpen: boolean; publish: FormAction<Notice> }

/** What a purchase waits for, when it is tried again, and a button that does so now. */
export const WhyOpen = ({ orderId, waitsFor, attempts, nextAt, givenUp, isOpen, publish }: Props) => (
  <section aria-labelledby="why-open" className="panel grid justify-items-start gap-4 p-5 sm:p-6">
    <h2 id="why-open" className="panel-title">
      Why it is not settled
    </h2>
    <div className="grid gap-1">
      <p>It waits for:</p>
      <ul className="grid list-disc gap-1 pl-5">
        {waitsFor.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
    <p className="text-soft">
      {attempts === 0 ? 'It has not been published again yet.' : `Published again ${timesText(attempts)}.`}
      {givenUp && ' After ten attempts an alarm has rung; it is still tried, once an hour.'}
      {nextAt && (
        <>
          {' '}
          Next attempt <LogTime iso={nextAt} />.
        </>
      )}
      {!isOpen && ' Its Checkout is closed or gone: nothing publishes it again by itself.'}
    </p>
    {isOpen && (
      <ActForm action={publish} fields={{ checkoutId: orderId }} button="Publish again" of={orderId} />
    )}
  </section>
)

const timesText = (count: number) => (count === 1 ? 'once' : `${count} times`)
