import Link from 'next/link'
import type { ReactNode } from 'react'
import { type AuditEntry, momentOf } from '@/lib/audit/audit'
import { consoleAddress } from '@/lib/console-address'
import { LogTime } from './log-time'

type Asked = { who?: string | undefined; what?: string | undefined; until?: string | undefined }
type Props = {
  days: { day: string; entries: AuditEntry[]; isCut: boolean }[]
  from: string
  older: string
  newer: string | undefined
  asked: Asked
}

/** What operators have done, by day, newest first. */
export const Audit = ({ days, from, older, newer, asked }: Props) => (
  <div className="grid grid-cols-1 gap-5">
    <form method="get" action={consoleAddress('audit')} className="flex flex-wrap items-end gap-3">
      <Field name="who" label="Who" value={asked.who} />
      <Field name="what" label="What, or on what" value={asked.what} />
      <div className="field">
        <label htmlFor="audit-until">Up to the day (UTC)</label>
        <input id="audit-until" type="date" name="until" defaultValue={asked.until} />
      </div>
      <button type="submit" className="button button-strong">
        Filter
      </button>
      {(asked.who || asked.what || asked.until) && (
        <Link href={consoleAddress('audit')} className="button button-plain">
          Show all
        </Link>
      )}
    </form>
    {days.length === 0 && (
      <p className="panel p-6 text-soft">
        Nothing {asked.who || asked.what ? 'that fits ' : ''}was done from {from} on, for seven days. What is
        done by an operator is written here for ever: none can delete it.
      </p>
    )}
    {days.map(({ day, entries, isCut }) => (
      <section key={day} aria-labelledby={`day-${day}`} className="panel grid gap-4 p-5 sm:p-6" data-steady>
        <h2 id={`day-${day}`} className="panel-title">
          {day}
        </h2>
        <ol className="grid divide-y divide-line">
          {entries.map((entry) => (
            <Entry key={entry.at} {...entry} />
          ))}
        </ol>
        {isCut && <p className="text-soft">There is more on this day: filter by who or what.</p>}
      </section>
    ))}
    <nav aria-label="Weeks" className="flex flex-wrap gap-3">
      {newer && (
        <Link href={consoleAddress('audit', { ...asked, until: newer })} className="button button-quiet">
          Newer
        </Link>
      )}
      <Link href={consoleAddress('audit', { ...asked, until: older })} className="button button-quiet">
        Older
      </Link>
    </nav>
  </div>
)

const Field = ({ name, label, value }: { name: string; label: string; value: string | undefined }) => (
  <div className="field">
    <label htmlFor={`audit-${name}`}>{label}</label>
    <input id={`audit-${name}`} type="search" name={name} defaultValue={value} maxLength={200} />
  </div>
)

const Entry = ({ at, who, what, why, target, call, before, after }: AuditEntry) => (
  <li className="grid gap-1 py-4 first:pt-0 last:pb-0" data-row>
    <p className="flex flex-wrap items-baseline gap-x-3">
      <Link href={consoleAddress('audit', { what })} className="font-semibold underline">
        {what}
      </Link>
      <span className="wrap-anywhere">{target}</span>
    </p>
    <p className="text-sm text-soft">
      <LogTime iso={momentOf({ at })} /> by{' '}
      <Link href={consoleAddress('audit', { who })} className="underline">
        {who}
      </Link>
      , because: {why}
    </p>
    <dl className="data-pairs">
      {before !== undefined && <Told term="Before">{before}</Told>}
      {after !== undefined && <Told term="After">{after}</Told>}
      {after === undefined && call !== undefined && <Told term="After">not known: it was cut short</Told>}
      {call !== undefined && (
        <Told term="Call">
          <code className="text-sm wrap-anywhere whitespace-pre-wrap">{call}</code>
        </Told>
      )}
    </dl>
  </li>
)

const Told = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </>
)
