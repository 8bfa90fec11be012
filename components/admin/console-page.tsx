import Link from 'next/link'
import type { ReactNode } from 'react'
import { consoleAddress, type ConsolePage as Page, pulseAddress } from '@/lib/console-address'
import type { Paused } from '@/lib/pause/pause'
import type { Trouble } from '@/lib/verdict/verdict'
import type { FormAction } from '../ui/form'
import { Formats } from '../ui/formats'
import type { Notice } from '../ui/notice'
import { Keys } from './keys'
import { LiveLine } from './live-line'
import { PauseBanner } from './pause-banner'
import { Verdict } from './verdict'

type State = {
  at: string
  troubles: Trouble[]
  pauses: Paused[]
  /** Ends a pause. */
  resume: FormAction<Notice>
}

type Props = {
  /** Its place in the navigation, where it has one. */
  page?: Page
  heading: string
  state: State
  formats: { locale: string; zone?: string | undefined }
  /** What the page was asked for, to be asked for again. */
  address?: string
  /** What was searched for. */
  sought?: string
  children: ReactNode
}

const pages = [
  { page: 'overview', name: 'Overview', key: 'h' },
  { page: 'flow', name: 'Flow', key: 'p' },
  { page: 'queues', name: 'Queues', key: 'q' },
  { page: 'failures', name: 'Failures', key: 'f' },
  { page: 'checkouts', name: 'Open checkouts', key: 'o' },
  { page: 'reconciliation', name: 'Reconciliation', key: 'r' },
  { page: 'alarms', name: 'Alarms', key: 'l' },
  { page: 'audit', name: 'Audit', key: 'a' },
] as const satisfies { page: Page; name: string; key: string }[]

/** Every page of the operators' console: where one can go, the worst that is wrong, how old what is shown is. */
export const ConsolePage = ({ page, heading, state, formats, address, sought, children }: Props) => (
  <Formats {...formats}>
    <div className="grid grid-cols-1 gap-5 pt-2">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <nav aria-label="Console" className="console-nav">
          {pages.map(({ page: one, name }) => (
            <Link
              key={one}
              href={consoleAddress(one)}
              prefetch={false}
              aria-current={one === page ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
        <ConsoleSearch sought={sought} />
        <Keys pages={pages.map(({ page, ...one }) => ({ ...one, address: consoleAddress(page) }))} />
      </div>
      <PauseBanner pauses={state.pauses} resume={state.resume} />
      <Verdict troubles={state.troubles} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <h1 className="console-heading">{heading}</h1>
        <LiveLine at={state.at} address={address ?? consoleAddress(page)} pulse={pulseAddress()} />
      </div>
      {children}
    </div>
  </Formats>
)

const ConsoleSearch = ({ sought }: { sought: string | undefined }) => (
  <search className="min-w-0 grow basis-72">
    <form action={consoleAddress('search')} method="get" className="flex gap-2">
      <input
        key={sought}
        type="search"
        name="q"
        defaultValue={sought}
        aria-label="Search the console"
        placeholder="Id, name, address, or a line of the log"
        data-console-search
        className="outlined min-h-11 w-full min-w-0 px-4"
      />
      <button type="submit" className="button button-quiet">
        Find
      </button>
    </form>
  </search>
)
